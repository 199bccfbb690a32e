"""What is known of a patient's calcium: ionised if measured, else corrected, else only bounds.

Without albumin a total calcium is never corrected with an assumed 40 g/L. It is bounded over the
albumins that adults have, and the albumin at which the verdict turns is told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from bmcalc.calculators.calcium.calcium_fields import CalciumInputs
from bmcalc.calculators.calcium.calcium_grades import (
    GRADE_NAMES,
    Graded,
    Range,
    calcium_class,
    ctcae_calcium,
    cut_offs_in,
    grade_2_limits,
    ionised_calcium_grade,
    level,
    side,
    total_calcium_grades,
)
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Given, Work
from bmcalc.formulas.calcium_correction import (
    HIGHEST_ALBUMIN,
    LOWEST_ALBUMIN,
    CorrectionRule,
    albumin_at,
    corrected_calcium,
    corrected_range,
    correction_rule,
    in_unit,
    show_correction,
)

BOUNDS_SOURCE = "calcium-bounds"


class CalciumBounds(NamedTuple):
    """The corrected calcium over albumin 55 to 20 g/L, and the albumins at which it turns.

    ``below_lln_above``: it is low at a higher albumin than this; ``grade_2_above``: it is grade 2
    or worse; ``above_uln_below``: it is high at a lower albumin. Albumins in g/L.
    """

    low: Term
    high: Term
    low_grade: str
    high_grade: str
    limits: Range
    below_lln_above: Term
    grade_2_above: Term
    above_uln_below: Term

    def as_values(self) -> dict[str, Given]:
        """Return the bounds as a calculator gives them."""
        return {
            "low": self.low,
            "high": self.high,
            "lln": self.limits.lower,
            "uln": self.limits.upper,
            "low_grade": self.low_grade,
            "high_grade": self.high_grade,
            "albumin_low": LOWEST_ALBUMIN,
            "albumin_high": HIGHEST_ALBUMIN,
            "below_lln_above": self.below_lln_above,
            "grade_2_above": self.grade_2_above,
            "above_uln_below": self.above_uln_below,
        }


@dataclass(frozen=True)
class CalciumStatus:
    """What the decision rests on.

    ``basis``: ``ionised``, ``corrected``, ``bounds`` or ``none``. ``judged`` is the calcium that
    was graded, ``corrected`` the corrected one wherever albumin allows it.
    """

    basis: str
    judged: Term | None = None
    graded: Graded | None = None
    corrected: Term | None = None
    raw_class: str | None = None
    bounds: CalciumBounds | None = None
    decimals: int = 2

    @property
    def grade(self) -> str | None:
        """The laboratory grade that decides, or None where only bounds are known."""
        return None if self.graded is None else self.graded.worse

    @property
    def is_low(self) -> bool:
        """Whether the calcium is certainly low."""
        if self.bounds is not None:
            return side(self.bounds.high_grade) == "low"
        return self.grade is not None and side(self.grade) == "low"

    @property
    def is_high(self) -> bool:
        """Whether the calcium is certainly high."""
        if self.bounds is not None:
            return side(self.bounds.low_grade) == "high"
        return self.grade is not None and side(self.grade) == "high"

    @property
    def certain_level(self) -> int:
        """The least grade (0 to 4) that the calcium certainly has on the side it lies."""
        if self.bounds is not None:
            return level(self.bounds.high_grade if self.is_low else self.bounds.low_grade)
        return 0 if self.grade is None else level(self.grade)

    @property
    def is_discordant(self) -> bool:
        """Whether corrected and total calcium fall on different sides of the range."""
        if self.basis != "corrected" or self.grade is None:
            return False
        return side(self.grade) != self.raw_class

    def shown(self) -> str:
        """Return the calcium for people, with the digits that agree with the verdict."""
        if self.judged is None:
            return ""
        return show(self.judged, self.decimals)


def calcium_bounds(calcium: Term, limits: Range, rule: CorrectionRule) -> CalciumBounds:
    """Return what a total calcium without albumin can be once it is corrected."""
    reported = calcium.unit.key
    low, high = corrected_range(calcium, rule)
    return CalciumBounds(
        low=low,
        high=high,
        low_grade=total_calcium_grades(low, limits).worse,
        high_grade=total_calcium_grades(high, limits).worse,
        limits=limits,
        below_lln_above=albumin_at(calcium, limits.lower, rule),
        grade_2_above=albumin_at(calcium, grade_2_limits(reported).lower, rule),
        above_uln_below=albumin_at(calcium, limits.upper, rule),
    )


def calcium_status(given: CalciumInputs, work: Work) -> CalciumStatus:
    """Show the working and return the status: ionised first, then corrected, then bounds."""
    corrected = None
    if given.calcium_total is not None and given.albumin is not None:
        corrected = corrected_status(given, given.calcium_total, given.albumin, work)
    if given.calcium_ionised is not None:
        ionised = ionised_status(given, given.calcium_ionised, work)
        return replace(ionised, corrected=None if corrected is None else corrected.judged)
    if corrected is not None:
        return corrected
    if given.calcium_total is not None:
        return _bounded(given, given.calcium_total, work)
    return CalciumStatus("none")


def corrected_status(
    given: CalciumInputs, total: Term, albumin: Term, work: Work
) -> CalciumStatus:
    """Show the correction and the grade of the corrected calcium."""
    limits = given.total_limits
    calcium = show_correction(total, albumin, _rule(given, total), work)
    graded = total_calcium_grades(calcium, limits)
    decimals = decimals_against(
        calcium, cut_offs_in(calcium, limits, ionised=False),
        2 if calcium.unit.key == "mmol/L" else 1,
    )
    work.decide(
        _("Grade of the corrected calcium"), _range_text(limits), show(calcium, decimals),
        GRADE_NAMES[graded.reported], ctcae_calcium().source,
    )
    return CalciumStatus(
        "corrected", calcium, graded, calcium, calcium_class(total, limits), None, decimals
    )


def ionised_status(given: CalciumInputs, ionised: Term, work: Work) -> CalciumStatus:
    """Show the grade of the ionised calcium."""
    limits = given.ionised_limits
    graded = ionised_calcium_grade(ionised, limits)
    decimals = decimals_against(ionised, cut_offs_in(ionised, limits, ionised=True), 2)
    work.decide(
        _("Grade of the ionised calcium"), _range_text(limits), show(ionised, decimals),
        GRADE_NAMES[graded.reported], ctcae_calcium().source,
    )
    return CalciumStatus("ionised", ionised, graded, decimals=decimals)


def _range_text(limits: Range) -> object:
    return _("normal {lower} to {upper}, else the grade of CTCAE",
             lower=show(limits.lower), upper=show(limits.upper))


def _rule(given: CalciumInputs, total: Term) -> CorrectionRule:
    return correction_rule(
        given.correction, total.unit.key, given.correction_slope, given.correction_reference
    )


def _bounded(given: CalciumInputs, total: Term, work: Work) -> CalciumStatus:
    rule = _rule(given, total)
    bounds = calcium_bounds(total, given.total_limits, rule)
    for albumin in (HIGHEST_ALBUMIN, LOWEST_ALBUMIN):
        bound = in_unit(corrected_calcium(total, albumin, rule), total.unit.key)
        label = _("Corrected calcium if albumin were {albumin}", albumin=albumin)
        work.step(label, bound, rule.source)
    work.step(
        _("Albumin above which the corrected calcium is low"), bounds.below_lln_above,
        BOUNDS_SOURCE, decimals=1,
    )
    return CalciumStatus("bounds", bounds=bounds)
