"""On which days a line of a regimen plans its doses, and how many days lie between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import count, pairwise
from typing import Final

from bmcalc.formulary.regimen_entry import Line

MOST_SINGLE_DAYS: Final = 3
"""More days than this in one cycle are those of a daily drug, counted from start to start."""


def days_of(line: Line, cycle: int) -> tuple[int, ...]:
    """Return the days of a cycle on which a line is given."""
    if cycle == 1 and line.first_cycle_days is not None:
        return line.first_cycle_days
    return line.days


def is_daily(line: Line, cycle_days: int) -> bool:
    """Say whether a drug is taken without a break, so that no gap lies before a dose."""
    return len(line.days) == cycle_days


def runs_of(days: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return each run of consecutive days by its first and last day: 1–21, or 1 and 8."""
    return _runs_of(tuple(days))


@lru_cache(maxsize=256)
def _runs_of(days: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    return tuple(_each_run(days))


def _each_run(days: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    ordered = sorted(days)
    if not ordered:
        return
    first = ordered[0]
    for day, following in pairwise(ordered):
        if following != day + 1:
            yield first, day
            first = following
    yield first, ordered[-1]


def _counted(line: Line, cycle: int) -> list[int]:
    """Return the days from which a gap is counted: of a daily drug the start of each run."""
    days = days_of(line, cycle)
    if len(days) > MOST_SINGLE_DAYS:
        return [first for first, _last in runs_of(days)]
    return sorted(days)


def gap_before(line: Line, cycle_days: int, cycle: int, day: int) -> int | None:
    """Return the days between a planned dose and the one before; None for the first of all.

    A drug that is taken daily for a part of the cycle counts from start to start.
    """
    before = [one for one in _counted(line, cycle) if one < day]
    if before:
        return day - max(before)
    if cycle == 1:
        return None
    return gap_across(line, cycle_days, cycle - 1, day)


def gap_across(line: Line, cycle_days: int, cycle: int, day: int) -> int:
    """Return the days from the last dose of a cycle to a day of the cycle that follows it.

    The cycle that follows may be of another regimen.
    """
    return cycle_days - max(_counted(line, cycle)) + day


def dose_days(line: Line, cycle_days: int) -> Iterator[int]:
    """Give the day of every planned dose without end, counted from day 1 of the first cycle."""
    for cycle in count(1):
        for day in sorted(days_of(line, cycle)):
            yield (cycle - 1) * cycle_days + day
