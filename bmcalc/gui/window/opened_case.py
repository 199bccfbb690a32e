"""A printed case in the place of the patient: her fields, every page, and the order."""

from __future__ import annotations

from bmcalc.casebook.opening import opening
from bmcalc.core.texts import _
from bmcalc.gui.pages.order_check.entered import PAGE_ID, opened_order
from bmcalc.gui.window.session import Session


def open_printed_case(session: Session, number: int, with_invented: bool) -> object:
    """Open a case, what it never gives invented or left empty; return the sentence about it."""
    opened = opening(number) if with_invented else opening(number).without_invented()
    title = _("Casebook, case {number}: {title}", number=opened.number, title=opened.title)
    pages = {**opened.pages, PAGE_ID: opened_order(opened.order)}
    session.open(title, opened.note, opened.patient, opened.invented, pages)
    return opened.note
