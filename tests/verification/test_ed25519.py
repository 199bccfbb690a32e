"""A signature holds for the key and the message it was made with, and nothing else is one."""

import hashlib
from itertools import count

import pytest
from nacl.signing import SigningKey

from bmcalc.verification.ed25519 import signed_by

# RFC 8032, section 7.1.
RFC_8032 = [
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b"
     "46bd25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11"
     "d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc"
     "6594a7c15e9716ed28dc027beceea1ec40a"),
]
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
BASE = 4 * pow(5, -1, P) % P
"""The height of the base point; its other coordinate is even."""

# The eight points of order 1, 2, 4 and 8.
SMALL_ORDER = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
]


def written(number):
    return number.to_bytes(32, "little")


# Other spellings of points of order 1, 2 and 4: too high by P, or a sign where there is none.
SPELLED_OTHERWISE = [
    written(P + 1), written(P), written(P | 1 << 255), written(P + 1 | 1 << 255),
    written(1 | 1 << 255), written(P - 1 | 1 << 255),
]


def challenge(commitment, key, message):
    return int.from_bytes(hashlib.sha512(commitment + key + message).digest(), "little") % ORDER


def signed_with(secret, commitment, message):
    """Return the only number that goes with a commitment to nothing (the point of order 1)."""
    scalar = int.from_bytes(hashlib.sha512(bytes(secret)).digest()[:32], "little")
    scalar = scalar & (1 << 254) - 8 | 1 << 254
    return challenge(commitment, secret.verify_key.encode(), message) * scalar % ORDER


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_the_published_signatures_hold_and_no_others(key, message, signature):
    key, message, signature = map(bytes.fromhex, (key, message, signature))
    assert signed_by(key, message, signature)
    assert not signed_by(key, message + b"x", signature)
    for place in (0, 31, 32, 63):
        changed = bytearray(signature)
        changed[place] ^= 1
        assert not signed_by(key, message, bytes(changed))
    assert not signed_by(bytes([key[0] ^ 1]) + key[1:], message, signature)


@pytest.mark.parametrize("length", [0, 31, 33, 63, 65, 128])
def test_a_key_or_a_signature_of_another_length_is_none(length):
    key, _message, signature = map(bytes.fromhex, RFC_8032[0])
    assert not signed_by((key * 4)[:length], b"", signature)
    assert not signed_by(key, b"", (signature * 2)[:length])


@pytest.mark.parametrize("key", [*map(bytes.fromhex, SMALL_ORDER), *SPELLED_OTHERWISE],
                         ids=bytes.hex)
def test_a_key_under_which_anybody_can_sign_is_refused(key):
    commitment = written(BASE)
    # With a challenge that its order divides such a key adds nothing to the equation
    # number * BASE = commitment + challenge * key, which therefore holds for the number 1.
    message = next(
        text for text in map(written, count()) if challenge(commitment, key, text) % 8 == 0
    )
    assert not signed_by(key, message, commitment + written(1))


@pytest.mark.parametrize("commitment", [written(1), written(P + 1), written(1 | 1 << 255)],
                         ids=bytes.hex)
def test_a_commitment_to_nothing_is_refused_however_it_is_spelled(commitment):
    secret = SigningKey(b"s" * 32)
    number = signed_with(secret, commitment, b"message")
    assert not signed_by(secret.verify_key.encode(), b"message", commitment + written(number))


@pytest.mark.parametrize("times", range(1, 15))
def test_one_signature_has_one_spelling(times):
    secret = SigningKey(b"s" * 32)
    signature = secret.sign(b"message").signature
    assert signed_by(secret.verify_key.encode(), b"message", signature)
    number = int.from_bytes(signature[32:], "little") + times * ORDER
    assert not signed_by(secret.verify_key.encode(), b"message", signature[:32] + written(number))
