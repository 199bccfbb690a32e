"""Under which names the order page keeps what it has from the records."""

from __future__ import annotations

from typing import Final

from bmcalc.gui.pages.order_check.entered import PAGE_ID
from bmcalc.gui.window.session import RECORD, Session

PATIENT: Final = "records:patient"
COURSE: Final = "records:course"
CHECK: Final = "records:check"
BORN: Final = "records:born"
BEFORE: Final = "records:before"
"""Facts of the last check that are asked anew, each with its value then; shown, never judged."""

NUMBER: Final = "records:number"
"""The record number that belongs to the ids: with another one above the page they mean nobody."""

FROM_RECORDS: Final = (PATIENT, COURSE, CHECK, BORN, BEFORE, NUMBER)


def of_records(session: Session, name: str) -> str | None:
    """Return an id or the birth month that the order came with; None where it came with none.

    None too once the record number above the page is another one.
    """
    number = str(session.entry("", RECORD).typed or "").strip()
    if number != str(session.entry(PAGE_ID, NUMBER).typed or ""):
        return None
    typed = session.entry(PAGE_ID, name).typed
    return typed if isinstance(typed, str) and typed else None
