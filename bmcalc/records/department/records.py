"""The records of a workstation in a department: the shared chain first, the local one in need.

While the server answers, events go straight into the shared chain. While it is away they go into
the workstation's own ledger and wait; when it is back, each is admitted as what it was, with its
own bytes, hash and signature inside a new event of the shared chain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bmcalc.core.texts import _
from bmcalc.records.department.away import ServerAway
from bmcalc.records.department.mirror import Mirror
from bmcalc.records.department.pipe import Pipe
from bmcalc.records.faults import Moved, UnsoundLedger
from bmcalc.records.ledger.admitted import admission, effective
from bmcalc.records.ledger.event import Draft
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.sqlite_store import SqliteStore
from bmcalc.records.ledger.store import Head, Receipt, Stored

OF_ONE_COMPUTER: Final = frozenset({Kind.FOUNDED, Kind.BACKED_UP, Kind.RESTORED})
"""Kinds that tell of this computer's own ledger, so that the department has no use for them."""

NEEDS_THE_SERVER: Final = frozenset({
    Kind.PERSON_ADDED, Kind.PERSON_PROPOSED, Kind.PERSON_CONFIRMED, Kind.KEY_REPLACED,
    Kind.ROLES_CHANGED, Kind.PERSON_LEFT, Kind.INSTALLATION_ADMITTED,
})
"""Who may do what is decided in one place, never on two sides of a cut line."""


def key_name(patient: str) -> str:
    """Return the name under which a patient's key is kept."""
    return f"patient/{patient}"


