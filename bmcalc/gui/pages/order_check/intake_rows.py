"""What a pasted text came to, row by row, and what would change on the page if it is taken.

No widget is known here. A result is taken only with its day; a newer one that stands on the page
is never replaced by an older one, and a fact of the patient that stands there is never replaced.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from bmcalc.core.ask import AskDate
from bmcalc.core.numbers import plain
from bmcalc.core.problems import Rejected
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.gui.pages.order_check.entered import PAGE_ID, RESULTS_ON
from bmcalc.gui.window.session import RECORD, Session, Typed, raw_of
from bmcalc.orders.reading.intake.parts import Intake
from bmcalc.orders.reading.intake.patient_said import PatientSaid, other_patient
from bmcalc.orders.reading.laboratory.judging import limits_of
from bmcalc.orders.reading.laboratory.results import LaboratoryResult, Offered
from bmcalc.rules.entered import question

DAY: Final = AskDate(label=_("Day of the results without a date"))


class Entry(NamedTuple):
    """One field of the page and what it would hold."""

    name: str
    typed: Typed


@dataclass(frozen=True)
class Row:
    """One thing that was understood: what it says, what follows, and what would be put in.

    ``entries`` is empty where nothing is taken; ``needs_day`` where only a day is missing.
    """

    title: object
    below: object
    entries: tuple[Entry, ...] = ()
    needs_day: bool = False
    replaces: bool = False


def day_of(session: Session, name: str) -> datetime.date | None:
    """Return a day that a field of the page holds; None for none, or for what is no day."""
    entry = session.entry(PAGE_ID, name)
    if entry.empty:
        return None
    try:
        found: datetime.date = DAY.read(entry.typed)
    except Rejected:
        return None
    return found


def result_rows(
    intake: Intake, session: Session, shared_day: datetime.date | None
) -> list[Row]:
    """Return a row for each result of a print-out; ``shared_day`` is that of those without one."""
    return [
        _result_row(one, session, one.on or shared_day) for one in intake.laboratory.results
    ]


def offer_rows(
    intake: Intake, session: Session, shared_day: datetime.date | None
) -> list[Row]:
    """Return a row for each result that is taken only if a person chooses it."""
    return [_offer_row(one, session, one.on or shared_day) for one in intake.laboratory.offered]


def patient_rows(said: PatientSaid, session: Session) -> list[Row]:
    """Return a row for each fact of the patient: it fills an empty field and replaces none."""
    rows = [_patient_row(name, value, session) for name, value in said.values.items()]
    rows += [
        Row(question(name).label, _("stands there with two values: not taken"))
        for name in said.unclear
    ]
    return rows


def wrong_patient(said: PatientSaid, session: Session) -> list[object]:
    """Return why a text may be of another patient than the one above the page."""
    age = session.entry("", "age").typed
    known: dict[str, Any] = {
        RECORD: session.entry("", RECORD).typed, "sex": session.entry("", "sex").typed,
        "age": int(age) if isinstance(age, str) and age.strip().isdecimal() else None,
    }
    return list(other_patient(said, known))


def _result_row(one: LaboratoryResult, session: Session, on: datetime.date | None) -> Row:
    label = question(one.fact).label
    title = Joined([label, show(one.value)], "  ")
    notes: list[object] = [*one.notes]
    lower, upper = one.lower, one.upper
    if lower is not None and upper is not None:
        notes.insert(0, _("limits {low}–{high}", low=plain(lower.magnitude), high=show(upper)))
    elif upper is not None:
        notes.insert(0, _("upper limit {high}", high=show(upper)))
    if on is None:
        return Row(title, Joined([_("no day stands there"), *notes], " · "), needs_day=True)
    said = Joined([_age(on, session), *notes], " · ")
    today = day_of(session, "today")
    if today is not None and on > today:
        return Row(title, Joined([said, _("after the day of this check: not taken")], " · "))
    entries = [Entry(one.fact, _typed(one.value)), Entry(f"{one.fact}:on", Typed(on.isoformat()))]
    entries += [
        Entry(name, _typed(limit))
        for name, limit in zip(limits_of(one.fact), (lower, upper), strict=True)
        if limit is not None
    ]
    return _against_the_page(title, said, one.fact, one.value, on, tuple(entries), session)


def _against_the_page(
    title: object, said: object, fact: str, value: Term | str, on: datetime.date,
    entries: tuple[Entry, ...], session: Session,
) -> Row:
    """Return the row of a result beside what stands on the page."""
    before = session.entry(PAGE_ID, fact)
    if before.empty:
        return Row(title, said, entries)
    day = day_of(session, f"{fact}:on") or day_of(session, RESULTS_ON)
    if day is None and not _holds(before, fact, value) and _counts_as_newer(session, on):
        return Row(title, Joined([said, _("what stands on the page has no day and counts as "
                                          "today's: not taken")], " · "))
    if day is not None and day > on:
        return Row(title, Joined([said, _("a newer one stands on the page ({date}): not taken",
                                          date=day.isoformat())], " · "))
    if day == on and _holds(before, fact, value):
        return Row(title, Joined([said, _("stands on the page already")], " · "), entries)
    held: list[object] = [_shown(before, fact)]
    was = Joined(held if day is None else [*held, day.isoformat()], ", ")
    return Row(title, Joined([_("in the place of {before}", before=was), said], " · "), entries,
               replaces=True)


def _counts_as_newer(session: Session, on: datetime.date) -> bool:
    """Say whether a result without a day, which counts as that of the check, is newer than one."""
    today = day_of(session, "today")
    return today is not None and today > on


def _offer_row(one: Offered, session: Session, on: datetime.date | None) -> Row:
    value = one.value if isinstance(one.value, str) else show(one.value)
    title = Joined([question(one.fact).label, value], "  ")
    if on is None:
        return Row(title, Joined([one.reason, _("no day stands there")], " · "), needs_day=True)
    typed = Typed(one.value) if isinstance(one.value, str) else _typed(one.value)
    entries = (Entry(one.fact, typed), Entry(f"{one.fact}:on", Typed(on.isoformat())))
    said = Joined([one.reason, _age(on, session)], " · ")
    return _against_the_page(title, said, one.fact, one.value, on, entries, session)


def _patient_row(name: str, value: Term | int | str, session: Session) -> Row:
    ask = question(name)
    shown = show(value) if isinstance(value, Term) else str(
        getattr(ask, "options", {}).get(value, value))
    title = Joined([ask.label, shown], "  ")
    before = session.entry("", name)
    typed = _typed(value) if isinstance(value, Term) else Typed(str(value))
    if before.empty:
        return Row(title, _("fills the empty field"), (Entry(name, typed),))
    if _holds(before, name, value):
        return Row(title, _("stands there already"))
    return Row(title, _("differs from {known} above the page: not taken",
                        known=_shown(before, name)))


def _typed(value: Term) -> Typed:
    return Typed(plain(value.magnitude), value.unit.key)


def _holds(entry: Typed, name: str, value: Term | int | str) -> bool:
    """Say whether a field holds this value, in whatever unit."""
    ask = question(name)
    try:
        held = ask.read(int(entry.typed) if isinstance(value, int) else raw_of(entry, ask))
    except (Rejected, ValueError):
        return False
    if isinstance(held, Term) and isinstance(value, Term):
        return held.unit.same_dimension(value.unit) and held == value
    return bool(held == value)


def _shown(entry: Typed, name: str) -> str:
    ask = question(name)
    try:
        held = ask.read(raw_of(entry, ask))
    except Rejected:
        return str(entry.typed)
    return show(held) if isinstance(held, Term) else str(
        getattr(ask, "options", {}).get(held, held))


def _age(on: datetime.date, session: Session) -> object:
    """Return a day with how many days it lies before the day of the check."""
    today = day_of(session, "today")
    if today is None or on > today:
        return on.isoformat()
    days = (today - on).days
    if days == 0:
        return _("{date}, the day of this check", date=on.isoformat())
    if days == 1:
        return _("{date}, a day old", date=on.isoformat())
    return _("{date}, {days} days old", date=on.isoformat(), days=days)


def put_in(session: Session, rows: Sequence[Row]) -> int:
    """Put the entries of rows into the session; return how many rows had any."""
    for entry in _entries(rows):
        if session.entry(PAGE_ID, entry.name) != entry.typed:
            session.put(PAGE_ID, entry.name, entry.typed)
    return sum(1 for one in rows if one.entries)


def _entries(rows: Sequence[Row]) -> Iterator[Entry]:
    for row in rows:
        yield from row.entries


