"""An event that waited on a workstation while the server was away, and what it says."""

from __future__ import annotations

import uuid
from typing import Final

from bmcalc.records.ledger.event import Draft, Event, event_hash
from bmcalc.records.ledger.installation import signed_by
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.store import Stored

_NUMBERS: Final = uuid.UUID("5f0c9e52-55a4-5f43-9d0e-2f9d4a1f6c57")
"""The space of names in which an admission gets its number, so that a retry stores it once."""


def admission(waiting: Stored, at: Moment) -> Draft:
    """Return the event that admits a waiting one: its very bytes, its hash and its signature."""
    event = waiting.event()
    local = waiting.hash.hex()
    return Draft(
        Kind.ADMITTED, at,
        {"content": waiting.content.decode("utf-8"), "hash": local,
         "signature": waiting.signature.hex()},
        dict(event.draft.about) | {"admitted": event.draft.event_id}, origin=event.draft.origin,
        event_id=str(uuid.uuid5(_NUMBERS, local)),
    )


def is_sound_admission(draft: Draft) -> bool:
    """Say whether the embedded event is what its workstation wrote and signed."""
    try:
        content = str(draft.body["content"]).encode("utf-8")
        hash_ = event_hash(content)
        signature = bytes.fromhex(str(draft.body["signature"]))
        event = Event.read(content)
    except (KeyError, ValueError, RecursionError):
        return False
    return hash_.hex() == draft.body["hash"] and signed_by(event.installation, hash_, signature)


def admitted(draft: Draft) -> Event:
    """Return the event that an admission embeds, as its workstation wrote it; ValueError for none.

    Whether it is sound is to be asked before.
    """
    return Event.read(str(draft.body["content"]).encode("utf-8"))


def effective(event: Event) -> Draft:
    """Return what an event says: for an admission the event that it admits.

    Raises ValueError for an admission whose embedded event is not what was written.
    """
    draft = event.draft
    if draft.kind is not Kind.ADMITTED:
        return draft
    if not is_sound_admission(draft):
        raise ValueError("an admitted event that is not what its workstation wrote")
    return admitted(draft).draft
