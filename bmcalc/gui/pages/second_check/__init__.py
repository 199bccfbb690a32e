"""The checks that wait for a second person, who enters them anew without seeing the first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.gui.pages.page import Page, PageView
from bmcalc.gui.window.session import Session


def _build(session: Session, go_to: Callable[[str], None], parent: QWidget) -> PageView:
    from bmcalc.gui.pages.second_check.page import SecondCheckPage

    return SecondCheckPage(session, parent)


PAGE = Page(
    id="second-check",
    title=_("Second check"),
    group="records",
    order=20,
    build=_build,
    summary=_("What waits for a second person: entered anew from the source, then compared"),
)
