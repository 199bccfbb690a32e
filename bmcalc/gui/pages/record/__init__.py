"""The page of one check as the records hold it: its versions, and everything done to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.gui.pages.page import Page, PageView
from bmcalc.gui.window.session import Session


def _build(session: Session, go_to: Callable[[str], None], parent: QWidget) -> PageView:
    from bmcalc.gui.pages.record.page import RecordPage

    return RecordPage(session, parent)


PAGE = Page(
    id="record",
    title=_("Check record"),
    group="records",
    order=50,
    build=_build,
    summary=_("One check as the records hold it: versions, signatures, queries, doses given"),
)
