"""The left side of the window: the thread, or a rail of pictures where there is little room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.form.tab_order import tab_stops
from bmcalc.gui.look.theme import dress, scaled
from bmcalc.gui.window.rail import FIND, Rail
from bmcalc.gui.window.thread import Thread
from bmcalc.gui.window.thread_rows import TOOLS, Kind, Known, ThreadRow, rows_of

ROOM_FOR_THREAD = 1200
"""Width of a window, at a text size of 100 %, that has room for the thread."""


class Navigation(QFrame):
    """Where one can go.

    ``chosen`` tells of a page, with what is to be opened there or nothing; ``find_asked`` of the
    search, over everything or over the calculators alone.
    """

    chosen = Signal(str, str)
    find_asked = Signal(bool)
    language_chosen = Signal(str)
    favourites_changed = Signal(list)

    def __init__(self, menus: Callable[[], Sequence[QMenu]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        dress(self)
        self._menus = menus
        self._known = Known({}, {})
        self._popup = QMenu(self)
        self._page, self._subjects = "", frozenset[str]()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        self._across = across
        self.full = Thread(self)
        self._rail: Rail | None = None
        self._place(self.full)
        self.list = self.full.list
        self.list.led.connect(self._led)
        self.list.dropped.connect(self._drop)
        self.list.menu_asked.connect(self._offer)
        self.full.chosen.connect(lambda page: self.chosen.emit(page, ""))
        self.full.find_button.clicked.connect(lambda: self.find_asked.emit(False))
        self.is_narrow = self.is_hidden_by_hand = False

    def _place(self, side: Thread | Rail) -> None:
        self._across.addWidget(side)
        side.language_chosen.connect(self.language_chosen)
        side.menu.clicked.connect(self.open_menu)

    @property
    def rail(self) -> Rail:
        """The rail, made when it is first needed."""
        if self._rail is None:
            self._rail = Rail(self)
            self._place(self._rail)
            self._rail.chosen.connect(self._rail_chosen)
            self._rail.hide()
            self._mark_rail()
            before: QWidget = self.full.language
            for stop in tab_stops(self._rail):  # made late, it would come after the page
                self.setTabOrder(before, stop)
                before = stop
        return self._rail

    def _mark_rail(self) -> None:
        if self._rail is not None:
            self._rail.show_places(frozenset(self._known.pages))
            page = self._known.pages.get(self._page)
            self._rail.choose(self._page, page is not None and page.is_calculator)

    def fit(self, width: int) -> None:
        """Stand as the thread in a window of this width, or as the rail."""
        self.is_narrow = width < scaled(ROOM_FOR_THREAD)
        self._arrange()

    def hide_by_hand(self) -> None:
        """Make room for the page, or bring the thread back."""
        self.is_hidden_by_hand = not self.is_hidden_by_hand
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.is_narrow or self.is_hidden_by_hand
        if self.full.isHidden() != narrow:
            self.rail.setVisible(narrow)
            self.full.setVisible(not narrow)

    def pane(self) -> QWidget:
        """Return what takes the keyboard here."""
        return self.rail if self.full.isHidden() else self.list

    # What is shown

    def show_known(self, known: Known) -> None:
        """Show these pages, favourites and records."""
        if known.pages != self._known.pages:
            self.full.show_links(known.pages)
        self._known = known
        self._mark_rail()
        self.list.show_rows(rows_of(known))

    def known(self) -> Known:
        """Return what is shown now."""
        return self._known

    def shortcuts(self) -> dict[str, str]:
        """Return the key of each page."""
        return dict(self._known.keys)

    def current(self) -> str:
        """Return the id of the page that is in front."""
        return self._page

    def choose(self, identifier: str, subjects: Iterable[str] = ()) -> None:
        """Mark what is in front; nobody is told, as nobody chose it here."""
        self._page, self._subjects = identifier, frozenset(subjects)
        self.list.choose(identifier, self._subjects)
        self._mark_rail()

    def show_formulary(self, version: str, sha256: str) -> None:
        """Show which formulary this copy holds."""
        self.full.show_formulary(version, sha256)

    def translate(self) -> None:
        """Read every text again."""
        self.full.language.translate()
        if self._rail is not None:
            self._rail.language.translate()
        self.list.show_rows(rows_of(self._known))

    # What is chosen

    def _led(self, row: ThreadRow) -> None:
        if row.page == TOOLS:
            self.find_asked.emit(True)
        else:
            self.chosen.emit(row.page, row.subject)

    def _rail_chosen(self, place: str) -> None:
        if place in (FIND, TOOLS):
            self.find_asked.emit(place == TOOLS)
        else:
            self.chosen.emit(place, "")

    def open_menu(self) -> None:
        """Open the menu of the window at its button."""
        side = self.rail if self.full.isHidden() else self.full
        self._popup.clear()
        for inner in self._menus():
            # addMenu() would make the popup the owner of a menu that it only shows.
            self._popup.addAction(inner.menuAction())
        self._popup.popup(side.menu.mapToGlobal(QPoint(0, side.menu.height())))

    def _offer(self, row: ThreadRow, at: QPoint) -> None:
        """Offer to move a favourite calculator, or to take it off the list."""
        if row.kind is not Kind.TOOL:
            return
        favourites = list(self._known.favourites)
        place = favourites.index(row.page)
        menu = QMenu(self)
        for words, to in ((_("Up"), place - 1), (_("Down"), place + 1)):
            action = menu.addAction(str(words))
            action.setEnabled(0 <= to < len(favourites))
            action.triggered.connect(lambda _on=False, to=to: self._move(row.page, to))
        off = menu.addAction(str(_("Take off the favourites")))
        off.triggered.connect(lambda: self._drop(row.page))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _drop(self, page: str) -> None:
        self.favourites_changed.emit([one for one in self._known.favourites if one != page])

    def _move(self, page: str, to: int) -> None:
        favourites = [one for one in self._known.favourites if one != page]
        favourites.insert(to, page)
        self.favourites_changed.emit(favourites)
