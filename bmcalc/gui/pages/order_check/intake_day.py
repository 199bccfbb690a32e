"""The day of the cycle for which a pasted order is read."""

from __future__ import annotations

from bmcalc.core.problems import Rejected
from bmcalc.gui.pages.order_check.entered import PAGE_ID
from bmcalc.gui.window.session import Session
from bmcalc.orders.reading.order_inputs import DAY


def day_typed(session: Session) -> int:
    """Return the day of the cycle that is typed; the first one where none is, or it is no day."""
    try:
        found: int = DAY.read(session.entry(PAGE_ID, "day").typed)
    except Rejected:
        return 1
    return found
