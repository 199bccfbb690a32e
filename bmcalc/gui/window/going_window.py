"""Going about in the window: menus, search, favourites, panes, the page before, the records."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shiboken6 import isValid

from bmcalc.core.texts import _
from bmcalc.gui.look import theme
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages import first_page
from bmcalc.gui.window.computing_window import ComputingWindow
from bmcalc.gui.window.panes import go_to_pane

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from bmcalc.gui.pages.page import Page
    from bmcalc.gui.window.finder import Finder


class GoingWindow(ComputingWindow):
    """A window in which one gets about by the keyboard."""

    _finder: Finder | None = None
    _before = ""
    _focus_before: QWidget | None = None
    _page_actions: list[QAction]

    def pages(self) -> list[Page]:
        """Return the pages that are shown, in order."""
        raise NotImplementedError

    @cached_property
    def _titles(self) -> tuple[QMenu, QMenu, QMenu]:
        """The menus that the button at the left opens, made when they are first needed."""
        theme.dress(self.menuBar())
        self.menuBar().hide()
        return self._menu(_("&File")), self._menu(_("&View")), self._menu(_("&Help"))

    def _menu(self, title: object) -> QMenu:
        menu = self.menuBar().addMenu("")
        say(menu, QMenu.setTitle, title)
        self.addAction(menu.menuAction())  # its keys would sleep with the bar that is hidden
        return menu

    def _menus_in_order(self) -> list[QMenu]:
        """Return the menus as the button at the left shows them."""
        if self._menus is None:
            return list(self._titles)
        file, view, about = self._titles
        return [file, view, self._menus.records.menu, about]

    def _inner_menus(self) -> list[QMenu]:
        return [] if self._menus is None else self._menus.inner

    def _page_of_front(self) -> Page | None:
        return self.navigation.known().pages.get(self._settings.page)

    def _shows_tool(self) -> bool:
        page = self._page_of_front()
        return page is not None and page.is_calculator

    def _note_page_before(self) -> None:
        """Remember where a calculator that is opened now leads back to."""
        if not self._shows_tool():
            self._before = self._settings.page
            self._focus_before = QApplication.focusWidget()

    def leave_tool(self) -> None:
        """Close the calculator in front: go back to the page before it."""
        if not self._shows_tool():
            return
        focus = self._focus_before
        self.visit(self._before or first_page())
        if focus is not None and isValid(focus) and focus.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.lead()

    def lead(self) -> None:
        """Put the keyboard into the first field of the page that is needed and empty."""
        view = self.view()
        if view is not None and not view.lead():
            go_to_pane(view.panes(), 1, None)

    def go_on(self) -> None:
        """Put the keyboard into the next needed field of a calculator, else on its result."""
        view = self.view()
        if view is not None and not view.lead():
            go_to_pane(view.panes(), 1, view.panes()[0])

    def _mark_front(self, subject: str = "") -> None:
        """Mark at the left what is in front, with what it was asked to open."""
        if self._filling is None:
            self.navigation.choose(self._settings.page)
        else:
            self._filling.asked = subject
            self.navigation.choose(self._settings.page, self._filling.subjects())

    def _go(self, page: str, subject: str) -> None:
        """Go where the left side leads, and put the keyboard there."""
        self.visit(page, subject)
        if self._shows_tool():
            self.lead()

    # The search

    def open_search(self, begun: str = "") -> None:
        """Search over everything, with the letters that were typed already."""
        self._find(tools_only=False)
        if begun and self._finder is not None:
            self._finder.palette.line.setText(begun)

    def find_tools(self) -> None:
        """Search the calculators."""
        self._find(tools_only=True)

    def _find(self, tools_only: bool) -> None:
        if self._filling is None:
            return
        if self._finder is None:
            from bmcalc.gui.window.finder import Finder

            self._finder = Finder(self, self._menus_in_order, self._inner_menus, self)
            self._tell_finder()
        self._finder.open(tools_only)

    def _drop_finder(self) -> None:
        """Make the search anew when it is opened next: letters have another size now."""
        if self._finder is not None:
            self._finder.palette.deleteLater()
            self._finder.deleteLater()
            self._finder = None

    def _tell_finder(self) -> None:
        finder, filling = self._finder, self._filling
        if finder is not None and filling is not None:
            finder.pages = {page.id: page for page in self.pages()}
            finder.keys, finder.favourites = filling.keys(), filling.favourites()
            finder.forget()

    def put_on_paper(self, page: str, place: int) -> None:
        """Show a page and print one of its kinds of paper, or say why there is none."""
        self.visit(page)
        self.actions_of_page.print(place)

    # Keys and favourites

    def use_favourites(self, favourites: list[str]) -> None:
        """Let these calculators stand at the left, with the keys from Ctrl+1 on."""
        self._settings.favourites = favourites
        self._use_keys()

    def _use_keys(self) -> None:
        """Show every page with its key, and let the keys lead to them."""
        from bmcalc.gui.window.menus import page_action

        if self._filling is None:
            return
        self._filling.show()
        keys = self._filling.keys()
        for action in self._page_actions:
            self.removeAction(action)
            action.deleteLater()
        self._page_actions = [
            page_action(self, key, partial(self._go, identifier, ""))
            for identifier, key in keys.items() if key
        ]
        self._tell_finder()

    def page_keys(self) -> list[tuple[str, object]]:
        """Return the key and the title of each page that has a key."""
        keys = self.navigation.shortcuts()
        return [(key, page.title) for page in self.pages() if (key := keys.get(page.id, ""))]

    def go_to_pane(self, step: int) -> None:
        """Put the keyboard into the next part of the window, or the one before."""
        view = self.view()
        panes = () if view is None else view.panes()
        go_to_pane([self.navigation.pane(), self.strip, *panes, self.bottom], step,
                   QApplication.focusWidget())

    def hide_thread(self) -> None:
        """Make room for the page, or bring the list at the left back."""
        self.navigation.hide_by_hand()

    # The records

    def records_changed(self) -> None:
        """Read the records again for the thread: something was recorded."""
        if self._filling is not None:
            self._filling.read()
            self._mark_front()

    def _changed_elsewhere(self) -> None:
        """Let the page in front show what another window, or another computer, recorded."""
        view = self.view()
        if view is not None:
            self._stack.work(self._settings.page, view.records_changed)

    def _forget_around(self) -> None:
        """Take from sight what stands around the page: after a fault it may be old."""
        self.strip.forget()
        if self._filling is not None:
            self._filling.forget()
