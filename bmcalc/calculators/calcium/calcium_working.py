"""The working of a calcium for people: the correction, the grade, or the bounds without albumin."""

from __future__ import annotations

from bmcalc.calculators.calcium.calcium_fields import shown_limit
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.formulas.calcium_correction import (
    HIGHEST_ALBUMIN,
    LOWEST_ALBUMIN,
    corrected_range,
    show_correction,
)
from bmcalc.rules.calcium_grades import GRADE_NAMES, Range, ctcae_calcium, with_symptoms
from bmcalc.rules.calcium_status import (
    CalciumResults,
    CalciumStatus,
    calcium_status,
    corrected_status,
    ionised_status,
)

BOUNDS_SOURCE = "calcium-bounds"


def show_calcium(results: CalciumResults, work: Work) -> CalciumStatus:
    """Show how the calcium was judged, and return its status."""
    status = calcium_status(results)
    if status.basis == "unclear":
        return status
    if results.total is not None and results.albumin is not None:
        show_corrected(results, results.total, results.albumin, work)
    if results.ionised is not None:
        show_ionised(results, results.ionised, work)
    if status.bounds is not None and results.total is not None:
        _show_bounds(results, results.total, status.bounds.below_lln_above, work)
    return status


def show_corrected(
    results: CalciumResults, total: Term, albumin: Term, work: Work
) -> CalciumStatus:
    """Show the correction and the grade of the corrected calcium; return its status."""
    show_correction(total, albumin, results.rule(total), work)
    status = corrected_status(results, total, albumin)
    _show_grade(_("Grade of the corrected calcium"), results.limits, status, work)
    return status


def show_ionised(results: CalciumResults, ionised: Term, work: Work) -> CalciumStatus:
    """Show the grade of the ionised calcium; return its status."""
    status = ionised_status(results, ionised)
    _show_grade(_("Grade of the ionised calcium"), results.ionised_limits, status, work)
    return status


def _show_grade(label: object, limits: Range, status: CalciumStatus, work: Work) -> None:
    assert status.graded is not None
    work.decide(
        label,
        _("normal {lower} to {upper}, else the grade of CTCAE",
          lower=shown_limit(limits.lower), upper=shown_limit(limits.upper)),
        status.shown(), GRADE_NAMES[status.graded.reported], ctcae_calcium().source,
    )


def _show_bounds(results: CalciumResults, total: Term, low_above: Term, work: Work) -> None:
    rule = results.rule(total)
    low, high = corrected_range(total, rule)
    for albumin, bound in ((HIGHEST_ALBUMIN, low), (LOWEST_ALBUMIN, high)):
        label = _("Corrected calcium if albumin were {albumin}", albumin=albumin)
        work.step(label, bound, rule.source)
    work.step(
        _("Albumin above which the corrected calcium is low"), low_above, BOUNDS_SOURCE,
        decimals=1,
    )


def give_calcium(status: CalciumStatus, symptoms: bool, work: Work) -> None:
    """Give the corrected calcium, its grade as shown, and its bounds."""
    decimals = status.decimals if status.basis == "corrected" else None
    work.give("calcium_corrected", status.corrected, decimals)
    graded = status.graded
    work.give(
        "calcium_grade", None if graded is None else with_symptoms(graded.reported, symptoms)
    )
    work.give("calcium_bounds", None if status.bounds is None else status.bounds.as_values())
