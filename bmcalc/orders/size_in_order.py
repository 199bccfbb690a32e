"""Whether a weight or an area that an order names is another than the patient's."""

from __future__ import annotations

from bmcalc.core.term import Term
from bmcalc.rules.limits import limit


def is_other_size(named: Term, own: Term) -> bool:
    """Say whether the order's size differs from the patient's by more than is let pass."""
    off = abs(own.to(named.unit.key).magnitude - named.magnitude)
    return off * 100 > limit("size_in_order_differs").magnitude * named.magnitude
