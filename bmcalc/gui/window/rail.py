"""The left side where there is little room: a picture and a word for each place."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.window.icon_button import IconButton, RailButton
from bmcalc.gui.window.language_button import LanguageButton
from bmcalc.gui.window.thread_rows import COURSE, TODAY, TOOLS

WIDTH: Final = 60
FIND: Final = "find"
ORDER: Final = "order-check"

_PLACES: Final = (
    (FIND, "find", _("Find"), _("Search over everything (Ctrl+K)")),
    (TODAY, "today", _("Today"), _("Today's work (F2)")),
    (ORDER, "order", _("Order"), _("Order check (Ctrl+0)")),
    (COURSE, "course", _("Courses"), _("Course of this patient (F3)")),
    (TOOLS, "tools", _("Tools"), _("All calculators")),
)


class Rail(QWidget):
    """The places that one goes to; ``chosen`` tells of a page, of :data:`FIND` or the tools."""

    chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(scaled(WIDTH))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(3), scaled(8), scaled(3), scaled(8))
        layout.setSpacing(scaled(4))
        self.buttons: dict[str, RailButton] = {}
        for place, picture, words, tip in _PLACES:
            button = self.buttons[place] = RailButton(picture, words, tip, self)
            button.clicked.connect(lambda _on=False, place=place: self.chosen.emit(place))
            layout.addWidget(button)
            button.setVisible(place not in (TODAY, COURSE))
        layout.addStretch(1)
        self.language = LanguageButton(self.language_chosen.emit, True, self)
        self.menu = IconButton("menu", _("Menu"), self)
        for below in (self.language, self.menu):
            layout.addWidget(below, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_places(self, pages: frozenset[str]) -> None:
        """Show the places whose pages are found."""
        for place in (TODAY, COURSE):
            self.buttons[place].setVisible(place in pages)

    def choose(self, page: str, is_calculator: bool) -> None:
        """Mark the place that is in front."""
        for place, button in self.buttons.items():
            button.show_chosen(place == page or (place == TOOLS and is_calculator))
