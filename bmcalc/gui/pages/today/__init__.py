"""The work of a day: what is to be checked, what is to be prepared, what is expected to come."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.gui.pages.page import Page, PageView
from bmcalc.gui.window.session import Session


def _build(session: Session, go_to: Callable[[str], None], parent: QWidget) -> PageView:
    from bmcalc.gui.pages.today.page import TodayPage

    return TodayPage(session, parent)


PAGE = Page(
    id="today",
    title=_("Today"),
    group="records",
    order=10,
    build=_build,
    summary=_("The checks of a day: what waits for whom, what is to be prepared, what is expected"),
)
