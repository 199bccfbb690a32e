"""What goes through the pipe between the window and the department's program: lines of JSON."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import Any

from bmcalc.records.department.away import ServerAway
from bmcalc.records.faults import Moved, RecordsFault, UnsoundLedger
from bmcalc.records.ledger.event import Draft, Origin, Signature
from bmcalc.records.ledger.kinds import Kind, Meaning
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.store import Stored

PAGE = 500
"""How many events one answer holds at most; a shorter answer says that there are no more."""

FAULTS: dict[str, type[RecordsFault]] = {
    "away": ServerAway, "moved": Moved, "unsound": UnsoundLedger, "fault": RecordsFault,
}


def line(message: dict[str, Any]) -> bytes:
    """Return a message as one line."""
    return json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def draft_sent(draft: Draft) -> dict[str, Any]:
    """Return a draft as it goes through the pipe."""
    signature = draft.signature
    return draft.content() | {"signature": None if signature is None else vars(signature) | {}}


def draft_read(sent: dict[str, Any]) -> Draft:
    """Return the draft that was sent."""
    signature, meaning = sent["signature"], sent["meaning"]
    return Draft(
        Kind(sent["kind"]), Moment(**sent["at"]), sent["body"], sent["about"], sent["who"],
        None if meaning is None else Meaning(meaning), Origin(**sent["origin"]), sent["lang"],
        sent["event_id"], None if signature is None else Signature(**signature),
    )


def stored_sent(stored: Stored) -> dict[str, Any]:
    """Return a stored event as it goes through the pipe."""
    return {
        "seq": stored.seq, "event_id": stored.event_id, "hash": stored.hash.hex(),
        "signature": stored.signature.hex(), "content": b64encode(stored.content).decode("ascii"),
    }


def stored_read(sent: dict[str, Any]) -> Stored:
    """Return the stored event that was sent."""
    return Stored(sent["seq"], sent["event_id"], b64decode(sent["content"]),
                  bytes.fromhex(sent["hash"]), bytes.fromhex(sent["signature"]))


def fault_sent(error: RecordsFault) -> dict[str, Any]:
    """Return a fault as it goes through the pipe: of which sort it is, and its sentence."""
    sort = next(name for name, kind in FAULTS.items() if isinstance(error, kind))
    return {"fault": sort, "text": str(error)}


def fault_read(sent: dict[str, Any]) -> RecordsFault:
    """Return the fault that was sent."""
    return FAULTS.get(str(sent["fault"]), RecordsFault)(str(sent.get("text", "")))
