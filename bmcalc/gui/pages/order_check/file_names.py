"""What a file of the order check is named by: record, regimen, cycle and day, day of the check."""

from __future__ import annotations

from bmcalc.gui.pages.order_check.entered import PAGE_ID
from bmcalc.gui.window.file_names import today
from bmcalc.gui.window.session import Session


def names_of(session: Session) -> tuple[object, ...]:
    """Return the parts of the name; the day is today's where none was typed."""
    from bmcalc.gui.result.summary import record_of

    def typed(name: str) -> str:
        return str(session.entry(PAGE_ID, name).typed or "").strip()

    cycle, day = typed("cycle"), typed("day")
    course = f"{f'C{cycle}' if cycle else ''}{f'D{day}' if day else ''}"
    return record_of(session), typed("regimen"), course, typed("today") or today()
