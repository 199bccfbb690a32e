"""Changes in percent: of a value against an earlier or a calculated one, and a dose less a share.

The value that a percentage refers to is always named.
"""

from __future__ import annotations

from decimal import Decimal

from bmcalc.core.term import Term, measured_in, number

SOURCE = "relative-change"

D = Decimal


def relative_change(old: Term, new: Term) -> Term:
    """Return 100 × (new − old) ÷ old in %; a fall is negative. ``old`` must not be zero.

    ``old`` is also the calculated dose that an ordered one is compared with. Raises
    :class:`bmcalc.core.units.DimensionError` where the two are not of one dimension.

    Source: definition.

    >>> show(relative_change(q("40 U/mL"), q("25 U/mL")), 1)
    '−37.5 %'
    """
    later = new.to(old.unit.key)
    return measured_in(D(100) * (later - old) / old, "%")


def reduced_by(dose: Term, percent: Term) -> Term:
    """Return dose × (100 − percent) ÷ 100, in the unit of the dose.

    Source: definition.

    >>> show(reduced_by(q("75 mg/m^2"), q("20 %")), 1)
    '60.0 mg/m²'
    """
    return dose * (100 - number(percent, "%")) / 100
