"""Checking an Ed25519 signature (RFC 8032) with libsodium.

libsodium refuses by itself what would let anybody sign or spell one signature twice: a key or a
commitment of small order, a key that is not in its one canonical form, a number at or above the
order of the group.
"""

from __future__ import annotations

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

KEY_BYTES, SIGNATURE_BYTES = 32, 64


def signed_by(key: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether the message was signed with the key; anything malformed was not."""
    if len(key) != KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        VerifyKey(key).verify(message, signature)
    except BadSignatureError:
        return False
    return True
