"""When a day of a cycle is due, counted from the last cycle that is known."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from bmcalc.formulary.planned_days import days_of, runs_of
from bmcalc.formulary.regimen_entry import in_days
from bmcalc.formulary.regimens import regimens
from bmcalc.formulary.sequences import stage_of


@dataclass(frozen=True)
class Anchor:
    """A day of a cycle that was given, or may have been, with its date."""

    cycle: int
    day: int
    on: datetime.date

    @property
    def starts(self) -> datetime.date:
        """The date of day 1 of the cycle."""
        return self.on - datetime.timedelta(days=self.day - 1)


def planned_on(regimen: str, starts: datetime.date, anchors: Iterable[Anchor], cycle: int,
               day: int) -> datetime.date:
    """Return the date of a day of a cycle; without an anchor counted from the course's start.

    Of several days of a cycle the earliest counts.
    """
    earlier = sorted((one for one in anchors if one.cycle <= cycle),
                     key=lambda one: (-one.cycle, one.day))
    at, on = (earlier[0].cycle, earlier[0].starts) if earlier else (1, starts)
    for one in range(at, cycle):
        length = in_days(stage_of(regimens()[regimen], one).regimen.cycle_length)
        on += datetime.timedelta(days=length)
    return on + datetime.timedelta(days=day - 1)


def treatment_days(regimen: str, cycle: int) -> tuple[int, ...]:
    """Return the days of a cycle on which a dose, or a run of daily doses, begins."""
    stage = stage_of(regimens()[regimen], cycle)
    return tuple(sorted({
        first for line in stage.regimen.lines
        for first, _last in runs_of(days_of(line, stage.cycle))
    }))
