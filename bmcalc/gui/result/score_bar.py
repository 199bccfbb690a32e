"""The bar of a score: one cell a point, coloured by its band, the total or its range marked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from bmcalc.core.texts import _
from bmcalc.core.work import Scale, Severity
from bmcalc.gui.look.theme import colour, font, scaled, severity_names

MOST_CELLS = 30
GAP = 4


def span_words(low: int, high: int) -> str:
    """Return a total, or the range in which it lies."""
    return str(low) if low == high else str(_("{low} to {high}", low=low, high=high))


class ScoreBar(QWidget):
    """Draws a scale with its bands; the bands are told by their numbers as well as by colour."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._scale: Scale | None = None
        self._span: tuple[int, int] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_score(self, scale: Scale | None, span: tuple[int, int] | None) -> None:
        """Draw this scale with the lowest and highest total that is possible, or none.

        One total is its own lowest and highest.
        """
        self.setVisible(scale is not None)
        if (scale, span) != (self._scale, self._span):
            self._scale, self._span = scale, span
            self.update()
        if scale is not None:
            self.setAccessibleName(str(
                _("Scale from {low} to {high}", low=scale.low, high=scale.high)
            ))
            self.setAccessibleDescription("" if span is None else span_words(*span))

    def sizeHint(self) -> QSize:
        """Return the height of the bar with its numbers."""
        return QSize(200, scaled(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells, the bands' numbers, and the total."""
        scale = self._scale
        if scale is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, height = scaled(12), scaled(10)
        for low, high, severity in scale.bands:
            for start, stop in self._cells(low, high):
                self._cell(painter, start, stop, severity, top, height)
            self._numbers(painter, low, high, severity, top + height)
        if self._span is not None:
            self._mark(painter, *self._span, top)

    def _cells(self, low: int, high: int) -> list[tuple[int, int]]:
        scale = self._scale
        assert scale is not None
        if scale.high - scale.low >= MOST_CELLS:
            return [(low, high)]
        return [(point, point) for point in range(low, high + 1)]

    def _x(self, point: int) -> float:
        """Return where the cell of a point begins."""
        scale = self._scale
        assert scale is not None
        cells = scale.high - scale.low + 1
        return (self.width() + GAP) * (point - scale.low) / cells

    def _cell(
        self, painter: QPainter, start: int, stop: int, severity: Severity, top: int, height: int
    ) -> None:
        inside = self._span is not None and start <= self._span[1] and stop >= self._span[0]
        ink, _ground, bar = severity_names(severity)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(ink if inside else bar))
        box = QRectF(self._x(start), top, self._x(stop + 1) - self._x(start) - GAP, height)
        painter.drawRoundedRect(box, 3, 3)

    def _numbers(
        self, painter: QPainter, low: int, high: int, severity: Severity, top: int
    ) -> None:
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        text = str(low) if low == high else f"{low}–{high}"
        left, right = self._x(low), self._x(high + 1) - GAP
        middle = (left + right) / 2
        box = QRectF(middle - 60, top + 4, 120, scaled(18))
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, text)

    def _middle(self, point: int) -> float:
        return (self._x(point) + self._x(point + 1) - GAP) / 2

    def _mark(self, painter: QPainter, low: int, high: int, top: int) -> None:
        """Point at the total, or at both ends of its range with a line between them."""
        half = scaled(5)
        y = top - half - 3
        if low != high:
            painter.setPen(QPen(colour("text"), 2))
            painter.drawLine(QPointF(self._middle(low), y), QPointF(self._middle(high), y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("text"))
        for point in {low, high}:
            middle = self._middle(point)
            painter.drawPolygon(QPolygonF([
                QPointF(middle - half, y), QPointF(middle + half, y), QPointF(middle, top - 3),
            ]))
