"""What is known of a patient's calcium: ionised if measured, else corrected, else only bounds.

Without albumin a total calcium is never corrected with an assumed 40 g/L. It is bounded over the
albumins that adults have, and the albumin at which the verdict turns is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import GivenValue
from bmcalc.formulas.calcium_correction import (
    HIGHEST_ALBUMIN,
    LOWEST_ALBUMIN,
    CorrectionRule,
    albumin_at,
    corrected_calcium,
    corrected_range,
    correction_rule,
    in_unit,
)
from bmcalc.rules.calcium_grades import (
    Graded,
    Range,
    calcium_class,
    cut_offs_in,
    grade_2_limits,
    ionised_calcium_grade,
    level,
    side,
    total_calcium_grades,
)
from bmcalc.rules.tables.laboratory import interval

DEFAULT_LLN = interval("calcium").lower.named(_("lower limit"))
DEFAULT_ULN = interval("calcium").upper.named(_("upper limit"))
DEFAULT_IONISED_LLN = interval("calcium_ionised").lower.named(_("lower limit"))
DEFAULT_IONISED_ULN = interval("calcium_ionised").upper.named(_("upper limit"))


@dataclass(frozen=True, kw_only=True)
class CalciumResults:
    """Total and ionised calcium as reported, with the laboratory's limits and correction."""

    total: Term | None
    albumin: Term | None
    ionised: Term | None
    lower: Term
    upper: Term
    ionised_limits: Range
    correction: str | None
    slope: Term | None
    reference: Term | None

    @property
    def limits(self) -> Range:
        """The reference interval of total calcium, in the unit reported."""
        unit = "mmol/L" if self.total is None else self.total.unit.key
        return Range(in_unit(self.lower, unit), in_unit(self.upper, unit))

    @property
    def correction_is_clear(self) -> bool:
        """Whether the laboratory's own correction has its slope and reference, and only it has."""
        given = [one for one in (self.slope, self.reference) if one is not None]
        return len(given) == (2 if self.correction == "local" else 0)

    def rule(self, total: Term) -> CorrectionRule:
        """Return the correction of a total calcium; the laboratory's own must be clear."""
        return correction_rule(self.correction, total.unit.key, self.slope, self.reference)


def results_of(fact: Callable[[str], Any]) -> CalciumResults:
    """Return the calcium results among facts by the contract's names; limits have defaults."""
    return CalciumResults(
        total=fact("calcium_total"), albumin=fact("albumin"), ionised=fact("calcium_ionised"),
        lower=fact("calcium_lln") or DEFAULT_LLN, upper=fact("calcium_uln") or DEFAULT_ULN,
        ionised_limits=Range(
            fact("calcium_ionised_lln") or DEFAULT_IONISED_LLN,
            fact("calcium_ionised_uln") or DEFAULT_IONISED_ULN,
        ),
        correction=fact("correction"), slope=fact("correction_slope"),
        reference=fact("correction_reference"),
    )


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

    def as_values(self) -> dict[str, GivenValue]:
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
    """What a decision rests on.

    ``basis``: ``ionised``, ``corrected``, ``bounds``, ``none`` or ``unclear``, where the
    laboratory's own correction is incomplete. ``judged`` is the calcium that was graded,
    ``corrected`` the corrected one wherever albumin allows it.
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
    def may_be_low(self) -> bool:
        """Whether a calcium without albumin is low at some albumins and not at others."""
        bounds = self.bounds
        return bounds is not None and bounds.low < bounds.limits.lower <= bounds.high

    @property
    def may_be_high(self) -> bool:
        """Whether a calcium without albumin is high at some albumins."""
        return self.bounds is not None and self.bounds.high > self.bounds.limits.upper

    @property
    def is_not_low(self) -> bool:
        """Whether the calcium is known not to be low."""
        if self.is_high or self.grade == "normal":
            return True
        return self.bounds is not None and self.bounds.low >= self.bounds.limits.lower

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


def calcium_status(results: CalciumResults) -> CalciumStatus:
    """Return the status: by ionised calcium first, then corrected, then bounds."""
    if not results.correction_is_clear:
        return CalciumStatus("unclear")
    corrected = None
    if results.total is not None and results.albumin is not None:
        corrected = corrected_status(results, results.total, results.albumin)
    if results.ionised is not None:
        ionised = ionised_status(results, results.ionised)
        return replace(ionised, corrected=None if corrected is None else corrected.judged)
    if corrected is not None:
        return corrected
    if results.total is not None:
        bounds = calcium_bounds(results.total, results.limits, results.rule(results.total))
        return CalciumStatus("bounds", bounds=bounds)
    return CalciumStatus("none")


def corrected_status(results: CalciumResults, total: Term, albumin: Term) -> CalciumStatus:
    """Return the status of the corrected calcium, in the unit reported."""
    limits = results.limits
    corrected = corrected_calcium(total, albumin, results.rule(total))
    calcium = in_unit(corrected, total.unit.key)
    decimals = decimals_against(
        calcium, cut_offs_in(calcium, limits, ionised=False),
        2 if calcium.unit.key == "mmol/L" else 1,
    )
    return CalciumStatus(
        "corrected", calcium, total_calcium_grades(calcium, limits), calcium,
        calcium_class(total, limits), None, decimals,
    )


def ionised_status(results: CalciumResults, ionised: Term) -> CalciumStatus:
    """Return the status of the ionised calcium."""
    limits = results.ionised_limits
    decimals = decimals_against(ionised, cut_offs_in(ionised, limits, ionised=True), 2)
    return CalciumStatus(
        "ionised", ionised, ionised_calcium_grade(ionised, limits), decimals=decimals
    )
