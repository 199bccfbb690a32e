"""The schedule of a regimen and its bone agent: the dates ahead, and how each drug stands today."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bmcalc.core.texts import Text, _
from bmcalc.core.work import Finding, Severity
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.planned_days import in_days
from bmcalc.formulary.regimens import Regimen
from bmcalc.orders.reading.order_entry import LastDose
from bmcalc.orders.schedule.calendar_file import CalendarEvent, calendar_text
from bmcalc.orders.schedule.dose_dates import PlannedDose, TrackStart, planned_doses
from bmcalc.orders.schedule.due_lines import Due, DueLine
from bmcalc.orders.schedule.interval_states import IntervalState, interval_state
from bmcalc.orders.schedule.intervals import planned_gap

MOST_SINGLE_DAYS = 3
"""More days than this in one cycle are listed as a daily drug, counted from start to start."""

CYCLES_LISTED = 6
"""How many cycles the list shows where the regimen goes on until progression."""


@dataclass(frozen=True)
class DrugOnItsTrack:
    """How one drug stands on the day of the check: the time since its last dose, and the band."""

    due: DueLine
    state: IntervalState
    next_due: datetime.date | None

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
        }


@dataclass(frozen=True)
class TreatmentSchedule:
    """The dates from the current cycle on, and each drug on its track."""

    doses: tuple[PlannedDose, ...]
    tracks: tuple[DrugOnItsTrack, ...]

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
        return calendar_text((_event(dose) for dose in self.doses), stamped_on)

    def as_values(self) -> list[dict[str, Any]]:
        """Return the dates as the JSON contract writes them."""
        return [
            {
                "drug": dose.drug, "name": drug(dose.drug).name, "on": dose.on.isoformat(),
                "last": dose.last.isoformat(), "cycle": dose.cycle, "day": dose.day,
                "track": dose.track,
            }
            for dose in self.doses
        ]


def treatment_schedule(
    due: Iterable[DueLine],
    lead: Regimen,
    cycle: int,
    day: int,
    last: Mapping[str, LastDose],
    today: datetime.date | None,
    cycles: int | None = None,
) -> TreatmentSchedule:
    """Return the schedule from the current cycle on; without the day of the check no dates.

    ``cycles`` is how many cycles of the leading regimen are listed, this one included.
    """
    lines = list(due)
    drugs_today = {line.drug for line in lines}
    states = [(line, interval_state(line, drugs_today)) for line in lines]
    tracks = [
        DrugOnItsTrack(line, state, _next_due(line, state, last, today))
        for line, state in states
    ]
    if today is None:
        return TreatmentSchedule((), tuple(tracks))
    begins = today - datetime.timedelta(days=day - 1)
    if cycles is None:
        cycles = CYCLES_LISTED if lead.cycles is None else max(lead.cycles - cycle + 1, 1)
    until = begins + datetime.timedelta(days=cycles * in_days(lead.cycle_length))
    starts = {(lead.id, track.id): TrackStart(cycle, begins) for track in lead.tracks}
    for line in lines:
        if line.regimen is not lead:
            start = _own_start(line, last, today)
            if start is not None:
                starts[line.regimen.id, line.line.track] = start
    doses = planned_doses(((line.regimen, line.line) for line in lines), starts, until)
    return TreatmentSchedule(tuple(doses), tuple(tracks))


def _own_start(
    line: DueLine, last: Mapping[str, LastDose], today: datetime.date
) -> TrackStart | None:
    """Return where a track of its own goes on: today, or when the next dose is due."""
    number = 1 if line.first else 2
    if line.due is Due.TODAY:
        return TrackStart(number, today)
    given = last.get(line.drug)
    if given is None:
        return None
    return TrackStart(number, given.on + datetime.timedelta(days=line.cycle_days))


def _next_due(
    line: DueLine, state: IntervalState, last: Mapping[str, LastDose], today: datetime.date | None
) -> datetime.date | None:
    """Return the day on which a drug is due: today, or where it is too early the first day."""
    given = last.get(line.drug)
    if line.due is Due.TODAY and not state.too_soon:
        return today
    if given is None or line.due is Due.GOING_ON:
        return None
    gap = None if len(line.line.days) > MOST_SINGLE_DAYS else planned_gap(line)
    return given.on + datetime.timedelta(days=line.cycle_days if gap is None else gap)


def _event(dose: PlannedDose) -> CalendarEvent:
    name = drug(dose.drug).name
    summary: Text = _("{drug}, cycle {cycle}, day {day}", drug=name, cycle=dose.cycle, day=dose.day)
    if dose.is_run:
        summary = _("{drug} daily, cycle {cycle}", drug=name, cycle=dose.cycle)
    key = f"{dose.drug}-{dose.on:%Y%m%d}"
    return CalendarEvent(key, summary, dose.on, dose.last)


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
