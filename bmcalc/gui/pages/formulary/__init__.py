"""The formulary: every drug and regimen to read, to change and to sign."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.gui.pages.page import Page, PageView
from bmcalc.gui.window.session import Session


def _build(session: Session, go_to: Callable[[str], None], parent: QWidget) -> PageView:
    from bmcalc.gui.pages.formulary.page import FormularyPage

    return FormularyPage(parent)


PAGE = Page(
    id="formulary",
    title=_("Formulary"),
    group="workspace",
    order=210,
    build=_build,
    shortcut="Ctrl+Shift+F",
    summary=_("Drugs and regimens with their rules and sources: read, change, add, sign"),
)
