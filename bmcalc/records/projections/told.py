"""An event as the projections keep it, and whether its signature holds."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from bmcalc.records.ledger.admitted import effective
from bmcalc.records.ledger.event import Event
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.store import Store, Stored
from bmcalc.records.people.roster import roster
from bmcalc.records.people.signing import verify_signature

OF_PATIENT = frozenset({Kind.PATIENT_REGISTERED, Kind.PATIENT_ERASED})
OF_COURSE = frozenset({Kind.COURSE_OPENED, Kind.COURSE_CHANGED, Kind.COURSE_CLOSED})
OF_CHECK = frozenset({
    Kind.CHECK_DRAFTED, Kind.FIRST_CHECKED, Kind.SECOND_CHECKED, Kind.RETURNED, Kind.OVERRIDDEN,
    Kind.RELEASED, Kind.GIVEN, Kind.NOT_GIVEN, Kind.QUERY_OPENED, Kind.QUERY_CLOSED, Kind.HELD,
    Kind.RESUMED, Kind.CANCELLED,
})


@dataclass(frozen=True)
class Told:
    """What is known of an event: its number and its ids, and its bytes where they are folded."""

    seq: int
    hash: str
    event_id: str
    kind: Kind
    patient: str | None
    course: str | None
    checked: str | None
    content: bytes | None


def told_by(stored: Stored) -> tuple[Told, Event]:
    """Return what is kept of a stored event, and the event; ValueError where it holds none."""
    event = said_by(stored)
    kind, about = event.draft.kind, event.draft.about
    of_check, of_course = kind in OF_CHECK, kind in OF_COURSE
    is_odd = not isinstance(event.draft.event_id, str)
    return Told(
        stored.seq, stored.hash.hex(), stored.event_id if is_odd else event.draft.event_id, kind,
        id_in(about, "patient"), id_in(about, "course") if of_course or of_check else None,
        id_in(about, "check") if of_check else None,
        zlib.compress(stored.content) if of_check or of_course else None,
    ), event


def id_in(about: object, name: str) -> str | None:
    """Return an id that an event is about; None where it names none, or what is no id."""
    held = about.get(name) if isinstance(about, dict) else None
    return held if isinstance(held, str) else None


def told_again(stored: Stored) -> Told:
    """Return what is kept of an admission whose event is in the chain already: its place alone."""
    return Told(stored.seq, stored.hash.hex(), stored.event_id, Kind.ADMITTED, None, None, None,
                None)


def said_by(stored: Stored) -> Event:
    """Return what a stored event says, with the number that it has in the store."""
    return _said(stored.event(), stored.seq)


def _said(event: Event, seq: int) -> Event:
    """Return an event in its place in the store: an admission as the event that it admits.

    One that waits for the department's server has another number in its own bytes. An admission of
    what its workstation did not write says nothing and stays what it is.
    """
    try:
        return replace(event, draft=effective(event), seq=seq)
    except ValueError:
        return replace(event, seq=seq)


def read_back(seq: int, content: bytes) -> Event:
    """Return the event whose bytes the projections keep, with its number."""
    return _said(Event.read(zlib.decompress(content)), seq)


def holds_by(store: Store) -> Callable[[Event, Collection[str | None]], bool]:
    """Return what says whether an event of a store is signed by the person it names, as of then.

    That person is another human than everybody of the ids that are handed in with the event.
    """
    people = roster(store)

    def holds(event: Event, others: Collection[str | None]) -> bool:
        then = people.before(event.seq)
        return verify_signature(event, then) and not any(
            then.are_one(str(event.draft.who), one) for one in others if one is not None)

    return holds
