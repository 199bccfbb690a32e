"""A day's work as its page shows it, read from the records.

Of a check that a second person is still to make without seeing the first, no verdict is read, nor
how many drugs it has, nor how old its laboratory values are: what is not read shows nowhere.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.short_name import called
from bmcalc.gui.result.sort import Sort, sort_of_verdict
from bmcalc.orders.verdicts import Verdict
from bmcalc.records.checks.case import Case
from bmcalc.records.checks.check import WHOLE, Check
from bmcalc.records.checks.states import WAITING, State
from bmcalc.records.desk import Desk
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.store import Head
from bmcalc.records.patients.identity import Identity
from bmcalc.records.patients.lookup import identity
from bmcalc.records.people.known import Roster
from bmcalc.records.people.person import Person
from bmcalc.records.projections.worklist import Item, worklist


class Group(StrEnum):
    """Where a line stands: the first four are to be checked, the others to be prepared."""

    FIRST = "first"
    SECOND = "second"
    RELEASE = "release"
    EXPECTED = "expected"
    RELEASED = "released"
    HELD = "held"
    GIVEN = "given"
    ENDED = "ended"

    @property
    def heading(self) -> object:
        """What stands above the lines."""
        return _TITLES[self]

    @property
    def about(self) -> object:
        """What is said beside the title; nothing for most."""
        return _ABOUT.get(self, "")


_TITLES: Final[Mapping[Group, object]] = {
    Group.FIRST: _("Awaiting the first check"),
    Group.SECOND: _("Awaiting the second check"),
    Group.RELEASE: _("Awaiting release"),
    Group.EXPECTED: _("Expected, no order yet"),
    Group.RELEASED: _("Released"),
    Group.HELD: _("Held"),
    Group.GIVEN: _("Dose given"),
    Group.ENDED: _("Not given or cancelled"),
}
_ABOUT: Final[Mapping[Group, object]] = {
    Group.SECOND: _("another person, entering anew"),
    Group.EXPECTED: _("from the known courses"),
}
TO_CHECK: Final = (Group.FIRST, Group.SECOND, Group.RELEASE, Group.EXPECTED)
TO_PREPARE: Final = (Group.RELEASED, Group.HELD, Group.GIVEN, Group.ENDED)

_OF_STATE: Final = {
    State.DRAFT: Group.FIRST, State.RETURNED: Group.FIRST, State.FIRST_CHECK: Group.SECOND,
    State.SECOND_CHECK: Group.RELEASE, State.RELEASED: Group.RELEASED, State.GIVEN: Group.GIVEN,
}


def group_of(item: Item) -> Group:
    """Return where a line of the worklist stands."""
    if item.state is None:
        return Group.EXPECTED
    if item.on_hold and (item.state in WAITING or item.state is State.RELEASED):
        return Group.HELD
    return _OF_STATE.get(item.state, Group.ENDED)


@dataclass(frozen=True)
class WorkRow:
    """One line: its item, whose it is, and what of its check may be shown.

    ``verdict`` is None for what is expected and for what a second person is still to check without
    seeing the first. ``who`` is the id of who did the last thing to it.
    """

    item: Item
    group: Group
    person: Identity | None
    name: str
    check: Check | None = None
    sort: Sort | None = None
    beneath: object = ""
    who: str = ""
    actor: str = ""
    signers: object = ""
    query_since: str = ""
    last_on: str = ""

    @property
    def is_blind(self) -> bool:
        """Whether a second person is still to check it without seeing the first."""
        return self.item.state is State.FIRST_CHECK

    @property
    def waits_for_people(self) -> bool:
        """Whether somebody has to go on with its check."""
        return self.item.state in WAITING

    @property
    def number(self) -> str:
        """The record number."""
        return str(_("erased")) if self.person is None else self.person.number

    @property
    def born(self) -> str:
        """Birth year and month."""
        return "" if self.person is None else self.person.born

    @property
    def what(self) -> str:
        """Regimen, cycle and day, such as TC C1 D8."""
        return f"{self.name} C{self.item.cycle} D{self.item.day}"

    @property
    def days_since_last(self) -> int | None:
        """How many days lie between the newest dose of its course and the day it is due."""
        if not self.last_on or self.item.due is None:
            return None
        due, last = (datetime.date.fromisoformat(one) for one in (self.item.due, self.last_on))
        return (due - last).days

    @property
    def state_words(self) -> object:
        """Say how far it is, a draft with its version."""
        if self.item.state is None:
            return _("No order")
        if self.group is Group.HELD:
            return _("Held")
        version = self.check.newest.number if self.check is not None else 1
        if self.item.state is State.DRAFT:
            return _("Draft v{version}", version=version)
        return self.item.state.label


@dataclass(frozen=True)
class WorkDay:
    """The lines of a day as the ledger's newest event leaves them, and the people."""

    day: datetime.date
    rows: tuple[WorkRow, ...]
    people: tuple[Person, ...]
    head: Head


