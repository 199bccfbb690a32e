"""The work of a day: every check that is due or was left over, and what is expected to come.

Data for the page and for the sheet at the end of the day; nothing here is an identifier.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bmcalc.formulary.regimens import regimens
from bmcalc.records.checks.states import WAITING, State
from bmcalc.records.courses.when import Anchor, planned_on, treatment_days
from bmcalc.records.desk import Desk

_CARRIED: tuple[str, ...] = tuple(sorted(str(one) for one in WAITING))
_UNCONFIRMED = str(State.RELEASED)
_CYCLES_AHEAD = 2
"""How many cycles after the last known one are looked at for what is expected."""


@dataclass(frozen=True)
class Item:
    """One line of the worklist.

    ``check`` and ``verdict`` are None for what is expected and has no order yet. ``who`` did the
    last thing to it and ``since`` is when, in UTC. ``oldest_result`` is the day of the oldest dated
    result and ``oldest_age`` its age in days on this day. ``is_left_over`` says that it was due
    before.
    """

    patient: str
    course: str
    regimen: str
    cycle: int
    day: int
    due: str | None
    check: str | None = None
    state: State | None = None
    verdict: str | None = None
    who: str | None = None
    since: str | None = None
    query_open: bool = False
    on_hold: bool = False
    hold_until: str | None = None
    oldest_result: str | None = None
    oldest_age: int | None = None
    is_left_over: bool = False

    @property
    def is_unconfirmed(self) -> bool:
        """Whether it was released and nobody said what was given."""
        return self.state is State.RELEASED


def worklist(desk: Desk, day: datetime.date) -> tuple[Item, ...]:
    """Return the work of a day: left over first, then by course; what is expected last."""
    desk.projections.catch_up()
    there = list(_checks(desk, day))
    taken = {(one.course, one.cycle, one.day) for one in there} | _taken(desk)
    return (*sorted(there, key=lambda one: (not one.is_left_over, one.due or "", one.since or "")),
            *_expected(desk, day, taken))


def _checks(desk: Desk, day: datetime.date) -> Iterator[Item]:
    """Give the checks of a day, with what was not finished before it."""
    marks = ", ".join("?" * (len(_CARRIED) + 1))
    rows = desk.projections.connection.execute(
        "SELECT patient, course, regimen, cycle, day, due, id, state, verdict, who, since,"
        " query_open, on_hold, hold_until, oldest_result FROM checked"
        f" WHERE due = ? OR ((due < ? OR due IS NULL) AND state IN ({marks}))",
        (day.isoformat(), day.isoformat(), *_CARRIED, _UNCONFIRMED),
    ).fetchall()
    for row in rows:
        yield _item(day, *row)


def _item(day: datetime.date, *row: Any) -> Item:
    (patient, course, regimen, cycle, on_day, due, check, state, verdict, who, since, query_open,
     on_hold, hold_until, oldest) = row
    age = None if oldest is None else (day - datetime.date.fromisoformat(oldest)).days
    return Item(patient, course, regimen, cycle, on_day, due, check, State(state), verdict, who,
                since, bool(query_open), bool(on_hold), hold_until, oldest, age,
                due is None or due < day.isoformat())


def _taken(desk: Desk) -> set[tuple[str, int, int]]:
    """Return the days of cycles for which there is a check that stands."""
    rows = desk.projections.connection.execute(
        "SELECT course, cycle, day FROM checked WHERE state NOT IN ('cancelled', 'not_given')")
    return {(course, cycle, day) for course, cycle, day in rows}


def _expected(desk: Desk, day: datetime.date, taken: set[tuple[str, int, int]]) -> Iterator[Item]:
    """Give what the open courses plan for a day and nobody has ordered yet."""
    rows = desk.projections.connection.execute(
        "SELECT course.id, course.patient, regimen, starts, cycles FROM course"
        " JOIN patient ON patient.id = course.patient WHERE is_open = 1 AND erased = 0"
        " ORDER BY starts, course.id").fetchall()
    anchors = _anchors(desk)
    for course, patient, regimen, starts, cycles in rows:
        if regimen not in regimens():
            continue
        begun = anchors.get(course, [])
        known = max((one.cycle for one in begun), default=0)
        for cycle in range(max(known, 1), known + _CYCLES_AHEAD + 1):
            if cycles is not None and cycle > cycles:
                break
            first = planned_on(regimen, datetime.date.fromisoformat(starts), begun, cycle, 1)
            for on_day in treatment_days(regimen, cycle):
                due = first + datetime.timedelta(days=on_day - 1)
                if due == day and (course, cycle, on_day) not in taken:
                    yield Item(patient, course, regimen, cycle, on_day, day.isoformat())


def _anchors(desk: Desk) -> dict[str, list[Anchor]]:
    """Return the days that were given, or may have been, by course."""
    rows = desk.projections.connection.execute(
        "SELECT course, cycle, day, coalesce(given_on, due) FROM checked"
        " WHERE may_be_given = 1 AND coalesce(given_on, due) IS NOT NULL").fetchall()
    found: dict[str, list[Anchor]] = {}
    for course, cycle, day, on in rows:
        found.setdefault(course, []).append(Anchor(cycle, day, datetime.date.fromisoformat(on)))
    return found


def counts_of(items: Iterable[Item]) -> dict[str, int]:
    """Return how many lines of a worklist stand in each state; those expected under that word."""
    return dict(Counter("expected" if one.state is None else str(one.state) for one in items))
