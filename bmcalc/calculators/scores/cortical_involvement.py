"""How much of a long bone a lesion takes: transverse size class and cortical involvement."""

from __future__ import annotations

from bmcalc.core.term import Term
from bmcalc.rules.limits import limit


def size_class(lesion_width: Term, bone_width: Term) -> str:
    """Return the Mirels class of a lesion's transverse size ÷ the bone's diameter.

    ``lt_1_3``, ``1_3_to_2_3`` or ``gt_2_3``. Exactly one third and exactly two thirds belong to
    the middle class (a convention); the products compare exactly where a quotient would not.
    """
    if 3 * lesion_width < bone_width:
        return "lt_1_3"
    return "1_3_to_2_3" if 3 * lesion_width <= 2 * bone_width else "gt_2_3"


def cortical_reasons(axial: Term, circumferential: Term | None) -> list[str]:
    """Return why a femoral lesion is at high risk of fracture; an empty list is low risk.

    Too much cortex along the axis, or of the circumference (van der Linden 2004). An unknown
    circumference adds no reason.
    """
    reasons = []
    if axial > limit("cortex_axial"):
        reasons.append("AXIAL>30mm")
    if circumferential is not None and circumferential > limit("cortex_circumferential"):
        reasons.append("CIRC>50%")
    return reasons
