"""The slip of a check of the records, printed without its page."""

from __future__ import annotations

from bmcalc.gui.pages.records.access import opened_desk
from bmcalc.gui.pages.records.recorded import recorded_order
from bmcalc.report.judged_order import JudgedOrder
from bmcalc.report.slip import Slip, slip_report


def slip_of(check: str) -> Slip:
    """Return the slip of the newest version; :class:`RecordsFault` where it cannot be made."""
    with opened_desk() as desk:
        made = recorded_order(desk, check)
    return slip_report(JudgedOrder(
        made.order, made.order.verdict, record=made.number, recorded=made.recorded))
