"""Audit: the dates of the timelines against the cycles they belong to."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bmcalc.casebook.audit_entry import AuditEntry, AuditVerdict, Gravity, computed
from bmcalc.casebook.loading import case, cases
from bmcalc.casebook.models import Case
from bmcalc.core.texts import Joined, _

CDK46_INHIBITORS = ("palbociclib", "ribociclib")
BEVACIZUMAB_WOUND_DAYS = 28


def intervals(dates: Sequence[datetime.date]) -> tuple[int, ...]:
    """Return the days between dates that follow each other."""
    return tuple((later - earlier).days for earlier, later in pairwise(dates))


def _cycle_days(found: Case) -> int:
    """Return the length of the cycle that the treatment itself prescribes."""
    return next(
        int(one.cycle.to("day").magnitude) for one in found.prescriptions if one.cycle is not None
    )


def _dates(dates: Sequence[datetime.date]) -> object:
    return Joined([date.isoformat() for date in dates])


def cycle_intervals() -> Iterator[AuditEntry]:
    """Yield the days between cycles where they hold."""
    for found in cases():
        if any(one.drug in CDK46_INHIBITORS for one in found.prescriptions):
            continue
        planned, dates = _cycle_days(found), found.cycle_dates()
        kept = set(intervals(dates)) == {planned}
        yield AuditEntry(
            id="INTERVAL", case=found.number, pages=(_timeline_page(found),),
            statement=_("A cycle every {planned} days: {dates}.", planned=planned,
                        dates=_dates(dates)),
            verdict=(
                AuditVerdict.AGREES if kept
                else AuditVerdict.CONTRADICTS
            ),
            severity=Gravity.NONE,
            proof=_("Days between them: {days}.",
                    days=Joined([str(one) for one in intervals(dates)])),
        )


def _timeline_page(found: Case) -> int:
    return found.timeline[0].page


def no_week_of_rest() -> Iterator[AuditEntry]:
    """Yield CDK4/6 inhibitors begun again before their week of rest."""
    for found in cases():
        for one in found.prescriptions:
            if one.drug in CDK46_INHIBITORS:
                yield _restarts(found, one.drug, _cycle_days(found))


def _restarts(found: Case, drug: str, planned: int) -> AuditEntry:
    dates = found.cycle_dates()
    gaps = intervals(dates)
    due = [dates[0] + datetime.timedelta(days=planned * index) for index in range(len(dates))]
    answers = tuple(
        computed("cdk46-adjustment", drug=drug, days_between_starts=gap) for gap in set(gaps)
    )
    return AuditEntry(
        id="R1", case=found.number, pages=(_timeline_page(found), found.prescription(drug).page),
        statement=_("Cycles of {planned} days, with 21 days on and 7 off, begin on {dates}.",
                    planned=planned, dates=_dates(dates)),
        verdict=AuditVerdict.CONTRADICTS, severity=Gravity.HIGH,
        proof=_("Days between them: {days}, so there is no week without the drug. By the plan they "
                "begin on {due}.", days=Joined([str(gap) for gap in gaps]), due=_dates(due)),
        computations=answers,
    )


def missing_day_fifteen() -> Iterator[AuditEntry]:
    """Yield fulvestrant whose visits leave out the dose of day 15."""
    for number in (5, 22):
        found = case(number)
        dates = found.cycle_dates()
        schedule = computed(
            "fulvestrant-schedule", start_on=dates[0].isoformat(),
            given=[{"on": date.isoformat()} for date in dates],
        )
        planned = [datetime.date.fromisoformat(one) for one in schedule.value("dates")]
        missed = [date for date in planned if date not in dates and date <= dates[-1]]
        yield AuditEntry(
            id="R3", case=number, pages=(_timeline_page(found), found.prescription(
                "fulvestrant").page),
            statement=_("Fulvestrant on days 1, 15, 29 and then every 28 days; visits on {dates}.",
                        dates=_dates(dates)),
            verdict=AuditVerdict.CONTRADICTS, severity=Gravity.MEDIUM,
            proof=_("Due from the first dose: {planned}. No visit falls on {missed}.",
                    planned=_dates([date for date in planned if date <= dates[-1]]),
                    missed=_dates(missed)),
            computations=(schedule,),
        )


def time_to_the_operation() -> Iterator[AuditEntry]:
    """Yield the days from the films to the operation, and on to the first cycle."""
    found = case(1)
    operation = found.operation
    assert operation is not None
    films = found.imaging[0].on
    yield AuditEntry(
        id="OPERATION", case=1, pages=(15, operation.page),
        statement=_("The operation follows within 5 days of the diagnosis."),
        verdict=(
            AuditVerdict.AGREES if (operation.on - films).days == 5
            else AuditVerdict.CONTRADICTS
        ),
        severity=Gravity.NONE,
        proof=_("From the X-ray of {films} to {operation} are {days} days.",
                films=films, operation=operation.on, days=(operation.on - films).days),
    )
    for after in (case(1), case(11)):
        assert after.operation is not None
        first = after.cycle_dates()[0]
        days = (first - after.operation.on).days
        yield AuditEntry(
            id="AFTER-OPERATION", case=after.number, pages=(_timeline_page(after),),
            statement=_("Chemotherapy begins after the wound has healed: on {day}.", day=first),
            verdict=AuditVerdict.AGREES, severity=Gravity.NONE,
            proof=_("{days} days after the operation of {operation}. With bevacizumab it would "
                    "have to be {wound}.", days=days, operation=after.operation.on,
                    wound=BEVACIZUMAB_WOUND_DAYS),
        )


def follow_up_after_three_months() -> Iterator[AuditEntry]:
    """Yield the visits called follow-up after three months."""
    for found in cases():
        visits = [event for event in found.timeline if event.what in ("follow_up", "assessment")]
        if not visits:
            continue
        last = visits[-1]
        before = [event.on for event in found.timeline if event.on < last.on][-1]
        days = (last.on - before).days
        yield AuditEntry(
            id="FOLLOW-UP", case=found.number, pages=(last.page,),
            statement=_("Follow-up after 3 months: {day}.", day=last.on),
            verdict=AuditVerdict.AGREES if 85 <= days <= 95 else AuditVerdict.CONTRADICTS,
            severity=Gravity.NONE,
            proof=_("{days} days after {before}.", days=days, before=before),
        )


def denosumab_every_four_weeks() -> Iterator[AuditEntry]:
    """Yield the one case that prints its doses of denosumab."""
    found = case(22)
    gaps = intervals(found.cycle_dates())
    answer = computed("denosumab", first_dose=False, days_since_last=gaps[0],
                      calcium_total=found.adverse_events[0].value)
    early_or_late = [code for code in answer.value("codes") if code.startswith("IN-")]
    yield AuditEntry(
        id="DENOSUMAB-INTERVAL", case=22, pages=(_timeline_page(found),),
        statement=_("Denosumab every 28 days: {dates}.", dates=_dates(found.cycle_dates())),
        verdict=(
            AuditVerdict.CONTRADICTS if early_or_late or set(gaps) != {28}
            else AuditVerdict.AGREES
        ),
        severity=Gravity.NONE,
        proof=_("Days between them: {days}.", days=Joined([str(gap) for gap in gaps])),
        computations=(answer,),
    )


def denosumab_beside_three_weeks() -> Iterator[AuditEntry]:
    """Yield denosumab every four weeks beside cycles of three: two calendars, none printed."""
    for found in cases():
        cycle = _cycle_days(found)
        if cycle == 28:
            continue
        first, last = found.cycle_dates()[0], found.cycle_dates()[-1]
        due = [first + datetime.timedelta(days=28 * index) for index in range(6)]
        off = [date for date in due if date not in found.cycle_dates() and date <= last]
        yield AuditEntry(
            id="DENOSUMAB-TRACK", case=found.number, pages=(_timeline_page(found),),
            statement=_("Denosumab every 28 days beside a cycle of {cycle} days; no dose is dated.",
                        cycle=cycle),
            verdict=AuditVerdict.NOT_DECIDABLE, severity=Gravity.LOW,
            proof=_("Begun with cycle 1 it is due on {due}. On {off} there is no visit.",
                    due=_dates([date for date in due if date <= last]), off=_dates(off)),
        )


CHECKS = (
    cycle_intervals,
    no_week_of_rest,
    missing_day_fifteen,
    time_to_the_operation,
    follow_up_after_three_months,
    denosumab_every_four_weeks,
    denosumab_beside_three_weeks,
)
