"""Between which two chemotherapies of a regimen a day lies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from bmcalc.formulary.drug_group import Group
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.planned_days import MOST_SINGLE_DAYS, days_of
from bmcalc.formulary.regimen_entry import in_days
from bmcalc.formulary.sequences import Stage, stage_of

CHEMOTHERAPY: Final = (Group.CYTOTOXIC, Group.CONJUGATE)
"""What lowers the neutrophils, so that no growth factor is given on its day."""


class Neighbours(NamedTuple):
    """Days since the chemotherapy before a day, and to the next one; None where there is none.

    ``same_day`` says that one is given on the day itself, ``daily`` that one is taken on it which
    goes on for days.
    """

    since: int | None
    until: int | None
    same_day: bool
    daily: bool


def neighbours(stage: Stage, day: int) -> Neighbours:
    """Return what lies around a day of a cycle; the cycle after the last one has none.

    After the last cycle of a phase comes the first one of the next phase.
    """
    whole = stage.sequence or stage.regimen
    planned: set[int] = set()
    daily: set[int] = set()
    for shift in (-1, 0, 1):
        if stage.overall + shift < 1:
            continue
        there = stage if shift == 0 else stage_of(whole, stage.overall + shift)
        first = {-1: -_length(there), 0: 0, 1: _length(stage)}[shift]
        for days in _days_of_chemotherapy(there):
            kind = planned if len(days) <= MOST_SINGLE_DAYS else daily
            kind.update(first + one for one in days)
    before = [day - one for one in planned if one < day]
    after = [one - day for one in planned if one > day]
    return Neighbours(min(before, default=None), min(after, default=None), day in planned,
                      day in daily)


def _length(stage: Stage) -> int:
    return in_days(stage.regimen.cycle_length)


def _days_of_chemotherapy(stage: Stage) -> Iterator[tuple[int, ...]]:
    """Give the days of each line that lowers the neutrophils in this cycle."""
    for line in stage.regimen.lines:
        track = stage.regimen.track(line)
        of_this_cycle = in_days(track.cycle_length) == _length(stage)
        over = track.cycles is not None and stage.cycle > track.cycles
        if drug(line.drug).group in CHEMOTHERAPY and of_this_cycle and not over:
            yield days_of(line, stage.cycle)
