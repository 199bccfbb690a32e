"""The pages that were visited, one of them shown; a fault in one leaves no old number behind."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from bmcalc.gui.look.theme import dress
from bmcalc.gui.pages import page_of
from bmcalc.gui.pages.page import FailedPage, PageView
from bmcalc.gui.window.faults import logger
from bmcalc.gui.window.session import Session


def attempt(name: str, act: Callable[[], object]) -> bool:
    """Do something; write a fault of it into the log and say whether there was none."""
    try:
        act()
    except Exception:
        logger().exception("%s failed", name)
        return False
    return True


class PageStack(QStackedWidget):
    """Builds each page on its first visit, and lets every page read, compute and draw guarded.

    ``made`` tells of a page that was built; ``failed`` that the results of the page that is shown
    were taken from sight.
    """

    made = Signal(PageView)
    failed = Signal()

    def __init__(
        self, session: Session, go_to: Callable[[str], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._go_to = session, go_to
        self._views: dict[str, PageView] = {}
        self._has_formulary = False
        self.page = ""

    def view(self) -> PageView | None:
        """Return what is shown of the page."""
        shown = self.currentWidget()
        return shown if isinstance(shown, PageView) else None

    def visit(self, identifier: str, subject: str = "") -> bool:
        """Show a page with what the session holds; say whether that could be read.

        ``subject`` is what it opens, or nothing.
        """
        self.page = identifier
        view = self._views.get(identifier) or self._built(identifier)
        self._show(view)
        entered = self.work(identifier, view.enter)
        if subject and entered:
            return self.work(identifier, partial(view.open_subject, subject))
        return entered

    def _show(self, view: PageView) -> None:
        dress(view)
        before = self.currentWidget()
        self.setCurrentWidget(view)
        if isinstance(before, FailedPage) and before is not view:
            self.removeWidget(before)
            _end(before)

    def _built(self, identifier: str) -> PageView:
        """Return a page made anew, or the words in its place where it cannot be made."""
        built: list[PageView] = []

        def build() -> None:
            view = page_of(identifier).build(self._session, self._go_to, self)
            built.append(view)
            if self._has_formulary:
                view.use_formulary()

        if not attempt(identifier, build):
            for view in built:
                _end(view)
            return self._replaced(identifier)
        view = self._views[identifier] = built[0]
        self.addWidget(view)
        self.made.emit(view)
        return view

    def _replaced(self, identifier: str) -> PageView:
        """Show words in the place of a page that is of no use; the next change builds it again."""
        old = self._views.pop(identifier, None)
        words = FailedPage(self)
        self.addWidget(words)
        if old is not None:
            if self.currentWidget() is old:
                self.setCurrentWidget(words)
            self.removeWidget(old)
            _end(old)
        return words

    def is_replaced(self) -> bool:
        """Say whether words stand in the place of the page."""
        return isinstance(self.currentWidget(), FailedPage)

    def refresh(self) -> None:
        """Compute the page that is shown again and show its result."""
        if self.is_replaced():
            self._show(self._built(self.page))
        view = self.view()
        if view is not None:
            self.work(self.page, partial(_anew, view))

    def finish(self) -> None:
        """Let the page that is shown show what follows its result by one turn."""
        view = self.view()
        if view is not None:
            self.work(self.page, view.finish)

    def work(self, identifier: str, act: Callable[[], object]) -> bool:
        """Let a page do something; where it fails its results are taken from sight."""
        done = attempt(identifier, act)
        if not done:
            self.fail(identifier)
        return done

    def fail(self, identifier: str) -> None:
        """Take the results of a page from sight, the page itself where that fails, too."""
        view = self._views.get(identifier)
        if view is not None and not attempt(identifier, view.fail):
            self._replaced(identifier)
        if identifier == self.page:
            self.failed.emit()

    def forget(self) -> None:
        """Let the result of the page that is shown be copied and printed no more."""
        view = self.view()
        if view is not None:
            attempt(self.page, view.forget)

    def use_formulary(self) -> None:
        """Let every page use the drugs and regimens, those that are built later, too.

        Where others are in force than before, a hidden page is built anew on its next visit: what
        was typed stands in the session.
        """
        if self._has_formulary:
            self._drop_hidden()
        self._has_formulary = True
        for identifier, view in list(self._views.items()):
            self.work(identifier, view.use_formulary)

    def _drop_hidden(self) -> None:
        for identifier, view in list(self._views.items()):
            if view is not self.currentWidget():
                del self._views[identifier]
                self.removeWidget(view)
                _end(view)

    def translate(self) -> None:
        """Read every text again."""
        for identifier, view in list(self._views.items()):
            self.work(identifier, view.translate)


def _anew(view: PageView) -> None:
    view.recover()
    view.refresh()


def _end(widget: QWidget) -> None:
    widget.hide()
    widget.deleteLater()
