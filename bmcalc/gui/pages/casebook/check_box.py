"""A box to tick whose line can be seen in every scheme."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox

from bmcalc.core.work import Severity
from bmcalc.gui.look.paint import mark, rounded
from bmcalc.gui.look.theme import colour, font, scaled

SIDE, GAP, HEIGHT = 16, 8, 24


class CheckBox(QCheckBox):
    """Draws its box, its tick and its words itself."""

    def sizeHint(self) -> QSize:
        """Return the room for box and words."""
        width = QFontMetrics(font()).horizontalAdvance(self.text())
        return QSize(scaled(SIDE + GAP) + width + 4, scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the room for the box; long words are shortened."""
        return QSize(scaled(SIDE + GAP + 80), scaled(HEIGHT))

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click on the box and on the words."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, thicker with the focus, and the words."""
        painter = QPainter(self)
        side = scaled(SIDE)
        box = QRectF(1, (self.height() - side) / 2, side, side)
        on, focused = self.isChecked(), self.hasFocus()
        line = "accent" if on or focused else "muted"
        rounded(painter, box, "accent" if on else "card", line, 2 if focused else 1, 4)
        if on:
            inset = side * 0.2
            mark(painter, box.adjusted(inset, inset, -inset, -inset), Severity.INFO, "on_accent")
        if focused:
            rounded_outside = box.adjusted(-1, -1, 1, 1)
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rounded_outside, 5, 5)
        painter.setFont(font())
        painter.setPen(colour("text"))
        left = scaled(SIDE + GAP)
        room = QRectF(left, 0, self.width() - left, self.height())
        shown = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
