"""The end of a day: what was done, what is unfinished, who worked, and the seal over it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.gui.pages.page import Page, PageView
from bmcalc.gui.window.session import Session

PAPER = _("Sheet of the day")


def _build(session: Session, go_to: Callable[[str], None], parent: QWidget) -> PageView:
    from bmcalc.gui.pages.day_end.page import DayEndPage

    return DayEndPage(session, parent)


PAGE = Page(
    id="day-end",
    title=_("End of the day"),
    group="records",
    order=40,
    build=_build,
    papers=(PAPER,),
    summary=_("The sheet of a day: what was done, what is carried over, who worked, the seal"),
)
