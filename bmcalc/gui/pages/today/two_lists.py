"""The two sides of a day beside each other; where it is narrow, one of them behind two switches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.card import Card, put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.today.columns import Side, are_columns
from bmcalc.gui.pages.today.row_words import spoken
from bmcalc.gui.pages.today.work_list import GROUPS, ColumnHeads, WorkList
from bmcalc.gui.pages.today.work_rows import WorkRow
from bmcalc.records.ledger.moment import Moment

NARROW: Final = 780
LEAST_HEIGHT: Final = 220
SHARES: Final = {Side.CHECK: 58, Side.PREPARE: 42}


class TwoLists(QWidget):
    """A card for each side. ``current`` is the line of the side that had the keyboard last."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._side = Side.CHECK
        self.setMinimumHeight(scaled(LEAST_HEIGHT))
        self.lists: dict[Side, WorkList] = {}
        self._cards: dict[Side, Card] = {}
        self._empty: dict[Side, QLabel] = {}
        self._heads: dict[Side, ColumnHeads] = {}
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(scaled(8))
        self._switches = self._made_switches()
        across = QHBoxLayout()
        across.setSpacing(scaled(12))
        for side in Side:
            across.addWidget(self._card(side), SHARES[side])
        down.addWidget(self._bar)
        down.addLayout(across, 1)
        self._arrange()

    def _made_switches(self) -> dict[Side, QToolButton]:
        self._bar = QWidget(self)
        across = QHBoxLayout(self._bar)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(scaled(8))
        found = {}
        for side in Side:
            button = found[side] = QToolButton(self._bar)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setFixedHeight(scaled(32))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _on=False, side=side: self.show_side(side))
            across.addWidget(button)
        return found

    def _card(self, side: Side) -> Card:
        card = self._cards[side] = Card(self, side.heading)
        card.setMinimumWidth(1)
        card.body.setContentsMargins(1, scaled(10), 1, scaled(8))
        card.body.setSpacing(0)
        card.top.setContentsMargins(scaled(12), 0, scaled(12), scaled(6))
        empty = self._empty[side] = Label(card)
        empty.setObjectName("empty")
        empty.setWordWrap(True)
        empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        say(empty, QLabel.setText, _("Nothing here on this day."))
        card.body.addWidget(empty, 1)
        made = self.lists[side] = WorkList(side, card)
        heads = self._heads[side] = ColumnHeads(made, card)
        made.measured.connect(lambda side=side: self._measure(side))
        card.body.insertWidget(1, heads)
        made.chosen.connect(lambda side=side: self._has_keyboard(side))
        card.body.addWidget(made, 1)
        return card

    def _has_keyboard(self, side: Side) -> None:
        if self.lists[side].hasFocus() and side is not self._side:
            self._side = side
            self._arrange()

    def show_side(self, side: Side) -> None:
        """Show a side where there is room for one, and give it the keyboard."""
        self._side = side
        self._arrange()
        self.focus()

    def focus(self) -> None:
        """Give the keyboard to the side that had it last."""
        self.lists[self._side].setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> WorkRow | None:
        """Return the chosen line."""
        return self.lists[self._side].current()

    def show_rows(self, rows: Sequence[WorkRow], now: Moment) -> None:
        """Show these lines, each on its side."""
        for side, made in self.lists.items():
            inside = [one for one in rows if one.group in GROUPS[side]]
            made.show_rows(inside, now)
            made.setVisible(bool(inside))
            self._measure(side)
            self._empty[side].setVisible(not inside)
            words = f"{side.heading}  {len(inside)}"
            put(self._cards[side].title, words)
            self._switches[side].setText(words)
        if not self.lists[self._side].rows() and not self._is_narrow():
            self._side = next((one for one in Side if self.lists[one].rows()), self._side)
        self._arrange()

    def _measure(self, side: Side) -> None:
        """Show the headings of the columns where there are columns."""
        made = self.lists[side]
        self._heads[side].setVisible(
            bool(made.rows()) and are_columns(side, made.viewport().width()))

    def pass_time(self, now: Moment) -> None:
        """Say anew for how long each line has waited."""
        for made in self.lists.values():
            made.pass_time(now)

    def text(self) -> str:
        """Return the lines as plain text, side by side after each other."""
        lines: list[str] = []
        for side, made in self.lists.items():
            lines.append(str(side.heading))
            lines += [f"  {spoken(row, made.now())}" for row in made.rows()]
        return "\n".join(lines)

    def translate(self) -> None:
        """Read the words again."""
        for made in self.lists.values():
            made.translate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show both sides, or one where they do not fit beside each other."""
        super().resizeEvent(event)
        self._arrange()

    def _is_narrow(self) -> bool:
        return self.width() < scaled(NARROW)

    def _arrange(self) -> None:
        narrow = self._is_narrow()
        self._bar.setVisible(narrow)
        for side, card in self._cards.items():
            card.setVisible(not narrow or side is self._side)
            card.title.setVisible(not narrow)
            self._switches[side].setChecked(side is self._side)
            self.lists[side].be_active(side is self._side)
