"""The window: navigation, the patient, one page, and what can be done with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from bmcalc.core.texts import _, current_language
from bmcalc.gui.form.tab_order import put_last
from bmcalc.gui.look import theme
from bmcalc.gui.look.card import settle
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages import FIRST_CALCULATOR, all_pages, first_page, keys_of, page_of
from bmcalc.gui.pages.page import FAILED_WORDS, Page, PageView
from bmcalc.gui.window.bottom_bar import BottomBar
from bmcalc.gui.window.dressed_window import DressedWindow
from bmcalc.gui.window.folder_banner import FolderBanner
from bmcalc.gui.window.language import use_language
from bmcalc.gui.window.navigation import Navigation
from bmcalc.gui.window.page_actions import PageActions
from bmcalc.gui.window.page_stack import PageStack, attempt
from bmcalc.gui.window.patient_change import PatientChange
from bmcalc.gui.window.patient_strip import PatientStrip
from bmcalc.gui.window.session import Session
from bmcalc.gui.window.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from bmcalc.gui.window.menus import Menus

SIZE = (1360, 860)


class Window(DressedWindow):
    """Everything that is seen. What was typed is in the session and outlives every widget."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.session = Session()
        self.patient = PatientChange(self.session, self.reload, self._tell, self)
        self._page_actions: list[QAction] = []
        self._due = self._given_up = self._has_formulary = False
        self.setWindowTitle("bmcalc")
        self.setMinimumSize(640, 420)
        self.resize(*SIZE)
        self._menus: Menus | None = None
        theme.dress(self.menuBar())
        self._titles = self._menu(_("&File")), self._menu(_("&View")), self._menu(_("&Help"))
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
        self.navigation = Navigation(middle)
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
        self.navigation.chosen.connect(self.visit)
        self.navigation.language_chosen.connect(self.use_language)
        self.actions_of_page = PageActions(
            self.bottom, self._up_to_date, lambda: self.session.saved(self._settings.page), self)
        self.navigation.translate()
        self._show_first_page()

    def _menu(self, title: object) -> QMenu:
        menu = self.menuBar().addMenu("")
        say(menu, QMenu.setTitle, title)
        return menu

    def _show_first_page(self) -> None:
        """Show the page visited last; the others are listed once they are loaded."""
        try:
            page = page_of(self._settings.page or first_page())
        except KeyError:
            page = page_of(first_page())
        self.navigation.show_pages([page], {})
        self.visit(page.id)
        if self._stack.is_replaced():
            self.visit(FIRST_CALCULATOR)

    def complete(self) -> None:
        """Add what the first paint can do without: the menus, every page, the formulary's hash."""
        from bmcalc.gui.window.menus import Menus

        if self._menus is None:
            self._menus = Menus(*self._titles, self)
            self.mark_choices()
        self.list_pages()
        self._name_formulary()

    def use_formulary(self) -> None:
        """Let every page use the drugs and regimens, with the hospital's own laid over them."""
        if self._menus is not None:  # else complete() names it, after the verdict of an opened file
            self._name_formulary()
        self._has_formulary = True
        self._show_faults()
        self._stack.use_formulary()
        self._refresh()

    def _name_formulary(self) -> None:
        from bmcalc.formulary.in_force import formulary_identity

        self.navigation.show_formulary(*formulary_identity())

    def _show_faults(self) -> None:
        """Let the banner stand while the formulary in force has a fault."""
        from bmcalc.formulary.in_force import in_force

        laid = in_force().laid
        if laid is not None:
            self.banner.show_problems(laid.problems, bool(laid.faults))

    # The pages

    def pages(self) -> list[Page]:
        """Return the pages that are shown, in order."""
        on = self._settings.switched_on
        return [page for page in all_pages() if page.shown_by_default or page.id in on]

    def list_pages(self) -> None:
        """List the pages with their keys; stay on the page that is shown, if it still is."""
        from bmcalc.gui.window.menus import page_action

        pages = self.pages()
        keys = keys_of(pages)
        for action in self._page_actions:
            self.removeAction(action)
        self._page_actions = [
            page_action(self, key, partial(self.visit, identifier))
            for identifier, key in keys.items() if key
        ]
        self.navigation.show_pages(pages, keys)
        if self._menus is not None:
            hidden = [page for page in all_pages() if not page.shown_by_default]
            self._menus.offer_pages(hidden, self._settings.switched_on)
        if self._settings.page not in keys:
            self.visit(pages[0].id)
        self.navigation.choose(self._settings.page)

    def visit(self, identifier: str) -> None:
        """Show a page; it is built on the first visit."""
        self.bottom.hush()
        self._settings.page = identifier
        self.navigation.choose(identifier)
        if self._stack.visit(identifier):
            self._refresh()

    def _page_made(self, view: PageView) -> None:
        view.case_asked.connect(self.ask_to_open_case_on)
        view.told.connect(self.bottom.tell)
        view.grown.connect(self._bottom_last)
        view.formulary_changed.connect(self.use_formulary)
        view.filled.connect(self.reload)
        self._bottom_last()

    def _page_failed(self) -> None:
        self.bottom.offer(False)
        self._tell(FAILED_WORDS, alarming=True)

    def _tell(self, words: object, alarming: bool = False) -> None:
        self.bottom.tell(words, alarming)

    def fault_happened(self, words: object) -> None:
        """Tell of a fault anywhere in the program; what is shown may not be what was computed."""
        self._stack.forget()
        QTimer.singleShot(0, self, partial(self._after_fault, words))

    def _after_fault(self, words: object) -> None:
        self.strip.forget()
        self._stack.fail(self._settings.page)
        self._tell(words, alarming=True)

    def _bottom_last(self) -> None:
        """Let Tab reach the bottom after the page."""
        for button in self.bottom.buttons():
            put_last(self, button)

    def view(self) -> PageView | None:
        """Return what is shown of the page."""
        return self._stack.view()

    def switch_page(self, identifier: str, shown: bool) -> None:
        """Show or hide a page that is hidden by default."""
        on = self._settings.switched_on
        self._settings.switched_on = on | {identifier} if shown else on - {identifier}
        QTimer.singleShot(0, self.list_pages)

    # Every change

    def _changed(self) -> None:
        """Compute once when the current event is done, however many fields changed in it."""
        self.bottom.hush()
        if not self._due:
            self._due = True
            QTimer.singleShot(0, self, self._refresh_if_due)

    def _refresh_if_due(self) -> None:
        """Show the result of what was typed, and let its working follow one turn later."""
        if self._due:
            self._compute()
            QTimer.singleShot(0, self, self._finish)

    def _up_to_date(self) -> PageView | None:
        """Return the page with every change in it; None while it is not said whose it is."""
        self._refresh_if_due()
        return self.view() if self.patient.settle() else None

    def _refresh(self) -> None:
        self._compute()
        self._finish()

    def _compute(self) -> None:
        self._due = False
        self._stack.refresh()
        view = self.view()
        self.bottom.offer(view is not None and view.can_print())
        if not attempt("the patient strip", lambda: self.strip.refresh(
            frozenset() if view is None else view.needs()
        )):
            self.strip.forget()
        if self._menus is not None:
            self._menus.restore.setEnabled(self.session.can_restore())
        settle()

    def _finish(self) -> None:
        """Show what may follow the result by one turn, unless a newer change waits."""
        if not self._due:
            self._stack.finish()
            settle()

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
        self._settings.text_size = percent
        self.choose_look()
        theme.dress(self.menuBar())
        self._build()
        self._show_faults()
        self.complete()
        self.reload()

    def page_keys(self) -> list[tuple[str, object]]:
        """Return the key and the title of each page that has a key."""
        keys = self.navigation.shortcuts()
        return [(key, page.title) for page in self.pages() if (key := keys[page.id])]

    def show_help(self) -> None:
        """Tell what the page in front is for, and every key."""
        from bmcalc.gui.window.key_help import help_of

        help_of(page_of(self._settings.page), self.view(), self.page_keys(), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say of a digit that nothing took where it was typed: it must not vanish unseen."""
        if event.text().isdigit():
            self.bottom.tell_stray(event.text())
        else:
            super().keyPressEvent(event)

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
