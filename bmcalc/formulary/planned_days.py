"""On which days a line of a regimen plans its doses, and how many days lie between two of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from bmcalc.core.term import Term
from bmcalc.formulary.regimen_entry import Line


def in_days(length: Term) -> int:
    """Return the length of a cycle as a whole number of days."""
    return int(length.to("day").magnitude)


def days_of(line: Line, cycle: int) -> tuple[int, ...]:
    """Return the days of a cycle on which a line is given."""
    if cycle == 1 and line.first_cycle_days is not None:
        return line.first_cycle_days
    return line.days


def gap_before(line: Line, cycle_days: int, cycle: int, day: int) -> int | None:
    """Return the days between a planned dose and the one before; None for the first of all."""
    before = [one for one in days_of(line, cycle) if one < day]
    if before:
        return day - max(before)
    if cycle == 1:
        return None
    return cycle_days - max(days_of(line, cycle - 1)) + day


def dose_days(line: Line, cycle_days: int) -> Iterator[int]:
    """Give the day of every planned dose without end, counted from day 1 of the first cycle."""
    for cycle in count(1):
        for day in sorted(days_of(line, cycle)):
            yield (cycle - 1) * cycle_days + day
