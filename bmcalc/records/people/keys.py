"""A person's key (Ed25519, RFC 8032), its secret sealed by a passphrase (Argon2id, RFC 9106)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

import nacl.exceptions
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.signing import SigningKey, VerifyKey
from nacl.utils import random

from bmcalc.core.texts import _
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Draft, canonical
from bmcalc.records.people.passphrases import secret_bytes

PROOF: Final = "proof"
"""Where the body of an event holds the new key's own signature over the rest of it."""

_POSSESSION: Final = b"bmcalc/new-key/1\0"


class WrongPassphrase(RecordsFault):
    """The passphrase does not open the key."""


@dataclass(frozen=True)
class Limits:
    """What one guess costs: passes over the memory, and the memory in bytes."""

    passes: int
    memory: int


MODERATE: Final = Limits(argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE)
"""libsodium's moderate limits: 3 passes over 256 MiB."""

_BOX: Final = SecretBox.NONCE_SIZE + SecretBox.MACBYTES + 32
_LEAST: Final = Limits(argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN)
_MOST: Final = Limits(argon2id.OPSLIMIT_SENSITIVE, argon2id.MEMLIMIT_SENSITIVE)
"""More would hang the computer that opens the key."""


@dataclass(frozen=True)
class SealedKey:
    """A secret key that only a passphrase opens; ``salt`` and ``box`` in hexadecimal."""

    limits: Limits
    salt: str
    box: str

    @classmethod
    def read(cls, held: Mapping[str, Any]) -> Self:
        """Return the sealed key that an event holds; ValueError where it holds none."""
        try:
            limits = Limits(held["passes"], held["memory"])
            salt, box = held["salt"], held["box"]
            sizes = len(bytes.fromhex(salt)), len(bytes.fromhex(box))
        except (KeyError, TypeError) as error:
            raise ValueError(f"no sealed key: {error}") from None
        within = all(
            isinstance(value, int) and least <= value <= most for value, least, most in (
                (limits.passes, _LEAST.passes, _MOST.passes),
                (limits.memory, _LEAST.memory, _MOST.memory),
            )
        )
        if not within or sizes != (argon2id.SALTBYTES, _BOX):
            raise ValueError("no sealed key: its limits or its size")
        return cls(limits, salt, box)

    def held(self) -> dict[str, Any]:
        """Return what an event holds of it."""
        return {"passes": self.limits.passes, "memory": self.limits.memory,
                "salt": self.salt, "box": self.box}

    def open(self, passphrase: str) -> SigningKey:
        """Return the secret key; :class:`WrongPassphrase` where the passphrase is another."""
        derived = _derived(passphrase, bytes.fromhex(self.salt), self.limits)
        try:
            return SigningKey(SecretBox(derived).decrypt(bytes.fromhex(self.box)))
        except (nacl.exceptions.CryptoError, ValueError):
            raise WrongPassphrase(_("This is not the passphrase. Nothing was signed.")) from None


@dataclass(frozen=True)
class NewKey:
    """A key that was just made: its secret is known for as long as it proves possession."""

    secret: SigningKey
    sealed: SealedKey

    @property
    def public(self) -> str:
        """Return the public key, 64 hexadecimal digits."""
        return public_of(self.secret)

    @classmethod
    def make(cls, passphrase: str, limits: Limits = MODERATE) -> Self:
        """Return a key that nobody has had before, sealed by a passphrase."""
        secret, salt = SigningKey.generate(), random(argon2id.SALTBYTES)
        box = SecretBox(_derived(passphrase, salt, limits)).encrypt(bytes(secret))
        return cls(secret, SealedKey(limits, salt.hex(), bytes(box).hex()))


def _derived(passphrase: str, salt: bytes, limits: Limits) -> bytes:
    try:
        return argon2id.kdf(SecretBox.KEY_SIZE, secret_bytes(passphrase), salt,
                            limits.passes, limits.memory)
    except (nacl.exceptions.RuntimeError, MemoryError):
        raise RecordsFault(_("This computer has too little free memory to open a key. "
                             "Close other programs and try again.")) from None


def public_of(secret: SigningKey) -> str:
    """Return the public key of a secret one, in hexadecimal."""
    return bytes(secret.verify_key).hex()


def is_signed(public: str, message: bytes, signature: str) -> bool:
    """Say whether the owner of a public key signed a message; both in hexadecimal."""
    try:
        VerifyKey(bytes.fromhex(public)).verify(message, bytes.fromhex(signature))
    except (nacl.exceptions.CryptoError, ValueError, TypeError):
        return False
    return True


def _claim(draft: Draft) -> bytes:
    content = draft.content()
    content["body"] = {name: value for name, value in draft.body.items() if name != PROOF}
    return hashlib.sha256(_POSSESSION + canonical(content)).digest()


def proof_of(secret: SigningKey, draft: Draft) -> str:
    """Return a new key's signature over the event that brings it, in hexadecimal."""
    return secret.sign(_claim(draft)).signature.hex()


def proves_possession(draft: Draft, public: str) -> bool:
    """Say whether the owner of the new key signed the event that brings it."""
    return is_signed(public, _claim(draft), draft.body.get(PROOF, ""))