class DepartmentRecords:
    """A :class:`~bmcalc.records.ledger.store.Store` that outlives a server that is away."""

    def __init__(self, shared: Pipe, own: SqliteStore, mirror: Mirror, joined: int) -> None:
        """``joined`` is the number of the own ledger's newest event when the department began."""
        self._shared = shared
        self._own = own
        self._mirror = mirror
        self._joined = joined
        self.is_away = False

    def append(self, draft: Draft, after: int | None = None) -> Receipt:
        """Add an event to the shared chain, or to what waits where the server is away."""
        try:
            self.admit_waiting(draft.at)
            receipt = self._shared.append(draft, after)
        except ServerAway:
            self.is_away = True
            return self._keep(draft, after)
        self._copy()
        return receipt

    def _keep(self, draft: Draft, after: int | None) -> Receipt:
        if draft.kind in NEEDS_THE_SERVER:
            raise ServerAway(_("The department's server is away. People are changed only while it "
                               "answers."))
        known = list(self._waiting())
        base = self._copied()
        if any(one.event_id == draft.event_id for one in known):
            return self._own.append(draft)
        if after is not None and after != base + len(known):
            raise Moved(_("The records changed in the meantime. Look again before you sign."))
        receipt = self._own.append(draft)
        return replace(receipt, seq=base + len(known) + 1)

    def admit_waiting(self, at: Moment) -> int:
        """Let the shared chain admit what waited; return how many events. ``ServerAway`` where not.

        An event that arrived although no answer came back is not admitted twice.
        """
        self._copy()
        admitted = 0
        for waiting in self._waiting():
            self._hand_over_key(waiting)
            self._shared.append(admission(waiting, at), None)
            self._erase_there(waiting.event().draft)
            admitted += 1
        if admitted:
            self._copy()
        self.is_away = False
        return admitted

    def read_from(self, seq: int = 0) -> Iterator[Stored]:
        """Return the shared events from a number on, and behind them what waits here.

        Where the server is away, as they were when it last answered.
        """
        self._look()
        yield from self._mirror.read_from(seq)
        for number, waiting in enumerate(self._waiting(), start=self._copied() + 1):
            if number >= seq:
                yield replace(waiting, seq=number)

    def head(self) -> Head:
        """Return the newest event, of the shared chain or of what waits."""
        self._look()
        waiting = list(self._waiting())
        newest = waiting[-1] if waiting else self._mirror.newest()
        if newest is None:
            raise ServerAway(_("The department's server is away."))
        event = newest.event()
        first = self._mirror.newest()
        chain = event.chain if first is None else first.event().chain
        return Head(chain, self._copied() + len(waiting), newest.hash.hex(), event.draft.at.utc)

    def shared_head(self) -> Head:
        """Return the newest event of the shared chain, as far as it was ever copied here."""
        self._look()
        newest = self._mirror.newest()
        if newest is None:
            raise ServerAway(_("The department's server is away."))
        event = newest.event()
        return Head(event.chain, newest.seq, newest.hash.hex(), event.draft.at.utc)

    def shared_events(self) -> Iterator[Stored]:
        """Return every event as the server holds it; where it is away, as it was copied here."""
        there = self._shared.read_from(1)
        try:
            first = next(there, None)
        except ServerAway:
            self.is_away = True
            yield from self._mirror.read_from(1)
            return
        if first is not None:
            yield first
            yield from there

    def waiting(self) -> int:
        """Return how many events wait for the server."""
        return len(list(self._waiting()))

    def put_secret(self, name: str, value: bytes) -> None:
        """Keep a key on the server, and here so that work can go on without it."""
        try:
            self._shared.put_secret(name, value)
            kept = self._shared.secret(name)
        except ServerAway:
            self.is_away, kept = True, value
        self._own.put_secret(name, kept or value)

    def secret(self, name: str) -> bytes | None:
        """Return a key: the server's, and the one kept here where the server is away."""
        try:
            value = self._shared.secret(name)
        except ServerAway:
            self.is_away = True
            return self._own.secret(name)
        if value is not None:
            self._own.put_secret(name, value)
        return value

    def erase_secret(self, name: str) -> None:
        """Erase a key in both places.

        Where the server is away, its copy goes when the erasure that waits here is admitted.
        """
        self._own.erase_secret(name)
        try:
            self._shared.erase_secret(name)
        except ServerAway:
            self.is_away = True

    def close(self) -> None:
        """Let go of the department's program and of the files."""
        self._shared.close()
        self._own.close()
        self._mirror.close()

    def _look(self) -> None:
        try:
            self._copy()
            self.is_away = False
        except ServerAway:
            self.is_away = True

    def _copy(self) -> None:
        """Bring the copy up to the shared chain, which must be the one that was known here."""
        known = self._mirror.newest()
        come = list(self._shared.read_from(1 if known is None else known.seq))
        if known is not None:
            if not come or come[0].hash != known.hash:
                raise UnsoundLedger(_("The department's records are not the ones known here: "
                                      "record {seq} is missing or another. Nothing is added before "
                                      "somebody has looked.", seq=known.seq))
            del come[0]
        self._mirror.copy(come)
        for stored in come:
            self._erase_here(stored)

    def _erase_here(self, stored: Stored) -> None:
        """Erase here the key of a patient whom the department erased."""
        if b"patient_erased" in stored.content:
            draft = effective(stored.event())
            if draft.kind is Kind.PATIENT_ERASED:
                self._own.erase_secret(key_name(draft.about["patient"]))

    def _erase_there(self, draft: Draft) -> None:
        """Erase the server's key of a patient who was erased here while it was away."""
        if draft.kind is Kind.PATIENT_ERASED:
            self._shared.erase_secret(key_name(draft.about["patient"]))

    def _hand_over_key(self, waiting: Stored) -> None:
        """Give the server the key of a patient who was registered while it was away."""
        patient = waiting.event().draft.about.get("patient")
        value = None if patient is None else self._own.secret(key_name(patient))
        if patient is not None and value is not None:
            self._shared.put_secret(key_name(patient), value)

    def _copied(self) -> int:
        newest = self._mirror.newest()
        return 0 if newest is None else newest.seq

    def _waiting(self) -> Iterator[Stored]:
        """Return the own events that the department has neither as they are nor admitted."""
        for stored in self._own.read_from(self._joined + 1):
            if stored.event().draft.kind in OF_ONE_COMPUTER:
                continue
            if not self._mirror.holds(stored.event_id) and not self._mirror.holds(
                    admission(stored, stored.event().draft.at).event_id):
                yield stored
