"""The menus: the patient, the look, the pages, help."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Protocol

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.gui.look.theme import SYSTEM
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.page import Page
from bmcalc.gui.pages.records.records_menu import RecordsMenu
from bmcalc.gui.window.bottom_bar import BottomBar
from bmcalc.gui.window.help_key import HELP_KEY
from bmcalc.gui.window.language_button import LANGUAGE_NAMES
from bmcalc.gui.window.session import Session
from bmcalc.gui.window.settings import TEXT_SIZES

THEMES: dict[str, object] = {
    SYSTEM: _("System"),
    "light": _("Light"),
    "dark": _("Dark"),
    "contrast": _("High contrast"),
}


class Commands(Protocol):
    """What the menus ask the window to do."""

    session: Session
    bottom: BottomBar

    def ask_to_open_case(self, number: int) -> None:
        """Open a printed case as the patient, asked where something is not saved."""

    def ask_to_clear(self) -> None:
        """Begin a new patient, asked where something is not saved."""

    def restore_patient(self) -> None:
        """Bring back what was cleared or replaced."""

    def close(self) -> bool:
        """End the program."""

    def use_language(self, language: str) -> None:
        """Speak another language."""

    def use_theme(self, theme: str) -> None:
        """Put on another scheme."""

    def use_text_size(self, percent: int) -> None:
        """Write larger or smaller."""

    def switch_page(self, identifier: str, shown: bool) -> None:
        """Show or hide a page that is hidden by default."""

    def show_help(self) -> None:
        """Tell what the page in front is for, and every key."""

    def open_search(self, begun: str = "") -> None:
        """Search over everything."""

    def find_tools(self) -> None:
        """Search the calculators."""

    def hide_thread(self) -> None:
        """Make room for the page, or bring the list at the left back."""

    def go_to_pane(self, step: int) -> None:
        """Put the keyboard into the next part of the window, or the one before."""

    def visit(self, identifier: str, subject: str = "") -> None:
        """Show a page, with what is to be opened there."""


class Menus:
    """What stands behind the titles of the menu bar; its marks follow what is in force."""

    def __init__(self, file: QMenu, view: QMenu, about: QMenu, commands: Commands) -> None:
        self._commands = commands
        self.inner: list[QMenu] = []
        self.cases = self._submenu(file, _("Open a case of the casebook"))
        self.cases.aboutToShow.connect(self._list_cases)
        file.addSeparator()
        self._add(file, _("Clear patient"), commands.ask_to_clear, "Ctrl+Shift+N")
        self.restore = self._add(
            file, _("Bring the previous patient back"), commands.restore_patient, "Ctrl+Shift+Z"
        )
        file.addSeparator()
        leave = self._add(file, _("Quit"), commands.close)
        leave.setShortcut(QKeySequence("Ctrl+Q"))
        leave.setMenuRole(QAction.MenuRole.QuitRole)
        self._add(view, _("Search over everything"), commands.open_search, "Ctrl+K")
        self._add(view, _("All calculators"), commands.find_tools, "Ctrl+Shift+K")
        self._go = self._submenu(view, _("Go to"))
        self._add(view, _("Next part of the window"), partial(commands.go_to_pane, 1), "F6")
        self._add(view, _("Part of the window before"), partial(commands.go_to_pane, -1),
                  "Shift+F6")
        self._add(view, _("Hide or show the list at the left"), commands.hide_thread,
                  "Ctrl+Shift+B")
        view.addSeparator()
        self.language = self._choices(
            self._submenu(view, _("Language")), LANGUAGE_NAMES, commands.use_language
        )
        self.theme = self._choices(
            self._submenu(view, _("Scheme")), THEMES, commands.use_theme
        )
        self.text_size = self._choices(
            self._submenu(view, _("Text size")),
            {percent: f"{percent} %" for percent in TEXT_SIZES}, commands.use_text_size,
        )
        self._pages = self._submenu(view, _("More pages"))
        self.records = RecordsMenu(about, commands.session, commands.bottom.tell)
        self._add(about, _("Help and keys"), commands.show_help, HELP_KEY)
        self._add(about, _("Self-test"), lambda: _show_selftest(about))
        tell = self._add(about, _("About bmcalc"), lambda: _show_about(about))
        tell.setMenuRole(QAction.MenuRole.AboutRole)

    def _list_cases(self) -> None:
        """List the printed cases when they are first looked for."""
        from bmcalc.casebook.case_files import case_numbers
        from bmcalc.casebook.opening import opening

        if self.cases.isEmpty():
            for number in case_numbers():
                title = _("Case {number}: {title}", number=number, title=opening(number).title)
                self._add(self.cases, title, partial(self._commands.ask_to_open_case, number))

    def _submenu(self, menu: QMenu, title: object) -> QMenu:
        inner = menu.addMenu("")
        say(inner, QMenu.setTitle, title)
        self.inner.append(inner)
        return inner

    @staticmethod
    def _add(menu: QMenu, text: object, act: Callable[[], object], keys: str = "") -> QAction:
        action = menu.addAction("")
        say(action, QAction.setText, text)
        action.triggered.connect(lambda _checked=False: act())
        if keys:
            action.setShortcut(QKeySequence(keys))
        return action

    @staticmethod
    def _choices(
        menu: QMenu, options: Mapping[Any, object], act: Callable[[Any], None]
    ) -> dict[Any, QAction]:
        group = QActionGroup(menu)
        actions = {}
        for key, text in options.items():
            action = menu.addAction("")
            action.setCheckable(True)
            say(action, QAction.setText, text)
            action.triggered.connect(lambda _checked=False, key=key: act(key))
            group.addAction(action)
            actions[key] = action
        return actions

    def mark(self, language: str, scheme: str, text_size: int) -> None:
        """Tick what is chosen."""
        chosen = (self.language, language), (self.theme, scheme), (self.text_size, text_size)
        for actions, key in chosen:
            actions[key].setChecked(True)

    def list_pages(self, pages: Iterable[Page], keys: Mapping[str, str]) -> None:
        """List the pages that are no calculators; the window itself holds their keys."""
        self._go.clear()
        for page in pages:
            if not page.is_calculator:
                action = self._go.addAction("")
                key = keys.get(page.id, "")
                say(action, QAction.setText, Joined([page.title, key], "\t") if key else page.title)
                action.triggered.connect(
                    lambda _on=False, page=page: self._commands.visit(page.id))

    def offer_pages(self, hidden: list[Page], switched_on: frozenset[str]) -> None:
        """Offer the pages that are hidden by default."""
        self._pages.clear()
        for page in hidden:
            action = self._pages.addAction("")
            say(action, QAction.setText, page.title)
            action.setCheckable(True)
            action.setChecked(page.id in switched_on)
            action.toggled.connect(
                lambda shown, page=page: self._commands.switch_page(page.id, shown)
            )
        self._pages.menuAction().setVisible(bool(hidden))


def _window_of(menu: QMenu) -> QWidget:
    above = menu.parentWidget()
    return above.window() if above else menu


def _show_selftest(menu: QMenu) -> None:
    from bmcalc.gui.window.selftest_dialog import show_selftest

    show_selftest(_window_of(menu))


def _show_about(menu: QMenu) -> None:
    from bmcalc.gui.window.about import show_about

    show_about(_window_of(menu))


def page_action(window: QWidget, keys: str, act: Callable[[], None]) -> QAction:
    """Return an action that goes to a page by its key."""
    action = QAction(window)
    action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda _checked=False: act())
    window.addAction(action)
    return action
