"""What only a patient's key opens. The key lies beside the ledger and can be erased."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any, Final

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from nacl.utils import random

from bmcalc.core.texts import _
from bmcalc.records.faults import RecordsFault, UnsoundLedger
from bmcalc.records.ledger.event import canonical
from bmcalc.records.ledger.store import Store

SITE: Final = "site"
"""The key by which record numbers are looked up."""

_NONCE: Final = b"bmcalc/nonce/1\0"
_NUMBER: Final = b"bmcalc/record-number/1\0"
_SITE: Final = b"bmcalc/site-key/1\0"


def make_key(store: Store, patient: str) -> None:
    """Keep a key for a patient, unless there is one."""
    store.put_secret(_name(patient), random(SecretBox.KEY_SIZE))


def erase_key(store: Store, patient: str) -> None:
    """Erase a patient's key: nothing that it sealed is readable any more."""
    store.erase_secret(_name(patient))


def seal(store: Store, patient: str, content: Any, event_id: str) -> str:
    """Return JSON that only the patient's key opens.

    The same content for the same event is sealed the same, so that a retry stores nothing twice.
    :class:`RecordsFault` for a patient whose key was erased.
    """
    key = store.secret(_name(patient))
    if key is None:
        raise RecordsFault(_("This patient was erased. Nothing more is recorded of them."))
    plain = canonical(content)
    seed = _NONCE + event_id.encode() + b"\0" + plain
    nonce = hmac.digest(key, seed, hashlib.sha256)[:SecretBox.NONCE_SIZE]
    return base64.b64encode(bytes(SecretBox(key).encrypt(plain, nonce))).decode("ascii")


def unseal(store: Store, patient: str, sealed: str) -> Any:
    """Return what was sealed; None where the patient was erased."""
    key = store.secret(_name(patient))
    if key is None:
        return None
    try:
        return json.loads(SecretBox(key).decrypt(base64.b64decode(sealed, validate=True)))
    except (CryptoError, ValueError):
        raise UnsoundLedger(_("What was sealed for a patient cannot be opened with their "
                              "key.")) from None


def search_key(store: Store, number: str) -> tuple[str, str]:
    """Return what a normalised record number is looked up by, and which site key made it.

    Neither stands in an event. A workstation whose server was away may have made its own site key;
    what it made is then of another key and is made anew.
    """
    key = store.secret(SITE)
    if key is None:
        store.put_secret(SITE, random(32))
        key = store.secret(SITE)
    assert key is not None
    return (hmac.digest(key, _NUMBER + number.encode(), hashlib.sha256).hex(),
            hmac.digest(key, _SITE, hashlib.sha256).hex()[:16])


def _name(patient: str) -> str:
    return f"patient/{patient}"
