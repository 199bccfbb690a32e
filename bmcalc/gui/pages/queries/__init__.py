"""The queries to prescribers: those that are open, and the list of a month."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.gui.pages.page import Page, PageView
from bmcalc.gui.window.session import Session

PAPER = _("Queries of the month")


def _build(session: Session, go_to: Callable[[str], None], parent: QWidget) -> PageView:
    from bmcalc.gui.pages.queries.page import QueriesPage

    return QueriesPage(session, parent)


PAGE = Page(
    id="queries",
    title=_("Queries"),
    group="records",
    order=30,
    build=_build,
    papers=(PAPER,),
    summary=_("What was asked of whom, what waits for an answer, and what came of it in a month"),
)
