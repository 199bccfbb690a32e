"""The manual and the help on every page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.gui.pages.page import Page, PageView
from bmcalc.gui.window.session import Session


def _build(session: Session, go_to: Callable[[str], None], parent: QWidget) -> PageView:
    from bmcalc.gui.pages.help.page import HelpPage

    return HelpPage(parent)


PAGE = Page(
    id="help",
    title=_("Manual"),
    group="workspace",
    order=230,
    build=_build,
    summary=_("How the program is used, and the help on every page, to read, search and print"),
)
