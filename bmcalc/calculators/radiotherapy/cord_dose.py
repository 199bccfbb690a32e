"""The spinal cord: what a course means for it, alone and after earlier courses.

The full dose is taken to reach the cord; a plan may spare it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, q, show
from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.formulas.linear_quadratic import (
    SOURCE,
    STANDARD_FRACTION,
    biologically_effective_dose,
    equivalent_dose,
    total_dose,
)

Course = dict[str, Any]

CORD_ALPHA_BETA = q("2 Gy", _("α/β"))
FITTED_ALPHA_BETA = q("0.87 Gy", _("α/β"))
CONFIRM_ABOVE = q("50 Gy")
STOP_ABOVE = q("54 Gy")

CUMULATIVE_LIMIT = q("135.5 Gy")
COURSE_LIMIT = q("98 Gy")
NO_MYELOPATHY_TO = q("120 Gy")
MONTHS_APART = 6


def judge_course(total: Term, dose: Term, equivalent: Term, work: Work) -> None:
    """Compare the EQD2 of one course at α/β 2 Gy with the tolerance of the cord (QUANTEC)."""
    shown = show(equivalent, decimals_against(equivalent, [CONFIRM_ABOVE, STOP_ABOVE], 2))
    if equivalent > STOP_ABOVE:
        work.stop(
            "CORD_LIMIT",
            _("The cord would receive an EQD2 of {dose}, above 54 Gy, if it lies in the full-dose "
              "field.", dose=shown),
            "quantec-cord", "cord-gate", about="dose_per_fraction",
        )
    elif equivalent > CONFIRM_ABOVE:
        work.caution(
            "CORD_LIMIT",
            _("The cord would receive an EQD2 of {dose}, above 50 Gy, if it lies in the full-dose "
              "field.", dose=shown),
            "quantec-cord", "cord-gate", about="dose_per_fraction",
        )
    if dose > STANDARD_FRACTION:
        fitted = equivalent_dose(total, dose, FITTED_ALPHA_BETA)
        work.info(
            "CORD_FITTED_RATIO",
            _("The α/β fitted to cord injuries is 0.87 Gy, so 2 Gy understates large fractions; "
              "with 0.87 Gy the EQD2 is {dose}.", dose=show(fitted, 2)),
            "quantec-cord",
        )


def cord_bed(course: Course) -> Term:
    """Return the BED of a course at α/β 2 Gy."""
    dose = course["dose_per_fraction"]
    total = total_dose(course["fractions"], dose)
    return biologically_effective_dose(total, dose, CORD_ALPHA_BETA)


def judge_reirradiation(
    now: Term, earlier: Sequence[Course], months_apart: int, work: Work
) -> None:
    """Add up the BED of all courses at α/β 2 Gy and compare it with Nieder 2006."""
    courses = [now.named(_("this course"))]
    for course in earlier:
        label = _("BED of an earlier course, {fractions} × {dose}",
                  fractions=course["fractions"], dose=course["dose_per_fraction"])
        courses.append(
            work.step(label, cord_bed(course), SOURCE, _("earlier course"), decimals=2)
        )
    cumulative = courses[0]
    for bed in courses[1:]:
        cumulative = cumulative + bed
    decimals = decimals_against(cumulative, [CUMULATIVE_LIMIT, NO_MYELOPATHY_TO], 2)
    work.step(_("Cumulative BED of the cord"), cumulative, SOURCE, decimals=decimals)
    work.give("cord_bed_cumulative", cumulative, decimals)
    for text in _beyond(cumulative, courses, months_apart):
        work.stop("CORD_REIRRADIATION", text, "nieder-2006", "reirradiation-gate",
                  about="earlier_courses")
    if "CORD_REIRRADIATION" not in work.codes():
        work.info(
            "CORD_REIRRADIATION_LOW_RISK",
            _("Within the limits of small risk: cumulative BED to 135.5 Gy, each course to 98 Gy, "
              "at least six months apart. No injury was seen to 120 Gy."),
            "nieder-2006",
        )


def _beyond(cumulative: Term, courses: Sequence[Term], months_apart: int) -> list[object]:
    """Return a sentence for each limit of small risk that is passed."""
    passed: list[object] = []
    if cumulative > CUMULATIVE_LIMIT:
        passed.append(_("The cumulative BED of the cord is {dose}, above 135.5 Gy.",
                        dose=show(cumulative, decimals_against(cumulative, [CUMULATIVE_LIMIT], 1))))
    for bed in courses:
        if bed > COURSE_LIMIT:
            passed.append(_("One course gives the cord a BED of {dose}, above 98 Gy.",
                            dose=show(bed, decimals_against(bed, [COURSE_LIMIT], 1))))
    if months_apart < MONTHS_APART:
        passed.append(_("The courses are {months} months apart, less than six.",
                        months=months_apart))
    return passed
