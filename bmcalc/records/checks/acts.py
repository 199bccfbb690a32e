"""What people do with a check. Each act is judged by its guard before it is signed and recorded."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bmcalc.core.texts import _
from bmcalc.records.checks.case import Case
from bmcalc.records.checks.check import Check, Shown
from bmcalc.records.checks.folding import after
from bmcalc.records.checks.guards import GUARDS
from bmcalc.records.checks.inputs import judged_otherwise_now
from bmcalc.records.checks.shown import policy_in_force
from bmcalc.records.checks.states import BESIDE, meaning_of, row_of
from bmcalc.records.courses.course import Course
from bmcalc.records.desk import Desk, Objected
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Draft, Event
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.store import Receipt
from bmcalc.records.patients.in_texts import not_named
from bmcalc.records.people.signing import verify_signature

SignAll = Callable[[Sequence[Draft]], Sequence[Draft]]
"""Signs the drafts of one dialog, whose passphrase is asked for once."""

_RESTS_ON_THE_ANSWER: Final = frozenset({Kind.FIRST_CHECKED, Kind.SECOND_CHECKED, Kind.RELEASED})


@dataclass(frozen=True)
class By:
    """Who acts and when; ``sign`` is needed for an act that is signed."""

    person: str
    at: Moment
    sign: SignAll | None = None


def act(desk: Desk, kind: Kind, check_id: str, body: Mapping[str, Any], by: By,
        event_id: str | None = None, seen: str | None = None) -> Receipt:
    """Record an act on the newest version of a check; :class:`Objected` where it may not be.

    ``seen`` is the version that whoever acts looked at: it is refused once another took its place.
    """
    draft = drafted(desk, kind, desk.check(check_id), body, by, event_id, seen)
    return record(desk, draft, by)


def drafted(desk: Desk, kind: Kind, check: Check, body: Mapping[str, Any], by: By,
            event_id: str | None = None, seen: str | None = None) -> Draft:
    """Return an act on a check, not judged and not signed yet; ``seen`` as in :func:`act`."""
    about = {"patient": check.patient, "course": check.course, "check": check.id,
             "version": seen or check.newest.id}
    return Draft(kind, by.at, dict(body), about, by.person, meaning_of(check.state, kind),
                 desk.origin, desk.language, event_id or str(uuid.uuid4()))


def record(desk: Desk, draft: Draft, by: By) -> Receipt:
    """Judge an act against the records as they stand, let it be signed, and append it."""
    sign = None
    if draft.meaning is not None:
        if by.sign is None:
            raise ValueError("this act is signed")
        sign = _one_at_a_time(desk, by.sign)
    return desk.record(draft, lambda: objections(desk, draft, desk.check(draft.about["check"])),
                       sign)


def second_check_and_release(
    desk: Desk, check_id: str, comparison: Mapping[str, Any], reasons: Mapping[str, str], by: By,
    event_id: str | None = None, seen: str | None = None,
) -> tuple[Receipt, Receipt]:
    """Record a second check and the release that follows it: two events, one passphrase.

    Both are judged before anybody signs. ``event_id`` is that of the second check, ``seen`` the
    version that was compared.
    """
    if by.sign is None:
        raise ValueError("these acts are signed")
    desk.projections.catch_up()
    check = desk.check(check_id)
    second = drafted(desk, Kind.SECOND_CHECKED, check, comparison, by, event_id, seen)
    against = list(objections(desk, second, check))
    foreseen = check if against else after(check, _as_event(second),
                                                         lambda _event, _others: True)
    release = drafted(desk, Kind.RELEASED, foreseen, {"reasons": dict(reasons)}, by)
    against = against or list(objections(desk, release, foreseen))
    if against:
        raise Objected(against)
    signed = _all_signed(desk, by.sign, (second, release))
    first, then = (record(desk, one, replace(by, sign=lambda drafts: drafts)) for one in signed)
    return first, then


def objections(desk: Desk, draft: Draft, check: Check) -> Iterator[object]:
    """Give everything that stands against an act on a check."""
    version = check.newest
    if draft.about["version"] != version.id:
        yield _("Somebody else changed this check in the meantime.")
        return
    if draft.kind in BESIDE:
        guard = BESIDE[draft.kind]
    else:
        row = row_of(version.state, draft.kind)
        if row is None:
            yield _("This cannot be done with a check in the state “{state}”.",
                    state=version.state.label)
            return
        guard = row.guard
    if draft.meaning is not meaning_of(version.state, draft.kind):
        yield _("Somebody else changed this check in the meantime.")
        return
    yield from judged(desk, guard, draft, version.shown, check, None)
    if draft.kind in _RESTS_ON_THE_ANSWER:
        yield from judged_otherwise_now(desk, check, version)


def judged(desk: Desk, guard: str, draft: Draft, shown: Shown, check: Check | None,
           course: Course | None) -> Iterator[object]:
    """Give what one guard objects to, and identifiers that stand in a text."""
    same_day, released_twice = _others(desk, draft.about, shown)
    yield from GUARDS[guard](Case(
        check, shown, draft, desk.roster(), policy_in_force(), course,
        same_day, released_twice,
    ))
    yield from not_named(desk, draft.about["patient"], draft.body)


def _others(desk: Desk, about: Mapping[str, str], shown: Shown) -> tuple[bool, bool]:
    """Say whether another check stands for the same cycle and day, and whether one is released."""
    rows = desk.projections.connection.execute(
        "SELECT state, may_be_given FROM checked WHERE course = ? AND cycle = ? AND day = ?"
        " AND id <> ?", (about["course"], shown.cycle, shown.day, about["check"]),
    ).fetchall()
    standing = any(state not in {"cancelled", "not_given"} for state, _given in rows)
    return standing, any(given for _state, given in rows)


def _one_at_a_time(desk: Desk, sign: SignAll) -> Callable[[Draft], Draft]:
    return lambda draft: _all_signed(desk, sign, (draft,))[0]


def _all_signed(desk: Desk, sign: SignAll, drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Return drafts signed by the people they name; :class:`RecordsFault` where they are not."""
    signed = sign(drafts)
    people = desk.roster()
    for before, now in zip(drafts, signed, strict=True):
        if before.digest() != now.digest() or not verify_signature(_as_event(now), people):
            raise RecordsFault(_("The signature is not that of the person who acts. Nothing was "
                                 "recorded."))
    return signed


def _as_event(draft: Draft) -> Event:
    """Return a draft as an event that has no place yet, to be judged."""
    return Event(draft, "", 0, "", "")
