"""The third screen: the facts that carried over, each to be found in its source and ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.core.work import Severity
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.paint import mark, rounded
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import colour, scaled
from bmcalc.gui.look.wording import say
from bmcalc.records.second_check.carried import CarriedFact

BOX: Final = 22


class TickBox(QCheckBox):
    """A box whose line can be seen: as dark as that of a field."""

    def sizeHint(self) -> QSize:
        """Return the size of the box alone."""
        return QSize(scaled(BOX), scaled(BOX))

    minimumSizeHint = sizeHint

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on the box."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, with a tick where it is on and a ring where the keyboard is."""
        painter = QPainter(self)
        is_on, side = self.isChecked(), scaled(BOX)
        box = QRectF(0, 0, side, side).adjusted(2, 2, -2, -2)
        rounded(painter, box, "accent" if is_on else "card", "accent" if is_on else "field_line",
                1.4, 4)
        if is_on:
            mark(painter, box.adjusted(4, 4, -4, -4), Severity.INFO, "on_accent")
        if self.hasFocus():
            painter.setPen(QPen(colour("text"), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(0, 0, side, side).adjusted(1, 1, -1, -1), 5, 5)


class FactRow(Flowing):
    """A box with the name of a fact and its value; a click anywhere on the row turns the box."""

    ticked = Signal(str, bool)

    def __init__(self, fact: CarriedFact, parent: QWidget) -> None:
        super().__init__(parent)
        self.fact = fact
        across = QHBoxLayout(self)
        across.setContentsMargins(0, scaled(5), 0, scaled(5))
        across.setSpacing(scaled(10))
        self.box = TickBox(self)
        say(self.box, QWidget.setAccessibleName,
            _("{label}: {value}", label=fact.label, value=fact.shown))
        self.box.toggled.connect(lambda is_on: self.ticked.emit(fact.what, is_on))
        across.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        for words, name, stretch in ((fact.label, "", 2), (fact.shown, "value", 3)):
            label = Label(self)
            label.setObjectName(name)
            label.setWordWrap(True)
            label.setMinimumWidth(1)
            say(label, QLabel.setText, words)
            across.addWidget(label, stretch)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Turn the box."""
        if self.rect().contains(event.position().toPoint()):
            self.box.toggle()


class FactList(QWidget):
    """Every fact. ``ticked`` tells which was found in its source, or taken back."""

    ticked = Signal(str, bool)

    def __init__(
        self, facts: Sequence[CarriedFact], left: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.rows: list[FactRow] = []
        self.area = ScrollArea(self)
        self.area.let_keys_scroll(_("Facts to find in their source"))
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self.area)
        inside = QWidget(self.area)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(10))
        card = Card(inside, _("Facts to find in their source"))
        card.body.setSpacing(0)
        for fact in facts:
            row = FactRow(fact, card)
            row.box.setChecked(fact.what not in left)
            row.ticked.connect(self.ticked)
            card.body.addWidget(row)
            self.rows.append(row)
        layout.addWidget(card)
        layout.addStretch(1)
        self.area.setWidget(inside)

    def focus(self) -> None:
        """Put the keyboard on the first fact that is left."""
        row = next((one for one in self.rows if not one.box.isChecked()), None)
        if row is not None:
            row.box.setFocus(Qt.FocusReason.OtherFocusReason)
