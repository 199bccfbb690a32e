"""The relative dose intensity of each drug of a course, from given doses alone.

It is counted from the first to the last cycle of which a dose was given, the last one as long as
it is planned. Where of a planned dose in between nobody said whether it was given, there is none.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bmcalc.core.term import Term, q
from bmcalc.core.texts import _
from bmcalc.formulary.planned_days import days_of, runs_of
from bmcalc.formulary.regimen_entry import in_days
from bmcalc.formulary.regimens import regimens
from bmcalc.formulary.sequences import stage_of
from bmcalc.formulas.dose_intensity import relative_dose_intensity
from bmcalc.records.checks.states import State
from bmcalc.records.courses.doses_over_cycles import DoseAt

_ZERO = q("0 mg")


@dataclass(frozen=True)
class Intensity:
    """The relative dose intensity in %, of the cycles ``first`` to ``last``; or why it is none."""

    percent: Term | None
    first: int | None = None
    last: int | None = None
    why_none: object = ""


def intensities(regimen: str, doses: Sequence[DoseAt]) -> dict[str, Intensity]:
    """Return the intensity of every drug that the checks of a course name."""
    starts = _starts(doses)
    return {drug: _of_own_track(own) if any(one.is_own_track for one in own)
            else _of_cycles(regimen, drug, own, starts)
            for drug in dict.fromkeys(one.drug for one in doses)
            for own in ([one for one in doses if one.drug == drug],)}


def _starts(doses: Iterable[DoseAt]) -> dict[int, datetime.date]:
    """Return day 1 of every cycle of which a dose was given, by its earliest dose."""
    found: dict[int, tuple[int, datetime.date]] = {}
    for one in doses:
        if one.was_given and one.on is not None and not one.is_own_track and (
                one.cycle not in found or one.day < found[one.cycle][0]):
            found[one.cycle] = one.day, one.on - datetime.timedelta(days=one.day - 1)
    return {cycle: on for cycle, (_day, on) in found.items()}


def _of_cycles(regimen: str, drug: str, doses: Sequence[DoseAt],
               starts: Mapping[int, datetime.date]) -> Intensity:
    if not starts or regimen not in regimens():
        return Intensity(None, why_none=_("no dose was given yet"))
    planned = {cycle: days for cycle in range(min(starts), max(starts) + 1)
               if (days := _days(regimen, drug, cycle))}
    if not any(one.was_given for one in doses):
        return Intensity(None, why_none=_("no dose was given yet"))
    if not planned:
        return Intensity(None, why_none=_("not part of this regimen"))
    first, last = min(planned), max(planned)
    given, plan = [], []
    for cycle, days in planned.items():
        for day in days:
            settled = _settled(doses, cycle, day)
            if settled is None and cycle == last and not _is_open(doses, cycle, day):
                continue  # the last cycle goes on
            if settled is None:
                return Intensity(None, first, last, _(
                    "of C{cycle} D{day} it is not known what was given", cycle=cycle, day=day))
            if settled.planned is None:
                return Intensity(None, first, last, _(
                    "the planned dose of C{cycle} D{day} is not known", cycle=cycle, day=day))
            given.append(settled.given or _ZERO)
            plan.append(settled.planned)
    if first not in starts or last not in starts:
        return Intensity(None, first, last, _("the day of a cycle is not known"))
    lengths = {cycle: _length(regimen, cycle) for cycle in planned}
    took = (starts[last] - starts[first]).days + lengths[last]
    return _counted(given, plan, took, sum(lengths.values()), first, last)


def _of_own_track(doses: Sequence[DoseAt]) -> Intensity:
    """Return that of a drug on its own rhythm: between two doses that were given, the time."""
    given = sorted((one for one in doses if one.was_given and one.on is not None),
                   key=lambda one: (one.on or datetime.date.max))
    if not given:
        return Intensity(None, why_none=_("no dose was given yet"))
    first, last = given[0], given[-1]
    assert first.on is not None and last.on is not None
    length = last.track_days
    for one in doses:
        if one.state is State.RELEASED and (one.on is None or one.on <= last.on):
            return Intensity(None, first.cycle, last.cycle, _(
                "of C{cycle} D{day} it is not known what was given", cycle=one.cycle,
                day=one.day))
    plan = [one.planned for one in given if one.planned is not None]
    if length is None or len(plan) < len(given):
        return Intensity(None, first.cycle, last.cycle, _("the planned dose is not known"))
    took = (last.on - first.on).days + length
    return _counted([one.given or _ZERO for one in given], plan, took, length * len(given),
                    first.cycle, last.cycle)


def _counted(given: Sequence[Term], plan: Sequence[Term], took: int, meant: int, first: int,
             last: int) -> Intensity:
    if took <= 0 or not any(one.magnitude for one in plan):
        return Intensity(None, first, last, _("the days of the cycles do not fit together"))
    return Intensity(relative_dose_intensity(given, plan, q(f"{took} day"), q(f"{meant} day")),
                     first, last)


def _days(regimen: str, drug: str, cycle: int) -> tuple[int, ...]:
    """Return the days of a cycle on which the regimen plans a drug, of a run its first."""
    stage = stage_of(regimens()[regimen], cycle)
    return tuple(
        day for line in stage.regimen.lines if line.drug == drug
        if (most := stage.regimen.track(line).cycles) is None or stage.cycle <= most
        for day, _last in runs_of(days_of(line, stage.cycle)))


def _length(regimen: str, cycle: int) -> int:
    return in_days(stage_of(regimens()[regimen], cycle).regimen.cycle_length)


def _is_open(doses: Iterable[DoseAt], cycle: int, day: int) -> bool:
    """Say whether a dose of a day was released and nobody said whether it was given."""
    return any((one.cycle, one.day) == (cycle, day) and one.state is State.RELEASED
               for one in doses)


def _settled(doses: Iterable[DoseAt], cycle: int, day: int) -> DoseAt | None:
    """Return the dose of a day of which it is known whether it was given; given ones first."""
    there = [one for one in doses if (one.cycle, one.day) == (cycle, day)]
    known = [one for one in there if one.state in {State.GIVEN, State.NOT_GIVEN}]
    if _is_open(there, cycle, day):
        return None
    return next((one for one in known if one.was_given), known[-1] if known else None)
