"""The number of a finding in the colour of its sort, at the finding and at its field alike."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.paint import rounded
from bmcalc.gui.look.theme import colour, font, scaled, scheme
from bmcalc.gui.result.sort import Sort

SIDE = 18
RADIUS = 4


class NumberBadge(QWidget):
    """A small square with a number; a stop is filled."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.number, self.sort = 0, Sort.ADD
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_number(self, number: int, sort: Sort) -> None:
        """Show this number in the colour of a sort."""
        if (number, sort) != (self.number, self.sort):
            self.number, self.sort = number, sort
            self.update()

    def aloud(self) -> str:
        """Return the number and its sort, for those who hear the field that it stands at."""
        return str(_("Finding {number}, {sort}", number=self.number, sort=self.sort.word))

    def sizeHint(self) -> QSize:
        """Return the room for two digits."""
        return QSize(scaled(SIDE + 2), scaled(SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the square and the number in it."""
        ink, soft, bar = self.sort.colours
        painter = QPainter(self)
        box = QRectF(self.rect())
        full = self.sort is Sort.STOP
        line = ink if full or scheme().lined else bar
        rounded(painter, box, ink if full else soft, line, 1, RADIUS)
        painter.setFont(font("small", bold=True))
        painter.setPen(colour("card" if full else ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self.number))
