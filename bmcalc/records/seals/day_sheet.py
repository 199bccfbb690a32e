"""The sheet that ends a day, as lines of words for paper and terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bmcalc.core.texts import Joined, _
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.seal import seal_line
from bmcalc.records.people.known import Roster
from bmcalc.records.seals.day_end import DayEnd

ACT_NAMES: Mapping[Kind, object] = {
    Kind.CHECK_DRAFTED: _("Drafted"),
    Kind.FIRST_CHECKED: _("First check"),
    Kind.SECOND_CHECKED: _("Second check"),
    Kind.RETURNED: _("Returned"),
    Kind.OVERRIDDEN: _("Overridden"),
    Kind.RELEASED: _("Released"),
    Kind.GIVEN: _("Given"),
    Kind.NOT_GIVEN: _("Not given"),
    Kind.QUERY_OPENED: _("Queries opened"),
    Kind.QUERY_CLOSED: _("Queries closed"),
    Kind.HELD: _("Put on hold"),
    Kind.RESUMED: _("Resumed"),
    Kind.CANCELLED: _("Cancelled"),
}


def day_sheet(end: DayEnd, roster: Roster) -> Iterator[object]:
    """Return the lines of the sheet, each read in the language of the moment."""
    yield _("Day's end {day}", day=end.day.isoformat())
    yield _("Done: {counts}", counts=_counts(
        {name: end.acts[kind] for kind, name in ACT_NAMES.items() if end.acts.get(kind)}))
    yield _("Checks of the day: {counts}", counts=_counts(
        {state.label: count for state, count in end.states.items()}))
    yield _("Verdicts: {counts}", counts=_counts(
        {verdict.label: count for verdict, count in end.verdicts.items()}))
    yield _("Unfinished: {count}", count=len(end.unfinished))
    for one in end.unfinished:
        due = one.due.isoformat() if one.due else _("no day")
        verdict = _("no verdict before the second check") if one.is_blind else one.verdict.label
        yield _("  {due} cycle {cycle} day {day}: {state}, {verdict}", due=due, cycle=one.cycle,
                day=one.day, state=one.state.label, verdict=verdict)
    yield _("Open queries: {count}", count=len(end.open_queries))
    people = (roster.find(person) for person in end.worked)
    yield _("Worked: {names}", names=Joined(
        [person.printed_name for person in people if person is not None]) if end.worked else "-")
    yield _("Seal: {seal}", seal=seal_line(end.seal))


def _counts(named: Mapping[object, int]) -> object:
    """Return a list such as "Released 3, Given 2", a dash for none."""
    return Joined([_("{name} {count}", name=name, count=count)
                   for name, count in named.items()]) if named else "-"
