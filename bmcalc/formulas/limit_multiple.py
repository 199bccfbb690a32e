"""Laboratory values as multiples of the upper limit of normal, × ULN."""

from __future__ import annotations

from bmcalc.core.term import Term, measured_in, number
from bmcalc.formulas.analytes import bilirubin_in_umol_per_l


def multiple_of_limit(value: Term | None, upper_limit: Term | None) -> Term | None:
    """Return a value as × ULN; the value itself where it is one, None where one is unknown.

    Bilirubin may stand in µmol/L and its limit in mg/dL, or the other way round.

    Source: definition.

    >>> show(multiple_of_limit(q("120 U/L"), q("40 U/L")), 1)
    '3.0 × ULN'
    """
    if value is None or value.unit.key == "xULN":
        return value
    if upper_limit is None:
        return None
    if not value.unit.same_dimension(upper_limit.unit):
        value, upper_limit = map(bilirubin_in_umol_per_l, (value, upper_limit))
    return measured_in(value / upper_limit, "xULN")


def value_of_multiple(multiple: Term, upper_limit: Term) -> Term:
    """Return what a multiple of the upper limit amounts to, in the unit of the limit.

    Source: definition.

    >>> show(value_of_multiple(q("1.5 xULN"), q("20 umol/L")), 1)
    '30.0 µmol/L'
    """
    return number(multiple, "xULN") * upper_limit
