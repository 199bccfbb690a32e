"""The place of each event: number, chain, the hash before it, its own id, its time."""

from __future__ import annotations

from bmcalc.core.texts import _
from bmcalc.records.ledger.event import NOTHING_BEFORE, Event
from bmcalc.records.ledger.flaw import Flaw, FlawKind
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.store import Stored


class Order:
    """Knows what the next record must be; each that is sound is taken in."""

    def __init__(self) -> None:
        self.next = 1
        self._chain: str | None = None
        self._prev = NOTHING_BEFORE
        self._newest: Moment | None = None
        self._seen: dict[str, int] = {}

    def gap(self, seq: int) -> Flaw:
        """Return what is wrong where a record of another number than the next follows."""
        if seq < self.next:
            return Flaw(seq, FlawKind.NUMBER, _("There is a record of number {seq}, before the "
                                                "first.", seq=seq))
        return Flaw(self.next, FlawKind.MISSING, _("Record {seq} is missing; the next that is "
                                                   "there is {found}.", seq=self.next, found=seq))

    def flaw(self, event: Event, stored: Stored) -> Flaw | None:
        """Return what is wrong with the place of an event, None where it is the next."""
        seq = stored.seq
        if type(event.seq) is not int or event.seq != seq:
            return Flaw(seq, FlawKind.NUMBER, _("The record in place {seq} says that it is number "
                                                "{said}.", seq=seq, said=event.seq))
        if self._chain is not None and event.chain != self._chain:
            return Flaw(seq, FlawKind.CHAIN, _("Record {seq} is of another chain.", seq=seq))
        if event.prev != self._prev:
            return Flaw(seq, FlawKind.PREV, _("Record {seq} does not follow the one before it: it "
                                              "names another hash.", seq=seq))
        return self._twice(event, stored) or self._at_another_time(event)

    def _twice(self, event: Event, stored: Stored) -> Flaw | None:
        seq, event_id = stored.seq, event.draft.event_id
        if event_id != stored.event_id:
            return Flaw(seq, FlawKind.EVENT_ID, _("Record {seq} is kept under another id than its "
                                                  "own.", seq=seq))
        if event_id in self._seen:
            return Flaw(seq, FlawKind.EVENT_ID, _("Record {seq} has the id of record {first}.",
                                                  seq=seq, first=self._seen[event_id]))
        return None

    def _at_another_time(self, event: Event) -> Flaw | None:
        back = 0 if self._newest is None else _back(event.draft.at, self._newest)
        if type(event.back_step) is int and event.back_step == back:
            return None
        return Flaw(event.seq, FlawKind.TIME, _("Record {seq} does not say rightly by how much the "
                                                "clock went back.", seq=event.seq))

    def take(self, event: Event, stored: Stored) -> None:
        """Remember a sound record as the one before the next."""
        self.next = stored.seq + 1
        self._chain, self._prev = event.chain, stored.hash.hex()
        self._newest = event.draft.at
        self._seen[event.draft.event_id] = stored.seq


def _back(at: Moment, newest: Moment) -> int:
    """Return the step back in seconds; times of one form are ordered as their texts are."""
    return 0 if at.utc >= newest.utc else at.back_step(newest)
