"""A pill: a mark, a word and a colour that say the same."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bmcalc.core.work import Severity
from bmcalc.gui.look.paint import grounded, mark
from bmcalc.gui.look.plain import set_tip
from bmcalc.gui.look.theme import colour, font, scaled, severity_names

MARK = 9
BEFORE_WORD = 24
AROUND = 34
LEAST = 60
HEIGHT = 20
STRONG_HEIGHT = 30


class Pill(QWidget):
    """A mark and a word on a ground of their colour; without a severity a quiet word.

    A ``strong`` one is larger and filled with its ink.
    """

    def __init__(self, parent: QWidget, strong: bool = False) -> None:
        super().__init__(parent)
        self._strong = strong
        self._size = "title" if strong else "small"
        self._height = STRONG_HEIGHT if strong else HEIGHT
        self._severity: Severity | None = None
        self._word = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_word(self, severity: Severity | None, word: str) -> None:
        """Show this word from now on."""
        if (severity, word) != (self._severity, self._word):
            self._severity, self._word = severity, word
            self.setAccessibleName(word)
            set_tip(self, word)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room for mark and word."""
        width = QFontMetrics(font(self._size, bold=True)).horizontalAdvance(self._word)
        return QSize(width + scaled(AROUND), scaled(self._height))

    def minimumSizeHint(self) -> QSize:
        """Return the least room: a long word is shortened, never a column widened."""
        return QSize(min(self.sizeHint().width(), scaled(LEAST)), scaled(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill."""
        quiet = self._severity is None
        ink, ground, _bar = ("muted", "quiet", "") if quiet else severity_names(
            self._severity or Severity.INFO
        )
        if self._strong:
            ink, ground = "card", ink
        painter = QPainter(self)
        box = QRectF(self.rect())
        grounded(painter, box, ground, ink, box.height() / 2)
        left = scaled(AROUND - BEFORE_WORD) if quiet else scaled(BEFORE_WORD)
        if self._severity is not None:
            side = scaled(MARK)
            place = QRectF(scaled(10), (box.height() - side) / 2, side, side)
            mark(painter, place, self._severity, ink)
        painter.setFont(font(self._size, bold=True))
        painter.setPen(colour(ink))
        room = int(box.width()) - left - scaled(8)
        word = painter.fontMetrics().elidedText(self._word, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, word)
