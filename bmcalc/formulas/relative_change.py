"""The change of a value in percent of an earlier one, which is always named."""

from __future__ import annotations

from decimal import Decimal

from bmcalc.core.term import Term, measured_in

SOURCE = "relative-change"

D = Decimal


def relative_change(old: Term, new: Term) -> Term:
    """Return 100 × (new − old) ÷ old in %; a fall is negative. ``old`` must not be zero.

    Raises :class:`bmcalc.core.units.DimensionError` where the two are not of one dimension.
    """
    later = new.to(old.unit.key)
    return measured_in(D(100) * (later - old) / old, "%")
