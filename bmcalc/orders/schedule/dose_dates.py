"""When each drug is due: every drug on its own track, as dates.

Chemotherapy every 21 days, denosumab every 28 beside it, fulvestrant on day 1, 15 and 29 and then
every 28 days, a tablet on 21 days with 7 days off: each track counts its own cycles.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bmcalc.formulary.planned_days import days_of, runs_of
from bmcalc.formulary.regimen_entry import Line, Regimen, Track


def days_between(earlier: datetime.date, later: datetime.date) -> int:
    """Return the calendar days from one administration to the next."""
    return (later - earlier).days


class CycleOfPhase(NamedTuple):
    """The phase of a sequence that a dose belongs to, by its regimen, and the cycle of the whole.

    ``cycles`` is how many the phase has; None until progression.
    """

    regimen: str
    cycles: int | None
    overall: int


class PlannedDose(NamedTuple):
    """One administration, or one run of days on which a drug is taken daily.

    ``cycle`` and ``day`` count on the drug's own track; ``last`` is the last day of a run, and
    ``times_per_day`` how often it is given on each day. ``phase`` is where in a sequence it stands.
    """

    drug: str
    track: str
    cycle: int
    day: int
    on: datetime.date
    last: datetime.date
    times_per_day: int = 1
    phase: CycleOfPhase | None = None

    @property
    def is_run(self) -> bool:
        """Whether this is a run of several days."""
        return self.last > self.on


class TrackStart(NamedTuple):
    """Where a track stands: the number of a cycle and the day on which that cycle begins."""

    cycle: int
    on: datetime.date


def planned_doses(
    lines: Iterable[tuple[Regimen, Line]],
    starts: Mapping[tuple[str, str], TrackStart],
    until: datetime.date,
) -> list[PlannedDose]:
    """Return every dose from the start of each track to before ``until``, in order.

    ``starts`` says for each (regimen, track) where it stands; a track without one has no dates.
    """
    planned: list[PlannedDose] = []
    for regimen, line in lines:
        start = starts.get((regimen.id, line.track))
        if start is not None:
            planned.extend(_doses_of(line, regimen.track(line), start, until))
    return sorted(planned, key=lambda dose: (dose.on, dose.drug))


def _doses_of(
    line: Line, track: Track, start: TrackStart, until: datetime.date
) -> Iterator[PlannedDose]:
    length = datetime.timedelta(days=track.cycle_days)
    cycle, begins = start.cycle, start.on
    while begins < until and (track.cycles is None or cycle <= track.cycles):
        for first, last in runs_of(days_of(line, cycle)):
            on = begins + datetime.timedelta(days=first - 1)
            if on < until:
                yield PlannedDose(
                    line.drug, track.id, cycle, first, on,
                    begins + datetime.timedelta(days=last - 1), line.times_per_day,
                )
        cycle, begins = cycle + 1, begins + length


def next_due(last: datetime.date, line: Line, track: Track) -> datetime.date:
    """Return the day on which a drug that is given once a cycle is due after its last dose."""
    return last + datetime.timedelta(days=track.cycle_days)
