"""Whether a ledger is sound, read off with nothing of the program but hash and signature."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

import rfc8785
from nacl.signing import VerifyKey

from bmcalc.records.ledger.store import Receipt, Store, Stored


class Unsound(AssertionError):
    """A record that is not as it must be."""


def sound(store: Store) -> dict[str, Receipt]:
    """Return what each event's answer must be, by its id; raise Unsound at the first bad one."""
    return sound_records(store.read_from())


def sound_records(records: Iterable[Stored]) -> dict[str, Receipt]:
    """Return the same of records that come from elsewhere."""
    found: dict[str, Receipt] = {}
    before, chain, key = "0" * 64, None, None
    for seq, stored in enumerate(records, start=1):
        held = json.loads(stored.content)
        if seq == 1:
            chain, key = held["chain"], held["body"]["installation"]
        hash_ = hashlib.sha256(b"bmcalc/record/1\0" + stored.content).digest()
        expect(seq, "number", held["seq"], stored.seq, seq)
        expect(seq, "kind", held["kind"] == "founded", seq == 1)
        expect(seq, "chain", held["chain"], chain)
        expect(seq, "link", held["prev"], before)
        expect(seq, "hash", stored.hash, hash_)
        expect(seq, "spelling", rfc8785.dumps(held), stored.content)
        expect(seq, "id", held["event_id"], stored.event_id)
        expect(seq, "twice", held["event_id"] in found, False)
        expect(seq, "installation", held["installation"], key)
        VerifyKey(bytes.fromhex(str(key))).verify(b"bmcalc/installation/1\0" + hash_,
                                                  stored.signature)
        before = hash_.hex()
        found[held["event_id"]] = Receipt(held["event_id"], seq, before)
    if not found:
        raise Unsound("no event")
    return found


def expect(seq: int, what: str, *values: object) -> None:
    """Raise Unsound where the values are not all the same."""
    if any(value != values[0] for value in values):
        raise Unsound(f"event {seq}: {what} {values}")