def work_of(desk: Desk, day: datetime.date) -> WorkDay:
    """Return the work of a day."""
    items = worklist(desk, day)
    roster = desk.roster()
    lasts = _last_given(desk)
    rows = sorted((_row(desk, roster, item, lasts) for item in items), key=_place)
    return WorkDay(day, tuple(rows), roster.active(), desk.store.head())


def _place(row: WorkRow) -> tuple[int, bool, str, str]:
    """Put what was left over before, then what has waited longest."""
    return (list(Group).index(row.group), not row.item.is_left_over, row.item.since or "",
            row.number)


def _row(desk: Desk, roster: Roster, item: Item, lasts: Mapping[str, str]) -> WorkRow:
    who = identity(desk.store, desk.projections, item.patient)
    name = called(item.regimen)
    group = group_of(item)
    if item.check is None or item.verdict is None:
        return WorkRow(item, group, who, name, last_on=lasts.get(item.course, ""))
    check = desk.check(item.check)
    is_blind = item.state is State.FIRST_CHECK
    actor = roster.find(item.who)
    return WorkRow(
        item, group, who, name, check,
        None if is_blind else sort_of_verdict(Verdict(item.verdict)),
        "" if is_blind else _drugs(check),
        item.who or "", "" if actor is None else actor.printed_name, _signers(check, roster),
        min((one.opened.at.utc for one in check.open_queries), default=""),
    )


def _drugs(check: Check) -> object:
    """Return how many drugs there are, and which of them the verdict comes from."""
    shown = check.newest.shown
    drugs = shown.drugs
    count = _("1 drug") if len(drugs) == 1 else _("{count} drugs", count=len(drugs))
    worst = max(shown.lines, key=lambda one: one.verdict.rank, default=None)
    if worst is None or worst.verdict is Verdict.AGREES or worst.drug == WHOLE:
        return count
    return Joined([count, Case.name(worst.drug)], " · ")


def _signers(check: Check, roster: Roster) -> object:
    """Return who checked first and second, by name."""
    found: list[object] = []
    for done in (check.newest.first, check.newest.second):
        person = None if done is None else roster.find(done.who)
        if person is not None and person.printed_name not in found:
            found.append(person.printed_name)
    return Joined(found, " · ")


def _last_given(desk: Desk) -> dict[str, str]:
    """Return the newest day on which something of a course was given."""
    rows = desk.projections.connection.execute(
        "SELECT course, max(given_on) FROM checked WHERE given_on IS NOT NULL GROUP BY course")
    return dict(rows.fetchall())


# What depends on the clock


def since_words(utc: str | None, now: Moment) -> str:
    """Return for how long something has waited: minutes, hours or days."""
    if not utc:
        return ""
    minutes = int((now.instant() - datetime.datetime.fromisoformat(utc)).total_seconds() // 60)
    if minutes < 60:
        return str(_("{count} min", count=max(0, minutes)))
    if minutes < 24 * 60:
        return str(_("{count} h", count=minutes // 60))
    return str(_("{count} d", count=minutes // (24 * 60)))


def clock_words(utc: str | None, now: Moment) -> str:
    """Return when something was done by the clock here, the day too where it is another."""
    if not utc:
        return ""
    at = Moment(utc, now.offset).local()
    return at.strftime("%H:%M" if at.date() == now.local().date() else "%m-%d")


def age_words(days: int | None) -> str:
    """Return how old laboratory values are."""
    if days is None:
        return ""
    if days == 0:
        return str(_("today"))
    return str(_("yesterday") if days == 1 else _("{count} days", count=days))


# Filters


class Chip(StrEnum):
    """What the lines are counted and filtered by."""

    STOP = "stop"
    CONFIRM = "confirm"
    ADD = "add"
    AGREES = "agrees"
    SECOND = "second"
    QUERY = "query"
    HELD = "held"
    EXPECTED = "expected"


def is_of(row: WorkRow, chip: Chip) -> bool:
    """Say whether a line counts under a chip; those of verdicts count what still waits."""
    if chip is Chip.QUERY:
        return row.item.query_open
    if chip is Chip.SECOND:
        return row.group is Group.SECOND
    if chip in (Chip.HELD, Chip.EXPECTED):
        return row.group.value == chip.value
    return row.waits_for_people and row.sort is not None and row.sort.value == chip.value


def filtered(rows: Iterable[WorkRow], chip: Chip | None, who: str, text: str) -> Iterator[WorkRow]:
    """Give the lines that a chip, a person and typed words let through."""
    wanted = text.casefold().split()
    for row in rows:
        words = f"{row.number} {row.born} {row.what} {row.actor}".casefold()
        if (chip is None or is_of(row, chip)) and (not who or row.who == who) and all(
                one in words for one in wanted):
            yield row
