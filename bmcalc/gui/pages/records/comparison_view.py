"""The second screen: what the first person entered, what the second did, and whether it differs."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QToolButton, QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.look.wrapping import Wrapping
from bmcalc.gui.pages.records.compared_row import WIDE, ComparedRow, Heading
from bmcalc.gui.pages.records.comparison_aside import aside
from bmcalc.records.second_check.rows import Row
from bmcalc.records.second_check.second_check import Compared

ASIDE: Final = 296
BESIDE: Final = 1120
"""Width from which the cards stand beside the rows."""


MOST: Final = 16777215


class Shown(StrEnum):
    """Which rows are shown."""

    ALL = "all"
    DIFFERENT = "different"
    SAME = "same"


def _chip_words(shown: Shown, count: int) -> object:
    if shown is Shown.ALL:
        return _("All {count}", count=count)
    if shown is Shown.SAME:
        return _("✓ {count} same", count=count)
    return _("≠ {count} differ", count=count)


class ComparisonView(QWidget):
    """Every row, the differences first; ``correct`` tells which of one's own is to be changed."""

    correct = Signal(object)
    give_back = Signal()

    def __init__(self, compared: Compared, parent: QWidget | None, checked_by: str = "") -> None:
        super().__init__(parent)
        self.rows: list[ComparedRow] = []
        self._judged_anew = compared.judged_anew
        area = ScrollArea(self)
        area.let_keys_scroll(_("Comparison"))
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(area)
        inside = QWidget(area)
        down = QVBoxLayout(inside)
        down.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(10))
        down.setSpacing(scaled(10))
        self.chips: dict[Shown, QToolButton] = {}
        down.addWidget(self._made_chips(compared, inside))
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(scaled(12))
        ordered = [*compared.differences, *(row for row in compared.rows if row.is_same)]
        self._across.addWidget(self._table(ordered, checked_by, inside), 1)
        self._aside = aside(compared, inside)
        self._across.addWidget(self._aside)
        down.addLayout(self._across)
        down.addStretch(1)
        area.setWidget(inside)
        width = max((row.buttons_width() for row in self.rows), default=0)
        self._heading.keep_for_buttons(width)
        for row in self.rows:
            row.keep_for_buttons(width)

    def _made_chips(self, compared: Compared, parent: QWidget) -> QWidget:
        place = QWidget(parent)
        lines = Wrapping(scaled(8), scaled(8), place)
        lines.setContentsMargins(0, 0, 0, 0)
        different = len(compared.differences)
        counts = {Shown.ALL: len(compared.rows), Shown.DIFFERENT: different,
                  Shown.SAME: len(compared.rows) - different}
        for shown in Shown:
            chip = self.chips[shown] = QToolButton(place)
            chip.setCheckable(True)
            chip.setFixedHeight(scaled(30))
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            say(chip, QToolButton.setText, _chip_words(shown, counts[shown]))
            chip.clicked.connect(lambda _on=False, shown=shown: self.show_only(shown))
        self.chips[Shown.ALL].setChecked(True)
        lines.put(list(self.chips.values()))
        return place

    def show_only(self, shown: Shown) -> None:
        """Show all rows, or those that differ, or those that are the same."""
        for which, chip in self.chips.items():
            chip.setChecked(which is shown)
        for row in self.rows:
            row.setVisible(shown is Shown.ALL or row.row.is_same == (shown is Shown.SAME))

    def _table(self, rows: list[Row], checked_by: str, parent: QWidget) -> Card:
        card = Card(parent)
        card.title.hide()
        card.setMinimumWidth(1)
        card.body.setContentsMargins(1, scaled(6), 1, scaled(4))
        card.body.setSpacing(0)
        self._heading = Heading(checked_by, card)
        card.body.addWidget(self._heading)
        for row in rows:
            made = ComparedRow(row, self._why(row), card)
            made.correct.connect(self.correct)
            made.give_back.connect(self.give_back)
            card.body.addWidget(made)
            self.rows.append(made)
        card.body.addStretch(1)
        return card

    def _why(self, row: Row) -> object:
        """Return how a row differs; of a verdict what it follows from."""
        if row.is_same or row.field or str(row.apart):
            return row.apart
        if row.what in self._judged_anew:
            return _("the rules in force are others than at the first check: return it")
        return _("follows from the entries")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards beside the rows where there is room, else below them."""
        super().resizeEvent(event)
        width = event.size().width()
        beside = width >= scaled(BESIDE)
        direction = QBoxLayout.Direction
        self._across.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._aside.setMinimumWidth(scaled(ASIDE) if beside else 1)
        self._aside.setMaximumWidth(scaled(ASIDE) if beside else MOST)
        left = width - scaled(32) - (scaled(ASIDE + 12) if beside else 0)
        self._heading.setVisible(left >= scaled(WIDE))

    def focus(self) -> None:
        """Put the keyboard on the first difference."""
        button = next((row.button for row in self.rows if row.button is not None), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
