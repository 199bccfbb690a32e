"""The window: the thread at the left, the patient, one page, and what can be done with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bmcalc.core.texts import current_language
from bmcalc.gui.look import theme
from bmcalc.gui.pages import FIRST_CALCULATOR, all_pages, first_page, keys_of, page_of
from bmcalc.gui.pages.page import FAILED_WORDS, Page, PageView
from bmcalc.gui.window.bottom_bar import BottomBar
from bmcalc.gui.window.folder_banner import FolderBanner
from bmcalc.gui.window.going_window import GoingWindow
from bmcalc.gui.window.language import use_language
from bmcalc.gui.window.navigation import Navigation
from bmcalc.gui.window.page_actions import PageActions
from bmcalc.gui.window.page_stack import PageStack
from bmcalc.gui.window.patient_change import PatientChange
from bmcalc.gui.window.patient_strip import PatientStrip
from bmcalc.gui.window.patient_window import ORDER_PAGE
from bmcalc.gui.window.session import RECORD, Session
from bmcalc.gui.window.settings import Settings
from bmcalc.gui.window.thread_rows import TODAY, Known

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QAction, QResizeEvent

    from bmcalc.gui.window.menus import Menus

SIZE = (1360, 860)
COMMANDING = (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
              | Qt.KeyboardModifier.MetaModifier)
"""With one of these a letter is a command and no part of a word."""


class Window(GoingWindow):
    """Everything that is seen. What was typed is in the session and outlives every widget."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.session = Session()
        self.patient = PatientChange(self.session, self.reload, self._tell, self)
        self._page_actions: list[QAction] = []
        self._given_up = False
        self.setWindowTitle("bmcalc")
        self.setMinimumSize(640, 420)
        self.resize(*SIZE)
        self._menus: Menus | None = None
        self._build()
        self.session.listen(self._changed)
        if settings.geometry is not None:
            self.restoreGeometry(settings.geometry)

    def _build(self) -> None:
        """Make every part anew; the session fills them again."""
        middle = QWidget(self)
        across = QHBoxLayout(middle)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self.navigation = Navigation(self._menus_in_order, middle)
        across.addWidget(self.navigation)
        down = QVBoxLayout()
        down.setSpacing(0)
        self.strip = PatientStrip(self.session, middle)
        self.strip.record_left.connect(self.patient.settle)
        self._stack = PageStack(self.session, self.strip.go_to, middle)
        if self._has_formulary:
            self._stack.use_formulary()
        self._stack.made.connect(self._page_made)
        self._stack.failed.connect(self._page_failed)
        self.bottom = BottomBar(middle)
        self.banner = FolderBanner(middle)
        down.addWidget(self.banner)
        down.addWidget(self.strip)
        down.addWidget(self._stack, 1)
        down.addWidget(self.bottom)
        across.addLayout(down, 1)
        self.setCentralWidget(middle)
        self.navigation.chosen.connect(self._go)
        self.navigation.find_asked.connect(self._find)
        self.navigation.language_chosen.connect(self.use_language)
        self.navigation.favourites_changed.connect(self.use_favourites)
        self.actions_of_page = PageActions(
            self.bottom, self._up_to_date, lambda: self.session.saved(self._settings.page), self
        )
        self.navigation.fit(self.width())
        self._show_first_page()

    def _show_first_page(self) -> None:
        """Show the page visited last, or the day's work; the others are listed once loaded."""
        wanted = self._settings.first_page or (
            TODAY if self._settings.begins_with_today else self._settings.page
        )
        page = page_of(first_page())
        for identifier in (wanted, self._settings.page):
            try:
                page = page_of(identifier or first_page())
                break
            except KeyError:
                continue
        own = {one.id: one for one in (page_of(first_page()), page)}
        self.navigation.show_known(Known(own, keys_of(own.values())))
        self.visit(page.id)
        if self._stack.is_replaced():
            self.visit(FIRST_CALCULATOR)

    def complete(self) -> None:
        """Add what the first paint can do without: the menus, every page, the formulary's hash."""
        from bmcalc.gui.window.menus import Menus

        if self._menus is None:
            from bmcalc.gui.window.thread_filling import ThreadFilling

            self._menus = Menus(*self._titles, self)
            self.addAction(self._menus.records.menu.menuAction())
            self.mark_choices()
            self._filling = ThreadFilling(
                self.session, self._settings, lambda: self.navigation, self)
            self._filling.changed.connect(self._changed_elsewhere)
        self.list_pages()
        self._name_formulary()
        if self._filling is not None:
            self._filling.begin()

    def use_formulary(self, file: Path | None = None) -> None:
        """Let every page use the drugs and regimens, with the hospital's own laid over them.

        An order ``file`` is opened then; what it replaces is not computed before that.
        """
        if self._menus is not None:  # else complete() names it, after the verdict of an opened file
            self._name_formulary()
        self._has_formulary = True
        self._show_faults()
        self._stack.use_formulary()
        self._bottom_last()
        self._tell_finder()
        if file is None:
            self._refresh()
        else:
            self._changed()
            self.patient.before_another(lambda: self.open_file(file))

    def _name_formulary(self) -> None:
        from bmcalc.formulary.in_force import formulary_identity

        self.navigation.show_formulary(*formulary_identity())

    def _show_faults(self) -> None:
        """Let the banner stand while the formulary in force has a fault."""
        from bmcalc.formulary.in_force import in_force

        laid = in_force().laid
        if laid is not None:
            self.banner.show_problems(laid.problems, bool(laid.faults))

    def pages(self) -> list[Page]:
        """Return the pages that are shown, in order."""
        on = self._settings.switched_on
        return [page for page in all_pages() if page.shown_by_default or page.id in on]

    def list_pages(self) -> None:
        """List the pages with their keys; stay on the page that is shown, if it still is."""
        pages = self.pages()
        shown = {page.id: page for page in pages}
        if self._filling is not None:
            self._filling.show_pages(shown)
            self._use_keys()
        if self._menus is not None:
            hidden = [page for page in all_pages() if not page.shown_by_default]
            self._menus.offer_pages(hidden, self._settings.switched_on)
            self._menus.list_pages(pages, self.navigation.shortcuts())
        if self._settings.page not in shown:
            self.visit(pages[0].id)
        self._mark_front()

    def visit(self, identifier: str, subject: str = "") -> None:
        """Show a page; it is built on the first visit. ``subject`` is what it opens, or nothing."""
        if self.is_patient_opened(identifier, subject):
            return
        self.bottom.hush()
        if identifier != self._settings.page:
            self._note_page_before()
        self._settings.page = identifier
        self._mark_front(subject)
        if self._stack.visit(identifier, subject):
            self._refresh()
        if identifier == ORDER_PAGE and not subject and self.session.is_empty():
            self.strip.go_to(RECORD)  # an empty order begins with whose it is

    def _page_made(self, view: PageView) -> None:
        view.is_ready = self._is_ready
        view.case_asked.connect(self.ask_to_open_case_on)
        view.told.connect(self.bottom.tell)
        view.grown.connect(self._bottom_last)
        view.formulary_changed.connect(self.use_formulary)
        view.recorded.connect(self.records_changed)
        view.acts_changed.connect(lambda: self._show_actions(self.view()))
        view.page_asked.connect(self.visit)
        view.leave_asked.connect(self.leave_tool)
        view.filled.connect(self.reload)
        view.patient_opened.connect(self.patient_opened)
        self._bottom_last()

    def _page_failed(self) -> None:
        self.strip.forget_words()
        self._offer_nothing()
        self._tell(FAILED_WORDS, alarming=True)

    def _tell(self, words: object, alarming: bool = False) -> None:
        self.bottom.tell(words, alarming)

    def fault_happened(self, words: object) -> None:
        """Tell of a fault anywhere in the program; what is shown may not be what was computed."""
        self._stack.forget()
        QTimer.singleShot(0, self, partial(self._after_fault, words))

    def _after_fault(self, words: object) -> None:
        self._forget_around()
        self._stack.fail(self._settings.page)
        self._tell(words, alarming=True)

    def view(self) -> PageView | None:
        """Return what is shown of the page."""
        return self._stack.view()

    def switch_page(self, identifier: str, shown: bool) -> None:
        """Show or hide a page that is hidden by default."""
        on = self._settings.switched_on
        self._settings.switched_on = on | {identifier} if shown else on - {identifier}
        QTimer.singleShot(0, self.list_pages)

    def reload(self, page: str = "") -> None:
        """Show what the session holds: another patient, or the same one in new parts.

        ``page`` is visited for it, where it is another than the one in front.
        """
        self.strip.load()
        if page and page != self._settings.page:
            self.visit(page)
        elif self._stack.visit(self._settings.page):
            self._refresh()

    # What the menus ask for

    def use_language(self, language: str) -> None:
        """Speak another language, everywhere and at once."""
        use_language(language)
        self._settings.language = current_language()
        self.strip.translate()
        self._stack.translate()
        self.navigation.translate()
        self.mark_choices()
        self._refresh()

    def use_text_size(self, percent: int) -> None:
        """Write larger or smaller; every part is made anew in the new size."""
        self._settings.text_size, page = percent, self._settings.page
        self.choose_look()
        theme.dress(self.menuBar())
        self._build()
        self._show_faults()
        self.complete()
        self._drop_finder()
        if self._settings.page != page:  # only a start begins with the page that is set for it
            self.visit(page)
        self.reload()

    def show_help(self) -> None:
        """Tell what the page in front is for, and every key."""
        from bmcalc.gui.window.key_help import help_of

        help_of(page_of(self._settings.page), self.view(), self.page_keys(), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say of a digit that nothing took where it was typed: it must not vanish unseen."""
        if event.text().isdigit():
            self.bottom.tell_stray(event.text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._shows_tool():
            self._refresh_if_due()
            self.go_on()
        elif event.key() == Qt.Key.Key_Escape and self._shows_tool():
            self.leave_tool()
        elif event.text().isalpha() and not event.modifiers() & COMMANDING:
            self.open_search(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the left side be as wide as there is room for."""
        super().resizeEvent(event)
        self.navigation.fit(self.width())

    def leave(self) -> None:
        """End without a question: what was typed is given up."""
        self._given_up = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place of the window; something unsaved is not lost without a question."""
        if not self._given_up and not self.patient.may_leave(self.leave):
            event.ignore()
            return
        self._settings.geometry = self.saveGeometry()
        super().closeEvent(event)
