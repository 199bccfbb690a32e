"""Where records are worked on: the ledger, what is looked up of it, and what is in force."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from bmcalc.core.texts import Joined, _
from bmcalc.records.checks.check import Check
from bmcalc.records.checks.folding import check_of
from bmcalc.records.courses.course import Course, course_of
from bmcalc.records.faults import Moved, RecordsFault
from bmcalc.records.ledger.event import Draft, Event, Origin
from bmcalc.records.ledger.store import Receipt, Store
from bmcalc.records.people.known import Roster
from bmcalc.records.people.roster import roster
from bmcalc.records.people.signing import verify_signature
from bmcalc.records.projections.projections import Projections
from bmcalc.records.projections.told import holds_by, said_by

_TRIES: Final = 20
"""How often an act is judged anew because others were recorded in between."""

_NEAR: Final = 100
"""Events that lie no further apart are read in one go."""


class Objected(RecordsFault):
    """An act may not be recorded; ``objections`` says everything that stands against it."""

    def __init__(self, objections: Iterable[object]) -> None:
        self.objections = tuple(objections)
        super().__init__(Joined(list(self.objections), " "))


@dataclass(frozen=True)
class Desk:
    """One opened ledger with its projections, used from one thread."""

    store: Store
    projections: Projections
    origin: Origin
    language: str

    @classmethod
    def open(cls, folder: Path, store: Store, origin: Origin, language: str) -> Self:
        """Open the projections in a folder beside a store."""
        return cls(store, Projections.open(folder, store), origin, language)

    def roster(self) -> Roster:
        """Return the people as they stand now."""
        return roster(self.store)

    def check(self, identifier: str) -> Check:
        """Return a check as the ledger itself tells it; :class:`RecordsFault` for no such one."""
        found = check_of(self._events("checked", identifier), holds_by(self.store))
        if found is None:
            raise RecordsFault(_("There is no such check in the records."))
        return found

    def events_of_check(self, identifier: str) -> Iterator[Event]:
        """Return every event of a check in the order of the ledger."""
        return self._events("checked", identifier)

    def course(self, identifier: str) -> Course:
        """Return a course as the ledger itself tells it; :class:`RecordsFault` for no such one."""
        found = course_of(self._events("course", identifier))
        if found is None:
            raise RecordsFault(_("There is no such course in the records."))
        return found

    def answered(self, draft: Draft) -> Receipt | None:
        """Return the first answer to an act that is tried again; None for a new one."""
        row = self.projections.connection.execute(
            "SELECT seq FROM told WHERE event_id = ?", (draft.event_id,)).fetchone()
        if row is None:
            return None
        stored = next(self.store.read_from(row[0]))
        if not draft.repeats(said_by(stored).draft):
            raise RecordsFault(_("Another event has this number ({event}) already.",
                                 event=draft.event_id))
        return Receipt(draft.event_id, stored.seq, stored.hash.hex())

    def _events(self, of: str, identifier: str) -> Iterator[Event]:
        """Return events in order, found by the projections and read from the ledger."""
        also = " AND checked IS NULL" if of == "course" else ""
        rows = self.projections.connection.execute(
            f"SELECT seq FROM told WHERE {of} = ?{also} ORDER BY seq", (identifier,)).fetchall()
        reading, at = self.store.read_from(0), 0
        for (seq,) in rows:
            if not 0 < seq - at <= _NEAR:
                reading = self.store.read_from(seq)
            yield said_by(next(one for one in reading if one.seq == seq))
            at = seq

    def _is_signed(self, draft: Draft) -> bool:
        return verify_signature(Event(draft, "", 0, "", ""), self.roster())

    def record(self, draft: Draft, objections: Callable[[], Iterable[object]],
               sign: Callable[[Draft], Draft] | None = None) -> Receipt:
        """Judge an act, let it be signed, and append it where nothing came in between.

        The passphrase is asked for only once nothing stands against the act. :class:`Objected`
        says everything that does. A retry of what is recorded gives its first answer again.
        """
        signed = sign is None
        for _try in range(_TRIES):
            newest = self.projections.catch_up()
            answered = self.answered(draft)
            if answered is not None:
                return answered
            against = list(objections())
            if against:
                raise Objected(against)
            if sign is not None and not signed:
                draft, signed = sign(draft), True
                continue
            if draft.signature is not None and not self._is_signed(draft):
                raise RecordsFault(_("The key of who signs was replaced in the meantime. Nothing "
                                     "was recorded; sign again."))
            try:
                receipt = self.store.append(draft, after=newest)
            except Moved:
                continue
            self.projections.catch_up()
            return receipt
        raise Moved(_("Others record at this moment. Nothing was recorded; try again."))
