"""The people of the records: who may do what, and how each came to be one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.gui.pages.page import Page, PageView
from bmcalc.gui.window.session import Session


def _build(session: Session, go_to: Callable[[str], None], parent: QWidget) -> PageView:
    from bmcalc.gui.pages.people.page import PeoplePage

    return PeoplePage(session, parent)


PAGE = Page(
    id="people",
    title=_("People"),
    group="records",
    order=60,
    build=_build,
    summary=_("Who signs, in which roles and for which drugs; adding a person, passphrases"),
)
