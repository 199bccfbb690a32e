"""The schedule of a regimen and its bone agent: the dates ahead, and how each drug stands today."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bmcalc.core.texts import _
from bmcalc.core.work import Finding, Severity
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.planned_days import in_days
from bmcalc.formulary.regimens import Regimen
from bmcalc.orders.schedule.assumptions import (
    NOT_COUNTED,
    Assumption,
    assumed_of_dose,
    assumed_of_line,
    together,
)
from bmcalc.orders.schedule.calendar_file import CalendarEvent, calendar_text
from bmcalc.orders.schedule.dose_dates import PlannedDose, TrackStart, planned_doses
from bmcalc.orders.schedule.due_lines import Due, DueLine
from bmcalc.orders.schedule.interval_states import IntervalState, interval_state
from bmcalc.orders.schedule.intervals import planned_gap

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

    ``assumed`` is what each date assumes, in the order of ``doses``.
    """

    doses: tuple[PlannedDose, ...]
    tracks: tuple[DrugOnItsTrack, ...]
    assumed: tuple[tuple[Assumption, ...], ...] = ()

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
                "last": dose.last.isoformat(), "cycle": dose.cycle, "day": dose.day,
                "track": dose.track, "times_per_day": dose.times_per_day,
                "assumes": [one.key for one in found],
            }
            for dose, found in zip(self.doses, self.assumed, strict=True)
        ]


def treatment_schedule(
    due: Iterable[DueLine],
    lead: Regimen,
    cycle: int,
    day: int,
    today: datetime.date | None,
    cycles: int | None = None,
) -> TreatmentSchedule:
    """Return the schedule from the current cycle on; without the day of the check no dates.

    ``cycles`` is how many cycles of the leading regimen are listed, this one included.
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
        line.drug: assumed_of_line(line, states[line.drug], line.regimen is lead, today, begins)
        for line in lines
    }
    until = begins + datetime.timedelta(
        days=(cycles or _cycles_ahead(lead, cycle)) * in_days(lead.cycle_length)
    )
    starts = {(lead.id, track.id): TrackStart(cycle, begins) for track in lead.tracks}
    for line in lines:
        if line.regimen is not lead:
            start = _own_start(line, today)
            if start is not None:
                starts[line.regimen.id, line.line.track] = start
    doses = planned_doses(((line.regimen, line.line) for line in lines), starts, until)
    by_drug = {line.drug: line for line in lines}
    assumed = {
        dose: assumed_of_dose(dose, by_drug[dose.drug], of_line[dose.drug], today)
        for dose in doses
    }
    tracks = tuple(
        DrugOnItsTrack(line, states[line.drug], _next_due(line, states[line.drug], today),
                       _all_of(found for dose, found in assumed.items() if dose.drug == line.drug))
        for line in lines
    )
    return TreatmentSchedule(tuple(doses), tracks, tuple(assumed[dose] for dose in doses))


def _all_of(found: Iterable[tuple[Assumption, ...]]) -> tuple[Assumption, ...]:
    return tuple(dict.fromkeys(one for each in found for one in each))


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
    if given is None or line.due in (Due.GOING_ON, Due.ENDED):
        return None
    gap = planned_gap(line)
    return given + datetime.timedelta(days=line.cycle_days if gap is None else gap)


def _event(dose: PlannedDose, assumed: tuple[Assumption, ...]) -> CalendarEvent:
    name = drug(dose.drug).name
    summary: object = _("{drug}, cycle {cycle}, day {day}", drug=name, cycle=dose.cycle,
                        day=dose.day)
    if dose.is_run:
        summary = _("{drug} daily, cycle {cycle}", drug=name, cycle=dose.cycle)
        if dose.times_per_day > 1:
            summary = _("{drug} {times} times a day, cycle {cycle}", drug=name,
                        times=dose.times_per_day, cycle=dose.cycle)
    elif any(one.key == NOT_COUNTED for one in assumed):
        summary = name
    key = f"{dose.drug}-{dose.on:%Y%m%d}"
    return CalendarEvent(key, summary, dose.on, dose.last, together(assumed))


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
