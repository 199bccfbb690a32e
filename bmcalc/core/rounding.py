"""Rounding a dose: half-up, to a step, to a band; and digits that never contradict a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from bmcalc.core.numbers import half_up
from bmcalc.core.term import Term

MOST_DECIMALS = 6
SMALL_DOSE = 10
"""Below so many milligrams a dose is shown with one more decimal."""


def to_step(dose: Term, step: Term) -> Term:
    """Return the multiple of ``step`` nearest to the dose, ties up, in the dose's unit."""
    size = step.to(dose.unit.key).magnitude
    count = (dose.settled / size).to_integral_value(rounding=ROUND_HALF_UP)
    return Term(count * size, dose.unit, None, True, "round", (dose, step))


def decimals_against(value: Term, cut_offs: Iterable[Term | Decimal], decimals: int) -> int:
    """Return how many decimals to show so that the digits agree with every comparison.

    1.198 g/kg against a target of 1.2 needs three: 1.20 would say the target was met.
    """
    exact = value.settled
    limits = [
        limit if isinstance(limit, Decimal) else limit.to(value.unit.key).settled
        for limit in cut_offs
    ]
    for digits in range(decimals, MOST_DECIMALS):
        shown = half_up(exact, digits)
        if all((shown > limit) == (exact > limit) and (shown < limit) == (exact < limit)
               for limit in limits):
            return digits
    return MOST_DECIMALS


def is_small_dose(term: Term) -> bool:
    """Say whether it is a dose of less than ten milligrams, in which the second decimal counts."""
    return term.unit.key == "mg" and abs(term.magnitude) < SMALL_DOSE
