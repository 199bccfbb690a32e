"""The spinal cord: what a course means for it, alone and after earlier courses.

The full dose is taken to reach the cord; a plan may spare it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.formulas.linear_quadratic import (
    SOURCE,
    STANDARD_FRACTION,
    biologically_effective_dose,
    equivalent_dose,
    total_dose,
)
from bmcalc.rules.limits import Stated, StatedNumber, counted, limit

Course = dict[str, Any]


def alpha_beta(name: str) -> Term:
    """Return the α/β of a tissue by the name of its limit, named for the formulas."""
    return limit(name).named(_("α/β"))


def decimals_of_cord(equivalent: Term) -> int:
    """Return the decimals at which an EQD2 is not shown as a limit that it passes."""
    return decimals_against(
        equivalent, [limit("cord_eqd2_confirmed"), limit("cord_eqd2_highest")], 2
    )


def judge_course(total: Term, dose: Term, equivalent: Term, work: Work) -> None:
    """Compare the EQD2 of one course at the cord's α/β with its tolerance (QUANTEC)."""
    highest, confirmed = limit("cord_eqd2_highest"), limit("cord_eqd2_confirmed")
    passed = highest if equivalent > highest else confirmed
    if equivalent > passed:
        tell = work.stop if passed is highest else work.caution
        tell(
            "CORD_LIMIT",
            _("The cord would receive an EQD2 of {dose}, above {limit}, if it lies in the "
              "full-dose field.", dose=show(equivalent, decimals_of_cord(equivalent)),
              limit=passed),
            "quantec-cord", "cord-gate", about="dose_per_fraction",
        )
    if dose > STANDARD_FRACTION:
        fitted = equivalent_dose(total, dose, alpha_beta("alpha_beta_cord_fitted"))
        work.info(
            "CORD_FITTED_RATIO",
            _("The α/β fitted to cord injuries is {fitted}, so {usual} understates large "
              "fractions; with {fitted} the EQD2 is {dose}.",
              fitted=Stated("alpha_beta_cord_fitted"), usual=Stated("alpha_beta_cord"),
              dose=show(fitted, 2)),
            "quantec-cord",
        )


def cord_bed(course: Course) -> Term:
    """Return the BED of a course at the cord's α/β."""
    dose = course["dose_per_fraction"]
    total = total_dose(course["fractions"], dose)
    return biologically_effective_dose(total, dose, alpha_beta("alpha_beta_cord"))


def judge_reirradiation(
    now: Term, earlier: Sequence[Course], months_apart: int, work: Work
) -> None:
    """Add up the BED of all courses at the cord's α/β and compare it with Nieder 2006."""
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
    edges = [limit("cord_bed_cumulative"), limit("cord_bed_without_injury")]
    decimals = decimals_against(cumulative, edges, 2)
    work.step(_("Cumulative BED of the cord"), cumulative, SOURCE, decimals=decimals)
    work.give("cord_bed_cumulative", cumulative, decimals)
    for text in _beyond(cumulative, courses, months_apart):
        work.stop("CORD_REIRRADIATION", text, "nieder-2006", "reirradiation-gate",
                  about="earlier_courses")
    if "CORD_REIRRADIATION" not in work.codes():
        work.info(
            "CORD_REIRRADIATION_LOW_RISK",
            _("Within the limits of small risk: cumulative BED to {cumulative}, each course to "
              "{course}, at least {months} months apart. No injury was seen to {without}.",
              cumulative=Stated("cord_bed_cumulative"), course=Stated("cord_bed_of_a_course"),
              months=StatedNumber("cord_months_apart"), without=Stated("cord_bed_without_injury")),
            "nieder-2006",
        )


def _beyond(cumulative: Term, courses: Sequence[Term], months_apart: int) -> list[object]:
    """Return a sentence for each limit of small risk that is passed."""
    passed: list[object] = []
    most, most_of_one = limit("cord_bed_cumulative"), limit("cord_bed_of_a_course")
    least_months = counted("cord_months_apart")
    if cumulative > most:
        passed.append(_("The cumulative BED of the cord is {dose}, above {limit}.",
                        dose=show(cumulative, decimals_against(cumulative, [most], 1)),
                        limit=most))
    for bed in courses:
        if bed > most_of_one:
            passed.append(_("One course gives the cord a BED of {dose}, above {limit}.",
                            dose=show(bed, decimals_against(bed, [most_of_one], 1)),
                            limit=most_of_one))
    if months_apart < least_months:
        passed.append(_("The courses are {months} months apart, less than {least}.",
                        months=months_apart, least=least_months))
    return passed
