"""How far an ejection fraction fell: in percentage points, never in relative percent."""

from __future__ import annotations

from bmcalc.core.term import Term, measured_in, number


def fall_in_points(baseline: Term, now: Term) -> Term:
    """Return baseline − now in percentage points, both LVEF in %; negative where it rose.

    Source: definition; labels and CTCAE v5.0 count the fall of LVEF in points.

    >>> show(fall_in_points(q("62 %"), q("48 %")))
    '14 pp'
    """
    return measured_in(number(baseline, "%") - number(now, "%"), "percentage_point")
