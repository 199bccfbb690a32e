"""How much of a long bone a lesion takes: transverse size class and cortical involvement."""

from __future__ import annotations

from bmcalc.core.term import Term, q

AXIAL_LIMIT = q("30 mm")
CIRCUMFERENTIAL_LIMIT = q("50 %")


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

    More than 30 mm of cortex along the axis, more than 50 % of the circumference
    (van der Linden 2004). An unknown circumference adds no reason.
    """
    reasons = []
    if axial > AXIAL_LIMIT:
        reasons.append("AXIAL>30mm")
    if circumferential is not None and circumferential > CIRCUMFERENTIAL_LIMIT:
        reasons.append("CIRC>50%")
    return reasons
