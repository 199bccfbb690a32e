"""A pill: a mark, a word and a colour that say the same."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bmcalc.core.work import Severity
from bmcalc.gui.look.paint import edged, mark, plus
from bmcalc.gui.look.plain import set_tip
from bmcalc.gui.look.theme import colour, font, scaled, scheme, severity_names
from bmcalc.gui.result.sort import Sort

MARK = 9
BEFORE_WORD = 21
AROUND = 30
LEAST = 60
HEIGHT = 22
STRONG_HEIGHT = 30
STRONG_RADIUS = 6


_SEVERITIES: Final = {
    Sort.STOP: Severity.STOP, Sort.CONFIRM: Severity.CAUTION, Sort.AGREES: Severity.INFO,
}


def sign(painter: QPainter, box: QRectF, sort: Sort, ink: str) -> None:
    """Draw the sign of a sort: a cross, an exclamation mark, a plus, or a tick."""
    if sort is Sort.ADD:
        plus(painter, box, ink)
    else:
        mark(painter, box, _SEVERITIES[sort], ink)


class Pill(QWidget):
    """A mark and a word on a ground of their colour; without a severity a quiet word.

    A ``strong`` one is larger and filled with its ink. One that says what is to complete has a
    dashed edge, so that undecided never looks like agreed.
    """

    def __init__(self, parent: QWidget, strong: bool = False) -> None:
        super().__init__(parent)
        self._strong = strong
        self._size = "title" if strong else "small"
        self._height = STRONG_HEIGHT if strong else HEIGHT
        self._kind: Severity | Sort | None = None
        self._word = ""
        self._measured: tuple[str, int] | None = None
        self._width = 0
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_word(self, severity: Severity | None, word: str) -> None:
        """Show this word from now on, with the mark of a severity."""
        self._show(severity, word)

    def show_sort(self, sort: Sort | None, word: str) -> None:
        """Show this word from now on, with the sign of a sort."""
        self._show(sort, word)

    def _show(self, kind: Severity | Sort | None, word: str) -> None:
        if (kind, word) == (self._kind, self._word):
            return
        wider = word != self._word or (kind is None) != (self._kind is None)
        self._kind, self._word = kind, word
        if wider:
            self.setAccessibleName(word)
            set_tip(self, word)
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for mark and word."""
        key = self._word, scaled(1000)
        if self._measured != key:
            metrics = QFontMetrics(font(self._size, bold=True))
            self._measured, self._width = key, metrics.horizontalAdvance(self._word)
        return QSize(self._width + scaled(AROUND), scaled(self._height))

    def minimumSizeHint(self) -> QSize:
        """Return the least room: a long word is shortened, never a column widened."""
        return QSize(min(self.sizeHint().width(), scaled(LEAST)), scaled(self._height))

    def _colours(self) -> tuple[str, str, str]:
        """Return the names of its ink, its ground and its edge."""
        kind = self._kind
        if kind is None:
            return "muted", "quiet", "quiet"
        if isinstance(kind, Sort):
            ink, ground, bar = kind.colours
            return ink, ground, ink if kind is Sort.ADD or scheme().lined else bar
        ink, ground, _bar = severity_names(kind)
        return ink, ground, ink if scheme().lined else ground

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill."""
        kind = self._kind
        ink, ground, edge = self._colours()
        dashed = kind is Sort.ADD
        if self._strong:
            ink, ground, edge, dashed = "card", ink, ink, False
        painter = QPainter(self)
        box = QRectF(self.rect())
        radius = scaled(STRONG_RADIUS) if self._strong else (box.height() - 1) / 2
        edged(painter, box, ground, edge, radius, dashed)
        left = scaled(AROUND - BEFORE_WORD) if kind is None else scaled(BEFORE_WORD)
        if kind is not None:
            side = scaled(MARK)
            place = QRectF(scaled(8), (box.height() - side) / 2, side, side)
            if isinstance(kind, Sort):
                sign(painter, place, kind, ink)
            else:
                mark(painter, place, kind, ink)
        painter.setFont(font(self._size, bold=True))
        painter.setPen(colour(ink))
        room = int(box.width()) - left - scaled(8)
        word = painter.fontMetrics().elidedText(self._word, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, word)
