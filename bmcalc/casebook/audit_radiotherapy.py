"""Audit: radiotherapy. Dose per fraction, what it is worth, and its days."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from bmcalc.casebook.audit_entry import AuditEntry, AuditVerdict, Gravity, computed
from bmcalc.casebook.loading import case, cases
from bmcalc.casebook.models import Radiotherapy
from bmcalc.casebook.reference import radiotherapy_line
from bmcalc.core.term import q
from bmcalc.core.texts import Joined, _

WEEKDAYS = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"),
    _("Sunday"),
)
SATURDAY = 5

RIBS: dict[str, object] = {
    "rib_5_left": _("left rib 5"),
    "rib_6_left": _("left rib 6"),
}
"""Irradiated sites that are not vertebrae; a vertebra is named by its level."""


def _sites(course: Radiotherapy) -> object:
    return Joined([RIBS.get(site, site) for site in course.sites])


def _weekdays_in(first: datetime.date, last: datetime.date) -> int:
    days = (last - first).days + 1
    return sum((first + datetime.timedelta(days=one)).weekday() < SATURDAY for one in range(days))


def schedules() -> Iterator[AuditEntry]:
    """Yield each course with its dose per fraction and its worth."""
    for found in cases():
        for course in found.radiotherapy:
            answer = computed("radiotherapy-eqd2", fractions=course.fractions,
                              total_dose=course.dose)
            values = answer.values
            listed = "SCHEDULE_PAIN" in answer.codes
            yield AuditEntry(
                id="RT", case=found.number, pages=(course.page,),
                statement=_("{dose} in {fractions} fractions to {sites}.", dose=course.dose,
                            fractions=course.fractions, sites=_sites(course)),
                verdict=(
                    AuditVerdict.AGREES if listed
                    else AuditVerdict.DOUBTFUL
                ),
                severity=Gravity.NONE,
                proof=_("{per_fraction} a fraction; EQD2 {tumour} for tumour (α/β 10) and {cord} "
                        "for cord (α/β 2). A schedule that ASTRO lists for painful metastases.",
                        per_fraction=values["dose_per_fraction"]["display"],
                        tumour=values["eqd2_10"]["display"], cord=values["eqd2_2"]["display"]),
                computations=(answer,),
            )


def treatment_days() -> Iterator[AuditEntry]:
    """Yield courses that take more weekdays than they have fractions."""
    for found in cases():
        for course in found.radiotherapy:
            if course.first is None or course.last is None:
                continue
            weekdays = _weekdays_in(course.first, course.last)
            weekend = [day for day in (course.first, course.last) if day.weekday() >= SATURDAY]
            odd = bool(weekend) or weekdays > course.fractions + 1
            yield AuditEntry(
                id="E9" if odd else "RT-DAYS", case=found.number,
                pages=(course.dates_page or course.page,),
                statement=_("{fractions} fractions from {first} to {last}.",
                            fractions=course.fractions, first=course.first, last=course.last),
                verdict=AuditVerdict.DOUBTFUL if odd else AuditVerdict.AGREES,
                severity=Gravity.LOW if odd else Gravity.NONE,
                proof=_("{days} calendar days with {weekdays} weekdays; it begins on a {begins} "
                        "and ends on a {ends}.",
                        days=(course.last - course.first).days + 1, weekdays=weekdays,
                        begins=WEEKDAYS[course.first.weekday()],
                        ends=WEEKDAYS[course.last.weekday()]),
            )


def thorax_during_conjugate() -> Iterator[AuditEntry]:
    """Yield thoracic irradiation inside treatment with T-DXd."""
    found = case(21)
    course, first_cycle = found.radiotherapy[0], found.cycle_dates()[0]
    assert course.first is not None and course.first > first_cycle
    yield AuditEntry(
        id="R19", case=21, pages=(81,),
        statement=_("{sites} are irradiated from {first} to {last}.",
                    sites=_sites(course), first=course.first, last=course.last),
        verdict=AuditVerdict.DOUBTFUL, severity=Gravity.LOW,
        proof=_("T-DXd began on {day}, {count} days before: the lung lies in the beam while a drug "
                "is given that can injure it. No label gives a number.",
                day=first_cycle, count=(course.first - first_cycle).days),
        cites=("casebook-tdxd-thorax",),
    )


def after_fixation() -> Iterator[AuditEntry]:
    """Yield fixed fractures that were not irradiated afterwards."""
    for found in cases():
        if found.operation is not None and not found.radiotherapy:
            yield AuditEntry(
                id="D7", case=found.number, pages=(found.operation.page,),
                statement=_("The femur is fixed on {day}; no radiotherapy follows.",
                            day=found.operation.on),
                verdict=AuditVerdict.DOUBTFUL, severity=Gravity.MEDIUM,
                proof=_("ASTRO 2024 recommends radiotherapy after surgery for a metastasis outside "
                        "the spine. No reason against it is given."),
                cites=("astro-2024",),
            )


def single_fraction() -> Iterator[AuditEntry]:
    """Yield that one fraction relieves pain as well as ten."""
    answers = (computed("radiotherapy-eqd2", fractions=1, total_dose="8 Gy"),
               computed("radiotherapy-eqd2", fractions=10, total_dose="30 Gy"))
    yield AuditEntry(
        id="RT-SINGLE", case=2, pages=(31,),
        statement=_("30 Gy in 10 and 8 Gy in 1 relieve pain alike."),
        verdict=AuditVerdict.AGREES, severity=Gravity.NONE,
        proof=_("ASTRO lists both. A single fraction is repeated more often later."),
        computations=answers, cites=("astro-2017",),
    )


def range_of_the_guideline() -> Iterator[AuditEntry]:
    """Yield the guideline's range, which as a free range reaches an unsafe schedule."""
    line = radiotherapy_line()
    low, high = line.doses
    fewest, most = line.fractions
    worst = computed("radiotherapy-eqd2", fractions=fewest, total_dose=high)
    as_pairs = (computed("radiotherapy-eqd2", fractions=fewest, total_dose=low),
                computed("radiotherapy-eqd2", fractions=most, total_dose=high))
    assert q(f"{worst.value('eqd2_2')} Gy") > q("54 Gy")
    yield AuditEntry(
        id="RT-RANGE", case=None, pages=(line.page,),
        statement=_("Radiotherapy {low} to {high} in {fewest} to {most} fractions.",
                    low=low, high=high, fewest=fewest, most=most),
        verdict=AuditVerdict.DOUBTFUL, severity=Gravity.HIGH,
        proof=_("Meant are two pairs, {low} in {fewest} and {high} in {most}. As a free range it "
                "allows {high} in {fewest}, whose EQD2 for the cord is {cord}. One fraction of "
                "8 Gy is missing.", low=low, high=high, fewest=fewest, most=most,
                cord=worst.values["eqd2_2"]["display"]),
        computations=(worst, *as_pairs), cites=("astro-2024",),
    )


CHECKS = (
    schedules,
    treatment_days,
    thorax_during_conjugate,
    after_fixation,
    single_fraction,
    range_of_the_guideline,
)
