"""The installation's own key: it signs every event that is written here."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from bmcalc.core.texts import _
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.settling import settle, unsettled

FILE: Final = "installation.key"
FOR_THE_GROUP: Final = 0o660
"""All users of the computer that belong to the records' group write with the same key and file."""

_DOMAIN: Final = b"bmcalc/installation/1\0"


@dataclass(frozen=True)
class Installation:
    """An Ed25519 key (RFC 8032) that signs events; ``public`` names it in hexadecimal."""

    _secret: SigningKey

    @property
    def public(self) -> str:
        """Return the public key, 64 hexadecimal digits."""
        return bytes(self._secret.verify_key).hex()

    def sign(self, hash_: bytes) -> bytes:
        """Return the 64 bytes of the signature over an event's hash."""
        return self._secret.sign(_DOMAIN + hash_).signature

    @classmethod
    def new(cls) -> Self:
        """Return a key that nobody has had before."""
        return cls(SigningKey.generate())

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """Return the key that lies in a folder, None where there is none."""
        file = folder / FILE
        try:
            text = file.read_text(encoding="ascii").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, UnicodeDecodeError):
            raise _unreadable(file) from None
        try:
            return cls(SigningKey(bytes.fromhex(text)))
        except ValueError:
            raise _unreadable(file) from None

    def keep(self, folder: Path) -> None:
        """Write the key into a folder where none lies; FileExistsError where one does.

        Nobody ever finds half a key: the file has its name once it is on the disk.
        """
        file = unsettled(folder / FILE)
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FOR_THE_GROUP)
            with os.fdopen(descriptor, "w", encoding="ascii") as opened:
                file.chmod(FOR_THE_GROUP)
                opened.write(bytes(self._secret).hex() + "\n")
                opened.flush()
                os.fsync(opened.fileno())
            settle(file, folder / FILE)
        finally:
            file.unlink(missing_ok=True)


def signed_by(public: str, hash_: bytes, signature: bytes) -> bool:
    """Say whether the installation of this public key signed this hash of an event."""
    try:
        VerifyKey(bytes.fromhex(public)).verify(_DOMAIN + hash_, signature)
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True


def _unreadable(file: Path) -> RecordsFault:
    return RecordsFault(_("The key of this installation cannot be read ({file}), so nothing can be "
                          "recorded.", file=str(file)))
