"""Which lines of a regimen, and of the bone agent beside it, belong to one day."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Final

from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.planned_days import days_of, gap_before, runs_of
from bmcalc.formulary.regimen_entry import in_days
from bmcalc.formulary.regimens import Line, Regimen, regimens
from bmcalc.formulary.sequences import PhaseBefore
from bmcalc.orders.reading.order_entry import LastDose
from bmcalc.orders.schedule.dose_dates import days_between
from bmcalc.orders.schedule.last_given import NEVER_GIVEN, LastGiven, last_given
from bmcalc.orders.schedule.phase_before import LastOfPhase, last_of_phase, was_given_before
from bmcalc.rules.rule import Profile


class Due(StrEnum):
    """Whether a line belongs to this day.

    ``ENDED``: it would, and the planned number of cycles of its track is behind it.
    """

    TODAY = "today"
    GOING_ON = "going_on"
    NOT_TODAY = "not_today"
    ENDED = "ended"
    UNKNOWN = "unknown"


GIVEN_TODAY: Final = (Due.TODAY, Due.ENDED)
"""A dose of this day that is planned, or that is ordered beyond the planned cycles."""


@dataclass(frozen=True)
class DueLine:
    """One line of a regimen on one day.

    ``cycle`` counts on the line's own track and is None where that is not known; ``first`` says
    whether the dose is the first one of this drug, None where that is not known; ``days`` is the
    time since the last dose, which ``given`` is.

    ``after`` is what was given before where a phase of a sequence comes after another, and
    ``since`` the dose of the phase before from which a first dose counts.

    ``beside`` are the days of the leading cycle on which a dose of another rhythm falls, this day
    the first of them: a weekly antibody in a cycle of 28 days. Empty for a line of its rhythm.
    """

    regimen: Regimen
    line: Line
    due: Due
    first: bool | None
    days: int | None
    cycle: int | None
    day: int
    given: LastGiven = NEVER_GIVEN
    after: PhaseBefore | None = None
    since: LastOfPhase | None = None
    beside: tuple[int, ...] = ()

    @property
    def drug(self) -> str:
        """The id of the drug."""
        return self.line.drug

    @cached_property
    def cycle_days(self) -> int:
        """The length of the cycle on the line's own track."""
        return self.regimen.track(self.line).cycle_days

    @property
    def days_named(self) -> tuple[int, ...]:
        """The days by which an order may call the doses of this cycle."""
        return self.beside or days_of(self.line, self.cycle or 2)

    @property
    def day_named(self) -> int:
        """The number by which an order may call this day."""
        return self.beside[0] if self.beside else self.day

    @property
    def line_before(self) -> Line | None:
        """The line of the phase before that gave the last dose of this drug; None for any other."""
        if self.after is None or self.cycle is None:
            return None
        if gap_before(self.line, self.cycle_days, self.cycle, self.day) is not None:
            return None
        return self.after.line_of(self.drug)


def lines_with_bone_agent(
    regimen: Regimen, bone_agent: str | None, ordered: Collection[str], profile: Profile
) -> Iterator[tuple[Regimen, Line]]:
    """Give the lines of a regimen, one of each choice, and the line of the bone agent.

    Of the lines of a choice the ordered one counts, else the first.
    """
    for line in regimen.lines:
        if line.choice is None or line is _chosen(regimen, line.choice, ordered):
            yield regimen, line
    if bone_agent is not None and bone_agent not in {line.drug for line in regimen.lines}:
        companion = _own_regimen(bone_agent, profile)
        for line in companion.lines if companion is not None else ():
            assert companion is not None
            yield companion, line


def _own_regimen(drug_id: str, profile: Profile) -> Regimen | None:
    """Return the regimen that gives a drug on a track of its own; None where it has none."""
    found = drugs().get(drug_id)
    course = None if found is None else found.course
    return None if course is None else regimens().get(course.regimen_under(profile))


