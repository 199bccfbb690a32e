"""Two quantities in units that no power of ten joins, each as precise as it is written.

68 µmol/L and 0.77 mg/dL may be one creatinine, written down twice: a conversion cannot be written
without rounding. Units of one scale, such as g and kg, lose nothing and are compared exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext

from bmcalc.core.numbers import CONTEXT, settle
from bmcalc.core.term import Term

HALF = Decimal("0.5")

COARSEST = Decimal("0.1")
"""A part of the whole; a convention. 1 mg/dL may be anything from 44 to 133 µmol/L: what is
written so coarsely shows nothing of another number."""


def half_of_last_digit(written: Term) -> Term:
    """Return half of one in the last digit that is written: 0.005 mg/dL of 0.77 mg/dL."""
    exponent = written.magnitude.as_tuple().exponent
    assert isinstance(exponent, int)
    return Term(HALF.scaleb(exponent), written.unit)


def are_one_as_written(one: Term, other: Term, common: Callable[[Term], Term]) -> bool:
    """Say whether one lies within half of the last written digit of the other.

    ``common`` brings either, or a part of it, into one unit. False for units of one scale, and
    where that half is more than :data:`COARSEST` of what is written.
    """
    if _is_one_scale(one, other):
        return False
    with localcontext(CONTEXT):
        apart = settle(abs(common(one).magnitude - common(other).magnitude))
        return any(
            apart <= settle(common(half_of_last_digit(each)).magnitude)
            and half_of_last_digit(each).magnitude <= COARSEST * abs(each.magnitude)
            for each in (one, other)
        )


def _is_one_scale(one: Term, other: Term) -> bool:
    """Say whether a power of ten lies between two units."""
    if not one.unit.same_dimension(other.unit):
        return False
    factor = one.unit.factor_to(other.unit)
    return factor.normalize().as_tuple().digits == (1,)
