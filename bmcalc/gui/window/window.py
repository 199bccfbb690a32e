"""The window: navigation, the patient, one page, and what can be done with it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.texts import _, current_language
from bmcalc.gui.form.tab_order import put_last
from bmcalc.gui.look import theme
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages import FIRST_CALCULATOR, all_pages, first_page, keys_of, page_of
from bmcalc.gui.pages.page import Page, PageView
from bmcalc.gui.window.bottom_bar import QUIET_WORDS, BottomBar
from bmcalc.gui.window.faults import logger
from bmcalc.gui.window.language import use_language
from bmcalc.gui.window.navigation import Navigation
from bmcalc.gui.window.page_actions import PageActions
from bmcalc.gui.window.patient_strip import PatientStrip
from bmcalc.gui.window.session import Session
from bmcalc.gui.window.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from bmcalc.gui.window.menus import Menus

SIZE = (1360, 860)


class Window(QMainWindow):
    """Everything that is seen. What was typed is in the session and outlives every widget."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.session = Session()
        self._views: dict[str, PageView] = {}
        self._page_actions: list[QAction] = []
        self._due = False
        self._has_formulary = False
        self.setWindowTitle("bmcalc")
        self.setMinimumSize(640, 420)
        self.resize(*SIZE)
        self._menus: Menus | None = None
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
        self._stack = QStackedWidget(middle)
        self.bottom = BottomBar(middle)
        down.addWidget(self.strip)
        down.addWidget(self._stack, 1)
        down.addWidget(self.bottom)
        across.addLayout(down, 1)
        self._views = {}
        self.setCentralWidget(middle)
        self.navigation.chosen.connect(self.visit)
        self.navigation.language_chosen.connect(self.use_language)
        self.actions_of_page = PageActions(self.bottom, self.view, self)
        self.navigation.translate()
        self._show_first_page()

    def _menu(self, title: object) -> QMenu:
        menu = self.menuBar().addMenu("")
        say(menu, QMenu.setTitle, title)
        return menu

    def _show_first_page(self) -> None:
        """Show the page visited last; the others are listed once they are loaded."""
        try:
            page = page_of(self._settings.page)
        except KeyError:
            page = page_of(first_page())
        self.navigation.show_pages([page], {})
        try:
            self.visit(page.id)
        except Exception:
            logger().exception("%s failed", page.id)
            self.visit(FIRST_CALCULATOR)

    def complete(self) -> None:
        """Add what the first paint can do without: the menus, every page, the formulary's hash."""
        from bmcalc.formulary.in_force import formulary_identity
        from bmcalc.gui.window.menus import Menus

        if self._menus is None:
            self._menus = Menus(*self._titles, self)
            self._mark_choices()
        self.list_pages()
        identity = formulary_identity()
        self.navigation.show_formulary(identity.version, identity.sha256)

    def use_formulary(self) -> None:
        """Let every page use the drugs and regimens, with the hospital's own laid over them."""
        from bmcalc.formulary.in_force import formulary_identity

        identity = formulary_identity()
        self.navigation.show_formulary(identity.version, identity.sha256)
        self._has_formulary = True
        for view in self._views.values():
            view.use_formulary()
        self._refresh()

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
        view = self._views.get(identifier)
        if view is None:
            view = page_of(identifier).build(self.session, self.strip.go_to, self._stack)
            self._views[identifier] = view
            view.case_asked.connect(self.open_case_on)
            view.told.connect(self.bottom.tell)
            self._stack.addWidget(view)
            if self._has_formulary:
                view.use_formulary()
            view.grown.connect(self._bottom_last)
            self._bottom_last()
        self._stack.setCurrentWidget(view)
        self._settings.page = identifier
        self.navigation.choose(identifier)
        view.enter()
        self._refresh()

    def _bottom_last(self) -> None:
        """Let Tab reach the bottom after the page."""
        for button in self.bottom.buttons():
            put_last(self, button)

    def view(self) -> PageView | None:
        """Return what is shown of the page."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, PageView) else None

    def switch_page(self, identifier: str, shown: bool) -> None:
        """Show or hide a page that is hidden by default."""
        on = self._settings.switched_on
        self._settings.switched_on = on | {identifier} if shown else on - {identifier}
        QTimer.singleShot(0, self.list_pages)

    # Every change

    def _changed(self) -> None:
        """Compute once when the current event is done, however many fields changed in it."""
        if not self._due:
            self._due = True
            QTimer.singleShot(0, self._refresh)

    def _refresh(self) -> None:
        self._due = False
        view = self.view()
        if view is not None:
            view.refresh()
            self.strip.refresh(view.needs())
            self.bottom.offer(view.can_print())
        if self._menus is not None:
            self._menus.restore.setEnabled(self.session.can_restore())
        self.bottom.tell(QUIET_WORDS)

    def _reload(self) -> None:
        self.strip.load()
        view = self.view()
        if view is not None:
            view.enter()
        self._refresh()

    # What the menus ask for

    def open_case_on(self, number: int, page: str, with_invented: bool) -> None:
        """Show a page with a printed case as the patient."""
        self.visit(page)
        self.open_case(number, with_invented)

    def open_case(self, number: int, with_invented: bool = True) -> None:
        """Open a printed case as the patient, what it never gives invented or left empty."""
        from bmcalc.gui.window.opened_case import open_printed_case

        note = open_printed_case(self.session, number, with_invented)
        self._reload()
        self.bottom.tell(note)

    def open_file(self, path: Path) -> None:
        """Open an order file as the patient; say why where it is none."""
        from bmcalc.gui.window.opened_file import open_file

        page, refused = open_file(self.session, path)
        if page is None:
            self.bottom.tell(refused, alarming=True)
        else:
            self.strip.load()
            self.visit(page)

    def clear_patient(self) -> None:
        """Forget the patient and every page."""
        self.session.clear()
        self._reload()
        self.bottom.tell(_("Cleared. “Bring the previous patient back” undoes it."))

    def restore_patient(self) -> None:
        """Bring back what was cleared or replaced."""
        self.session.restore()
        self._reload()

    def use_language(self, language: str) -> None:
        """Speak another language, everywhere and at once."""
        use_language(language)
        self._settings.language = current_language()
        self.strip.translate()
        for view in self._views.values():
            view.translate()
        self.navigation.translate()
        self._mark_choices()
        self._refresh()

    def use_theme(self, choice: str) -> None:
        """Put on another scheme."""
        self._settings.theme = choice
        self._dress()

    def use_text_size(self, percent: int) -> None:
        """Write larger or smaller; every part is made anew in the new size."""
        self._settings.text_size = percent
        self._dress()
        self._build()
        self.complete()
        self._reload()

    def _dress(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, self._settings.theme, self._settings.text_size)
        self._mark_choices()

    def _mark_choices(self) -> None:
        if self._menus is not None:
            chosen = self._settings
            self._menus.mark(current_language(), chosen.theme, chosen.text_size)

    def page_keys(self) -> list[tuple[str, object]]:
        """Return the key and the title of each page that has a key."""
        keys = self.navigation.shortcuts()
        return [(key, page.title) for page in self.pages() if (key := keys[page.id])]

    def show_help(self) -> None:
        """Tell what the page in front is for, and every key."""
        from bmcalc.gui.window.key_help import FIELD_KEYS, KeyGroup, show_help, window_keys

        page, view = page_of(self._settings.page), self.view()
        groups = (
            KeyGroup(_("On this page"), [] if view is None else view.keys()),
            KeyGroup(_("In every field"), FIELD_KEYS),
            KeyGroup(_("In the whole window"), window_keys(self)),
        )
        show_help(page.title, page.summary, groups, self, KeyGroup(_("Pages"), self.page_keys()))

    def system_changed(self) -> None:
        """Follow the desktop where the scheme is the system's."""
        if self._settings.theme == theme.SYSTEM:
            self._dress()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place of the window."""
        self._settings.geometry = self.saveGeometry()
        super().closeEvent(event)
