"""The linear-quadratic model: what a schedule is worth, each formula written once.

Without proliferation. Doses and α/β in Gy. ``α/β + d`` over ``α/β`` is the textbook's
``1 + d ÷ (α/β)``, written so that it multiplies before it divides.
"""

from __future__ import annotations

from decimal import Decimal

from bmcalc.core.term import Term, q
from bmcalc.core.texts import _

SOURCE = "linear-quadratic"

STANDARD_FRACTION = q("2 Gy")
"""The dose per fraction that EQD2 refers to."""


def fraction_count(fractions: int) -> Term:
    """Return a whole number of fractions as a term, for the formulas.

    Source: definition.

    >>> show(fraction_count(10))
    '10'
    """
    return Term(Decimal(fractions), symbol=_("fractions"))


def total_dose(fractions: int, dose: Term) -> Term:
    """Return the physical dose of all fractions in Gy.

    Source: definition.

    >>> show(total_dose(10, q("3 Gy")))
    '30 Gy'
    """
    return fraction_count(fractions) * dose


def dose_per_fraction(total: Term, fractions: int) -> Term:
    """Return the dose of one of so many equal fractions in Gy.

    Source: definition.

    >>> show(dose_per_fraction(q("20 Gy"), 5))
    '4 Gy'
    """
    return total / fraction_count(fractions)


def biologically_effective_dose(total: Term, dose: Term, alpha_beta: Term) -> Term:
    """Return total × (1 + d ÷ (α/β)), the BED, in Gy.

    Source: Fowler JF, Br J Radiol 1989;62:679-694.

    >>> show(biologically_effective_dose(q("30 Gy"), q("3 Gy"), q("10 Gy")), 2)
    '39.00 Gy'
    """
    return total * (alpha_beta + dose) / alpha_beta


def equivalent_dose(total: Term, dose: Term, alpha_beta: Term) -> Term:
    """Return the dose in fractions of 2 Gy with the same effect, EQD2, in Gy.

    Source: Fowler JF, Br J Radiol 1989;62:679-694.

    >>> show(equivalent_dose(q("30 Gy"), q("3 Gy"), q("10 Gy")), 2)
    '32.50 Gy'
    """
    return total * (alpha_beta + dose) / (alpha_beta + STANDARD_FRACTION)
