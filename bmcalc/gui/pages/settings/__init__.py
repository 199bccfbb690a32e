"""Settings: how the program looks to this user, and the hospital's policy in force."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.gui.pages.page import Page, PageView
from bmcalc.gui.window.session import Session


def _build(session: Session, go_to: Callable[[str], None], parent: QWidget) -> PageView:
    from bmcalc.gui.pages.settings.page import SettingsPage

    return SettingsPage(parent)


PAGE = Page(
    id="settings",
    title=_("Settings"),
    group="workspace",
    order=220,
    build=_build,
    summary=_("Language, colours and text size; the hospital's policy in force, and whose it is"),
)
