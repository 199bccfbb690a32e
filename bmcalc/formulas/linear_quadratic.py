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


def fraction_count(fractions: int) -> Term:
    """Return a whole number of fractions as a term."""
    return Term(Decimal(fractions), symbol=_("fractions"))


def total_dose(fractions: int, dose: Term) -> Term:
    """Return the physical dose of all fractions in Gy."""
    return fraction_count(fractions) * dose


def biologically_effective_dose(total: Term, dose: Term, alpha_beta: Term) -> Term:
    """Return total × (1 + d ÷ (α/β)) in Gy (Fowler 1989)."""
    return total * (alpha_beta + dose) / alpha_beta


def equivalent_dose(total: Term, dose: Term, alpha_beta: Term) -> Term:
    """Return the dose in fractions of 2 Gy with the same effect, EQD2, in Gy (Fowler 1989)."""
    return total * (alpha_beta + dose) / (alpha_beta + STANDARD_FRACTION)
