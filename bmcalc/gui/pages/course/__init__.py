"""The page of a course: its cycles on a line of time, values over them, what was given in sum."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.gui.pages.page import Page, PageView
from bmcalc.gui.window.session import Session

PAPER = _("Course sheet")


def _build(session: Session, go_to: Callable[[str], None], parent: QWidget) -> PageView:
    from bmcalc.gui.pages.course.page import CoursePage

    return CoursePage(session, parent)


PAGE = Page(
    id="course",
    title=_("Course of treatment"),
    group="records",
    order=20,
    build=_build,
    papers=(PAPER,),
    summary=_("The cycles of a patient on a line of time: planned, ordered and given"),
)
