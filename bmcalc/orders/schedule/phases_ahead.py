"""The dates of a sequence beyond its present phase: each phase begins when the one before ends."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from bmcalc.core.texts import _
from bmcalc.formulary.regimen_entry import in_days
from bmcalc.formulary.regimens import Line, Regimen
from bmcalc.formulary.sequences import Stage, phases_of
from bmcalc.orders.schedule.assumptions import GOES_ON, ON_PLANNED_DAYS, Assumption
from bmcalc.orders.schedule.dose_dates import CycleOfPhase, PlannedDose, TrackStart, planned_doses

NEXT_PHASE: Final = Assumption(
    "next_phase", _("assumes that each phase follows the one before without a break")
)


@dataclass(frozen=True)
class PhaseAhead:
    """A later phase with the day on which it begins as planned, and its doses."""

    stage: Stage
    on: datetime.date
    doses: tuple[PlannedDose, ...]

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """What its dates assume beyond those of the present phase."""
        beyond = (ON_PLANNED_DAYS, NEXT_PHASE)
        return beyond if self.stage.regimen.cycles is not None else (*beyond, GOES_ON)


def marked(doses: Iterable[PlannedDose], stage: Stage) -> list[PlannedDose]:
    """Return doses that know the phase and the cycle of the sequence to which they belong."""
    if stage.sequence is None:
        return list(doses)
    own, cycles = stage.regimen.id, stage.regimen.cycles
    return [
        dose._replace(phase=CycleOfPhase(own, cycles, stage.begins + dose.cycle - 1))
        for dose in doses
    ]


def phases_ahead(
    stage: Stage, begins: datetime.date, cycles: int | None, listed: int
) -> Iterator[PhaseAhead]:
    """Give the phases after the present one, whose present cycle began on a day.

    ``cycles`` is how many cycles are listed in all, the present one included; None: all of them,
    and ``listed`` of a phase that goes on.
    """
    planned = stage.regimen.cycles
    if stage.sequence is None or planned is None:
        return
    ahead = max(planned - stage.cycle + 1, 1)
    on = begins + datetime.timedelta(days=ahead * in_days(stage.regimen.cycle_length))
    left = None if cycles is None else cycles - ahead
    for later in phases_of(stage.sequence):
        if later.number <= stage.number:
            continue
        number = later.regimen.cycles or listed
        if left is not None:
            number = min(number if later.regimen.cycles else left, left)
        if number < 1:
            return
        ends = on + datetime.timedelta(days=number * in_days(later.regimen.cycle_length))
        yield PhaseAhead(later, on, tuple(_doses(later, on, ends)))
        left = None if left is None else left - number
        on = ends


def _doses(later: Stage, on: datetime.date, ends: datetime.date) -> list[PlannedDose]:
    regimen = later.regimen
    starts = {(regimen.id, track.id): TrackStart(1, on) for track in regimen.tracks}
    return marked(planned_doses(_lines(regimen), starts, ends), later)


def _lines(regimen: Regimen) -> Iterator[tuple[Regimen, Line]]:
    """Give the lines, of each choice the first."""
    chosen: set[str] = set()
    for line in regimen.lines:
        if line.choice is None or line.choice not in chosen:
            yield regimen, line
        if line.choice is not None:
            chosen.add(line.choice)
