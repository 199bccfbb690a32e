"""The casebook: its cases, the audit of what it states, and its reference pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.gui.pages.page import Page, PageView
from bmcalc.gui.window.session import Session


def _build(session: Session, go_to: Callable[[str], None], parent: QWidget) -> PageView:
    from bmcalc.gui.pages.casebook.page import CasebookPage

    return CasebookPage(parent)


PAGE = Page(
    id="casebook",
    title=_("Casebook"),
    group="workspace",
    order=200,
    build=_build,
    shortcut="Ctrl+B",
    summary=_("The printed cases on a timeline, and what their statements come to when checked"),
)
