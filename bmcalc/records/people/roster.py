"""The people, folded from the events: nothing is stored beside the ledger.

An event about people counts only where the people of that moment signed it with the right to do
so. Whoever holds the installation's key alone can append, and changes nobody's rights by it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from weakref import WeakKeyDictionary

from bmcalc.core.texts import _
from bmcalc.records.ledger.admitted import effective
from bmcalc.records.ledger.event import Draft, Event
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.store import Store, Stored
from bmcalc.records.people.changes import Outcome, Refused, judge
from bmcalc.records.people.known import Failed, History, Roster
from bmcalc.records.people.person import Person
from bmcalc.records.people.proposal import Proposal
from bmcalc.records.people.signing import verify_signature

__all__ = ["Person", "Roster", "RosterFold", "roster", "roster_fold", "roster_until"]

CHANGING: Final = frozenset({
    Kind.PERSON_ADDED, Kind.PERSON_PROPOSED, Kind.PERSON_CONFIRMED, Kind.KEY_REPLACED,
    Kind.ROLES_CHANGED, Kind.PERSON_LEFT,
})
"""The kinds of events that change who is who."""

_NAMED: Final = tuple(str(kind).encode() for kind in (*sorted(CHANGING), Kind.SIGNATURE_FAILED))
"""What stands in every event that says something of people, also in one that admits it."""

_SIGNED: Final = (b'"signature":{', f'"kind":"{Kind.ADMITTED}"'.encode())
"""One of these stands in every event that a person signed."""


class RosterFold:
    """The people after the events that were taken so far, in their order."""

    def __init__(self) -> None:
        self._history = History()
        self._proposals: dict[str, Proposal] = {}
        self._taken: set[str] = set()
        self._failed: dict[str, Failed] = {}
        self.seq = 0

    @property
    def roster(self) -> Roster:
        """The people as they stand now; it stays so when further events are taken."""
        return Roster(self._history, self.seq + 1, dict(self._failed))

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What was proposed and waits for somebody's confirmation."""
        return tuple(self._proposals.values())

    def take(self, event: Event) -> object | None:
        """Take the next event; return why it does not count, or None.

        Of events that do not change people it keeps only that a person signed one. Whether those
        are rightly signed is :func:`~bmcalc.records.people.signing.verify_signature`'s to say. Of
        an admitted event it keeps a wrong passphrase: people are changed only in the chain itself.
        """
        if event.seq <= self.seq:
            return _("An event stands out of order: {seq}.", seq=event.seq)
        before = Roster(self._history, event.seq)
        self.seq = event.seq
        try:
            draft = effective(event)
        except (ValueError, RecursionError):
            return _unreadable(event.seq)
        if not _is_shaped(draft):
            return _unreadable(event.seq)
        if draft is not event.draft and draft.kind in CHANGING:
            return _("People are not changed while the server is away.")
        if draft.kind is Kind.SIGNATURE_FAILED:
            return self._fail(draft)
        if draft.kind not in CHANGING:
            if draft.who in self._failed and verify_signature(event, before):
                del self._failed[draft.who]
            return None
        if draft.event_id in self._taken:
            return _("This was recorded before and counts once.")
        self._taken.add(draft.event_id)
        try:
            outcome = judge(before, self._proposals, draft)
            self._signed(event, before, outcome)
        except Refused as refused:
            return refused.text
        self._apply(draft, event.seq, outcome)
        return None

    def take_stored(self, stored: Stored) -> object | None:
        """Take the next event as it is stored; one that says nothing of people is not read."""
        if self._concerns(stored.content):
            try:
                # What waits for the server has the number that it has for now behind the others.
                return self.take(replace(stored.event(), seq=stored.seq))
            except (ValueError, RecursionError):
                self.seq = max(self.seq, stored.seq)
                return _unreadable(stored.seq)
        self.seq = max(self.seq, stored.seq)
        return None

    def would(self, draft: Draft) -> Outcome:
        """Return what a draft would change now; :class:`Refused` where it may not."""
        return judge(self.roster, self._proposals, draft)

    def _concerns(self, content: bytes) -> bool:
        if any(name in content for name in _NAMED):
            return True
        return bool(self._failed) and any(mark in content for mark in _SIGNED)

    def _signed(self, event: Event, before: Roster, outcome: Outcome) -> None:
        """Raise :class:`Refused` where the signature is not that of the person it names."""
        if not before.people() and outcome.person is not None:
            before = _alone(outcome.person)
        if not verify_signature(event, before):
            raise Refused(_("This is not signed by the person it names."))

    def _apply(self, draft: Draft, seq: int, outcome: Outcome) -> None:
        self._failed.pop(str(draft.who), None)
        for gone in outcome.closes:
            self._proposals.pop(gone, None)
        if outcome.proposal is not None:
            self._proposals[draft.event_id] = outcome.proposal
        if outcome.person is not None:
            known = self.roster.find(outcome.person.id)
            if known is not None and known.key != outcome.person.key:
                self._failed.pop(known.id, None)
            self._history.add(seq, outcome.person)

    def _fail(self, draft: Draft) -> object | None:
        person = self.roster.find(draft.about.get("person"))
        if person is None or draft.who is not None or draft.signature is not None:
            return _("A failed signature names nobody who is known.")
        before = self._failed.get(person.id)
        self._failed[person.id] = Failed(1 + (before.in_a_row if before else 0), draft.at)
        return None


def _is_shaped(draft: Draft) -> bool:
    """Say whether a draft that was read holds what every event holds."""
    return (draft.who is None or isinstance(draft.who, str)) and all(
        isinstance(part, dict) for part in (draft.about, draft.body)
    )


def _unreadable(seq: int) -> object:
    return _("Event {seq} cannot be read.", seq=seq)


def _alone(person: Person) -> Roster:
    """Return a roster of the first administrator, who signs their own entry."""
    history = History()
    history.add(0, person)
    return Roster(history, 1)


@dataclass
class _Read:
    """What was read of a store so far: the people, and the hash of the last event."""

    fold: RosterFold
    hash: bytes = b""


_READ: WeakKeyDictionary[Store, _Read] = WeakKeyDictionary()
"""What was read of each open store: events are never changed, so only new ones are read."""


def roster_fold(store: Store) -> RosterFold:
    """Return the people of a store with what waits for confirmation, as they stand now.

    What waits for a server takes another number once that answers; then all is read again.
    """
    read = _READ.get(store, _Read(RosterFold()))
    events = store.read_from(read.fold.seq)
    if read.fold.seq:
        last = next(events, None)
        if last is None or (last.seq, last.hash) != (read.fold.seq, read.hash):
            read, events = _Read(RosterFold()), store.read_from()
    for stored in events:
        read.fold.take_stored(stored)
        read.hash = stored.hash
    _READ[store] = read
    return read.fold


def roster(store: Store) -> Roster:
    """Return the people of a store as they stand now; :class:`RecordsFault` where it fails."""
    return roster_fold(store).roster


def roster_until(store: Store, seq: int) -> Roster:
    """Return the people as they stood after the event with this number."""
    return roster(store).before(seq + 1)
