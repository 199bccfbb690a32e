"""The menu of the records. Nothing of them is loaded before it is opened the first time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QMenuBar, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.plain import warn
from bmcalc.gui.look.wording import say
from bmcalc.gui.window.session import Session

Make = Callable[[QWidget], "QDialog | None"]

PAGES = (
    (_("Today's work"), "today"), (_("Awaiting the second check"), "second-check"),
    (_("Queries"), "queries"), (_("End of the day"), "day-end"),
)
"""The pages that the menu leads to, whether there are records or not: each says what it is for."""


class _Visits(Protocol):
    """A window that shows a page by its id."""

    def visit(self, identifier: str) -> None:
        """Show a page."""


class RecordsMenu:
    """What can be done with the records; it offers what makes sense as they stand."""

    def __init__(self, before: QMenu, session: Session, tell: Callable[[object], None]) -> None:
        """Put the menu before another one of the same bar; ``tell`` says what was recorded."""
        bar = before.parentWidget()
        assert isinstance(bar, QMenuBar)
        self._window = bar.window()
        self._session = session
        self._tell = tell
        self.menu = QMenu(bar)
        say(self.menu, QMenu.setTitle, _("&Records"))
        bar.insertMenu(before.menuAction(), self.menu)
        self.pages = [self._page(words, page) for words, page in PAGES]
        self.menu.addSeparator()
        self.set_up = self._add(_("Set up the records…"), _set_up)
        self.people = self._add(_("People…"), _people)
        self.menu.addSeparator()
        self.first = self._add(_("Record this order: first check…"), self._first_check)
        self.checks = self._add(_("Checks…"), _checks)
        self.menu.addSeparator()
        self.back_up = self._add(_("Back up…"), _back_up)
        self.verify = self._add(_("Verify the records"), _verify)
        self.menu.addSeparator()
        self._add(_("What the records cannot promise"), _limits)
        self.menu.aboutToShow.connect(self._look)

    def _add(self, words: object, make: Make) -> QAction:
        action = self.menu.addAction("")
        say(action, QAction.setText, words)
        action.triggered.connect(lambda _checked=False: self._open(words, make))
        return action

    def _page(self, words: object, page: str) -> QAction:
        action = self.menu.addAction("")
        say(action, QAction.setText, words)
        action.triggered.connect(lambda _checked=False: self._visit(page))
        return action

    def _visit(self, page: str) -> None:
        cast(_Visits, self._window).visit(page)

    def _look(self) -> None:
        """Offer what can be done now; where the records cannot be read, choosing it says why."""
        from bmcalc.gui.pages.records.access import has_people
        from bmcalc.records.faults import RecordsFault

        try:
            known: bool | None = has_people()
        except RecordsFault:
            known = None
        self.set_up.setEnabled(known is not True)
        for action in (self.people, self.first, self.checks, self.back_up, self.verify):
            action.setEnabled(known is not False)

    def _first_check(self, parent: QWidget) -> QDialog:
        from bmcalc.gui.pages.records.first_check_dialog import first_check_of

        return first_check_of(self._session, parent)

    def _open(self, words: object, make: Make) -> None:
        from bmcalc.records.faults import RecordsFault

        try:
            dialog = make(self._window)
        except RecordsFault as fault:
            warn(self._window, words, fault)
            return
        if dialog is not None:
            done = getattr(dialog, "done_words", "")
            if str(done):
                dialog.accepted.connect(lambda: self._tell(done))
            dialog.open()


def _set_up(parent: QWidget) -> QDialog:
    from bmcalc.gui.pages.records.new_person_dialog import FirstAdministratorDialog

    return FirstAdministratorDialog(parent)


def _people(parent: QWidget) -> QDialog:
    from bmcalc.gui.pages.records.people_dialog import PeopleDialog

    return PeopleDialog(parent)


def _checks(parent: QWidget) -> QDialog:
    from bmcalc.gui.pages.records.checks_dialog import ChecksDialog

    return ChecksDialog(parent)


def _back_up(parent: QWidget) -> QDialog | None:
    from bmcalc.gui.pages.records.backup_dialog import back_up

    return back_up(parent)


def _verify(parent: QWidget) -> QDialog:
    from bmcalc.gui.pages.records.verify_dialog import verify

    return verify(parent)


def _limits(parent: QWidget) -> QDialog:
    from bmcalc.gui.pages.records.limits_dialog import limits

    return limits(parent)
