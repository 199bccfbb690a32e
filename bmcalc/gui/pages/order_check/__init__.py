"""The order check: a whole regimen for one patient, computed and compared with the order."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.gui.pages.order_check.entered import PAGE_ID
from bmcalc.gui.pages.order_check.papers import TITLES
from bmcalc.gui.pages.page import Page, PageView
from bmcalc.gui.window.session import Session


def _build(session: Session, go_to: Callable[[str], None], parent: QWidget) -> PageView:
    from bmcalc.gui.pages.order_check.page import OrderCheckPage

    return OrderCheckPage(session, go_to, parent)


PAGE = Page(
    id=PAGE_ID,
    title=_("Order check"),
    group="order",
    order=1,
    build=_build,
    papers=TITLES,
    summary=_("A whole regimen for one patient: computed, rounded, compared with the order"),
)
