"""The schedule of a regimen and its bone agent: the dates ahead, and how each drug stands today."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bmcalc.core.texts import _
from bmcalc.core.work import Finding, Severity
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.regimen_entry import in_days
from bmcalc.formulary.regimens import Regimen, regimen
from bmcalc.formulary.sequences import Stage, words_of_phase
from bmcalc.orders.schedule.assumptions import (
    NOT_COUNTED,
    Assumption,
    assumed_of_dates,
    assumed_of_line,
    together,
)
from bmcalc.orders.schedule.calendar_file import CalendarEvent, calendar_text
from bmcalc.orders.schedule.dose_dates import PlannedDose, TrackStart, planned_doses
from bmcalc.orders.schedule.due_lines import Due, DueLine
from bmcalc.orders.schedule.interval_states import IntervalState, interval_state
from bmcalc.orders.schedule.intervals import planned_gap
from bmcalc.orders.schedule.phases_ahead import PhaseAhead, marked, phases_ahead

CYCLES_LISTED = 6
"""How many cycles the list shows where the regimen goes on until progression."""


@dataclass(frozen=True)
class DrugOnItsTrack:
    """How one drug stands on the day of the check: the time since its last dose, and the band."""

    due: DueLine
    state: IntervalState
    next_due: datetime.date | None
    assumptions: tuple[Assumption, ...] = ()

    def as_values(self) -> dict[str, Any]:
        """Return it as the JSON contract writes it."""
        return {
            "drug": self.due.drug,
            "name": drug(self.due.drug).name,
            "due": self.due.due.value,
            "days_since_last": self.due.days,
            "state": self.state.key,
            "next_due": None if self.next_due is None else self.next_due.isoformat(),
            "findings": list(self.state.findings),
            "assumptions": [one.as_values() for one in self.assumptions],
        }


@dataclass(frozen=True)
class TreatmentSchedule:
    """The dates from the current cycle on, and each drug on its track.

    ``assumed`` is what each date assumes, in the order of ``doses``; ``ahead`` are the later phases
    of a sequence, whose doses are among them.
    """

    doses: tuple[PlannedDose, ...]
    tracks: tuple[DrugOnItsTrack, ...]
    assumed: tuple[tuple[Assumption, ...], ...] = ()
    ahead: tuple[PhaseAhead, ...] = ()

    @property
    def severity(self) -> Severity:
        """The weight of the worst interval."""
        found = [one.severity for track in self.tracks for one in track.state.findings]
        return max(found, default=Severity.INFO)

    def dates_of(self, drug_id: str) -> tuple[datetime.date, ...]:
        """Return the days on which a drug is given, or begins a run of days."""
        return tuple(dose.on for dose in self.doses if dose.drug == drug_id)

    def calendar(self, stamped_on: datetime.date) -> str:
        """Return the dates as an iCalendar file in the current language."""
        events = (
            _event(dose, found) for dose, found in zip(self.doses, self.assumed, strict=True)
        )
        return calendar_text(events, stamped_on)

    @property
    def assumptions(self) -> object:
        """What the dates assume, each said once; empty without a date."""
        return together(one for found in self.assumed for one in found)

    def as_values(self) -> list[dict[str, Any]]:
        """Return the dates as the JSON contract writes them."""
        return [
            {
                "drug": dose.drug, "name": drug(dose.drug).name, "on": dose.on.isoformat(),
                "last": dose.last.isoformat(), "day": dose.day, **_cycle_values(dose),
                "track": dose.track, "times_per_day": dose.times_per_day,
                "assumes": [one.key for one in found],
            }
            for dose, found in zip(self.doses, self.assumed, strict=True)
        ]


def _cycle_values(dose: PlannedDose) -> dict[str, Any]:
    """Return the cycle of a dose: of a sequence that of the whole, with the phase beside it."""
    phase = dose.phase
    if phase is None:
        return {"cycle": dose.cycle}
    return {"cycle": phase.overall, "phase": phase.regimen, "cycle_of_phase": dose.cycle}


def treatment_schedule(
    due: Iterable[DueLine],
    lead: Regimen,
    stage: Stage,
    day: int,
    today: datetime.date | None,
    cycles: int | None = None,
) -> TreatmentSchedule:
    """Return the schedule from the current cycle on; without the day of the check no dates.

    ``lead`` is the leading regimen as it is set for the patient, ``stage`` where its cycle stands,
    and ``cycles`` how many cycles of it are listed, this one included.
    """
    lines = list(due)
    drugs_today = {line.drug for line in lines}
    states = {line.drug: interval_state(line, drugs_today) for line in lines}
    if today is None:
        return TreatmentSchedule((), tuple(
            DrugOnItsTrack(line, states[line.drug], _next_due(line, states[line.drug], None))
            for line in lines
        ))
    begins = today - datetime.timedelta(days=day - 1)
    of_line = {
        line.drug: assumed_of_line(line, states[line.drug], _leads(line, lead), today, begins)
        for line in lines
    }
    ahead = tuple(phases_ahead(stage, begins, cycles, CYCLES_LISTED))
    here = _cycles_ahead(lead, stage.cycle)
    listed = here if cycles is None or ahead else cycles
    until = begins + datetime.timedelta(days=listed * in_days(lead.cycle_length))
    starts = {(lead.id, track.id): TrackStart(stage.cycle, begins) for track in lead.tracks}
    for line in lines:
        if line.beside:
            starts.pop((lead.id, line.line.track), None)
        if not _leads(line, lead):
            start = _own_start(line, today)
            if start is not None:
                starts[line.regimen.id, line.line.track] = start
    of_dates = {line.drug: assumed_of_dates(line, of_line[line.drug]) for line in lines}
    ends = max([until, *(dose.on for one in ahead for dose in one.doses)])
    assumed: dict[PlannedDose, tuple[Assumption, ...]] = {}
    for line in lines:
        before, on_the_day, later = of_dates[line.drug]
        for dose in _doses_of(line, starts, until if line.regimen is lead else ends,
                              stage if _leads(line, lead) else None):
            on = dose.on
            assumed[dose] = before if on < today else later if on > today else on_the_day
    of_lead = _all_of(of_line[line.drug] for line in lines if _leads(line, lead))
    for phase in ahead:
        assumed |= dict.fromkeys(phase.doses, (*of_lead, *phase.assumed))
    doses = sorted(assumed, key=lambda dose: (dose.on, dose.drug))
    tracks = tuple(
        DrugOnItsTrack(line, states[line.drug], _next_due(line, states[line.drug], today),
                       _all_of(found for dose, found in assumed.items() if dose.drug == line.drug))
        for line in lines
    )
    return TreatmentSchedule(
        tuple(doses), tracks, tuple(assumed[dose] for dose in doses), ahead
    )


def _leads(line: DueLine, lead: Regimen) -> bool:
    """Say whether the cycle of the leading regimen counts a line."""
    return line.regimen is lead and not line.beside


def _doses_of(
    line: DueLine, starts: Mapping[tuple[str, str], TrackStart], until: datetime.date,
    stage: Stage | None,
) -> list[PlannedDose]:
    """Return the dates of one line; ``stage`` is that of a line which the leading cycle counts."""
    doses = planned_doses([(line.regimen, line.line)], starts, until)
    return doses if stage is None else marked(doses, stage)


def _all_of(found: Iterable[tuple[Assumption, ...]]) -> tuple[Assumption, ...]:
    once = {id(each): each for each in found}
    return tuple(dict.fromkeys(one for each in once.values() for one in each))


def _cycles_ahead(lead: Regimen, cycle: int) -> int:
    """Return how many cycles are listed: those left, or where a track goes on a fixed number."""
    left = 0 if lead.cycles is None else lead.cycles - cycle + 1
    if left > 0:
        return left
    return CYCLES_LISTED if any(track.cycles is None for track in lead.tracks) else 1


def _own_start(line: DueLine, today: datetime.date) -> TrackStart | None:
    """Return where a track of its own goes on: today, or when the next dose is due."""
    number = 1 if line.first else 2
    if line.due is Due.TODAY:
        return TrackStart(number, today)
    if line.given.on is None:
        return None
    return TrackStart(number, line.given.on + datetime.timedelta(days=line.cycle_days))


def _next_due(
    line: DueLine, state: IntervalState, today: datetime.date | None
) -> datetime.date | None:
    """Return the day on which a drug is due: today, or where it is too early the first day."""
    given = line.given.on
    if line.due is Due.TODAY and not state.too_soon:
        return today
    if line.due is Due.TODAY and line.since is not None:
        return line.since.due_on
    if given is None or line.due in (Due.GOING_ON, Due.ENDED):
        return None
    gap = planned_gap(line)
    return given + datetime.timedelta(days=line.cycle_days if gap is None else gap)


def _event(dose: PlannedDose, assumed: tuple[Assumption, ...]) -> CalendarEvent:
    name = drug(dose.drug).name
    cycle = dose.cycle if dose.phase is None else dose.phase.overall
    summary: object = _("{drug}, cycle {cycle}, day {day}", drug=name, cycle=cycle, day=dose.day)
    if dose.is_run:
        summary = _("{drug} daily, cycle {cycle}", drug=name, cycle=cycle)
        if dose.times_per_day > 1:
            summary = _("{drug} {times} times a day, cycle {cycle}", drug=name,
                        times=dose.times_per_day, cycle=cycle)
    elif any(one.key == NOT_COUNTED for one in assumed):
        summary = name
    summary = _in_its_phase(summary, dose)
    key = f"{dose.drug}-{dose.on:%Y%m%d}"
    return CalendarEvent(key, summary, dose.on, dose.last, together(assumed))


def _in_its_phase(summary: object, dose: PlannedDose) -> object:
    """Return what a dose is called, of a sequence with the phase that it belongs to."""
    phase = dose.phase
    if phase is None:
        return summary
    within = words_of_phase(regimen(phase.regimen).name, dose.cycle, phase.cycles)
    return _("{dose} ({phase})", dose=summary, phase=within)


def tell_intervals(schedule: TreatmentSchedule) -> list[Finding]:
    """Return the findings of every interval, each with the name of its drug."""
    return [
        Finding(
            finding.code, finding.severity,
            _("{drug}: {finding}", drug=drug(track.due.drug).name, finding=finding.text),
            f"last.{track.due.drug}", finding.sources,
        )
        for track in schedule.tracks for finding in track.state.findings
    ]