def _expected_after(regimen: Regimen, line: Line) -> int:
    """Return the days after the last dose from which the next one is expected."""
    found = drugs().get(line.drug)
    course = None if found is None else found.course
    length = regimen.track(line).cycle_length if course is None else course.due_from
    return in_days(length)


def _chosen(regimen: Regimen, choice: str, ordered: Collection[str]) -> Line:
    options = [line for line in regimen.lines if line.choice == choice]
    return next((line for line in options if line.drug in ordered), options[0])


def due_lines(
    lines: Iterator[tuple[Regimen, Line]],
    lead: Regimen,
    cycle: int,
    day: int,
    last: Mapping[str, LastDose],
    today: datetime.date | None,
    before: PhaseBefore | None = None,
) -> list[DueLine]:
    """Return every line with whether it belongs to this day of the leading regimen's cycle.

    ``before`` is what was given before where the regimen is a later phase of a sequence.
    """
    found = []
    length = lead.tracks[0].cycle_days
    for regimen, line in lines:
        track_days = regimen.track(line).cycle_days
        given = last_given(line.drug, track_days, last, today)
        days = None if given.on is None or today is None else days_between(given.on, today)
        if regimen is lead:
            if track_days == length:
                due = _on_the_leading_track(regimen, line, cycle, day, given, days)
            else:
                due = _on_its_own_track(regimen, line, cycle, day, given, days)
                due = replace(due, beside=_days_beside(day, track_days, length))
            found.append(due if before is None else _after_a_phase(due, before, last, today))
        else:
            found.append(_on_its_own_track(regimen, line, cycle, day, given, days))
    return found


def _on_the_leading_track(
    regimen: Regimen, line: Line, cycle: int, day: int, given: LastGiven, days: int | None
) -> DueLine:
    on_days = days_of(line, cycle)
    starts = {first for first, _last in runs_of(on_days)}
    due = Due.TODAY if day in starts else Due.GOING_ON if day in on_days else Due.NOT_TODAY
    cycles = regimen.track(line).cycles
    if cycles is not None and cycle > cycles and due is not Due.NOT_TODAY:
        due = Due.ENDED
    first: bool | None = None
    if given.known or day > min(on_days):
        first = False
    elif cycle == 1 and not given.unclear:
        first = True
    return DueLine(regimen, line, due, first, days, cycle, day, given)


def _days_beside(day: int, rhythm: int, length: int) -> tuple[int, ...]:
    """Return the days of a cycle on which doses of another rhythm fall, this day first."""
    others = (one for one in range(1, length + 1) if one != day and (one - day) % rhythm == 0)
    return (day, *others)


def _after_a_phase(
    due: DueLine, before: PhaseBefore, last: Mapping[str, LastDose], today: datetime.date | None
) -> DueLine:
    """Return a line of a later phase: what an earlier phase gave is given no first time."""
    if not due.first:
        return replace(due, after=before)
    if was_given_before(due.drug, due.cycle_days, before.drugs):
        return replace(due, after=before, first=None)
    return replace(due, after=before, since=last_of_phase(before, due.day, last, today))


def _on_its_own_track(
    regimen: Regimen, line: Line, cycle: int, day: int, given: LastGiven, days: int | None
) -> DueLine:
    """Judge a track that the cycle of the regimen does not count, by its own last dose."""
    if not given.known:
        starts_now = cycle == 1 and day == 1 and not given.unclear
        due = Due.TODAY if starts_now else Due.UNKNOWN
        return DueLine(regimen, line, due, True if starts_now else None, None,
                       1 if starts_now else None, 1, given)
    if days is None:
        return DueLine(regimen, line, Due.UNKNOWN, False, None, None, 1, given)
    due = Due.TODAY if days >= _expected_after(regimen, line) else Due.NOT_TODAY
    return DueLine(regimen, line, due, False, days, None, 1, given)
