"""What the window draws itself: rounded boxes, the arrow of a list, the signs of what is told."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from bmcalc.core.severity import Severity
from bmcalc.gui.look.theme import colour, scaled, scheme, severity_names

RADIUS = 6


def rounded(
    painter: QPainter, box: QRectF, fill: str, line: str, width: float = 1, radius: float = RADIUS
) -> None:
    """Draw a rounded box whose line lies wholly inside ``box``; names are colours."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = width / 2
    painter.setPen(QPen(colour(line), width))
    painter.setBrush(colour(fill))
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)


def grounded(
    painter: QPainter, box: QRectF, ground: str, ink: str, radius: float = RADIUS
) -> None:
    """Draw the ground of what is told in a colour, lined in its ink where the scheme asks so."""
    rounded(painter, box, ground, ink if scheme().lined else ground, 1, radius)


def arrow(painter: QPainter, centre: QPointF, name: str) -> None:
    """Draw the small arrow that says: here a list opens."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = scaled(8) / 2
    pen = QPen(colour(name), 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([
        centre + QPointF(-half, -half / 2), centre + QPointF(0, half / 2),
        centre + QPointF(half, -half / 2),
    ]))


def mark(painter: QPainter, box: QRectF, severity: Severity, ink: str) -> None:
    """Draw the mark of a severity: a cross, an exclamation mark, or a tick."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour(ink), max(1.8, box.width() / 6))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    left, right = box.left() + box.width() * 0.18, box.right() - box.width() * 0.18
    top, bottom = box.top() + box.height() * 0.18, box.bottom() - box.height() * 0.18
    middle = box.center()
    if severity is Severity.STOP:
        painter.drawLine(QPointF(left, top), QPointF(right, bottom))
        painter.drawLine(QPointF(left, bottom), QPointF(right, top))
    elif severity is Severity.CAUTION:
        painter.drawLine(
            QPointF(middle.x(), box.top() + 1), QPointF(middle.x(), middle.y() + box.height() * 0.1)
        )
        painter.drawPoint(QPointF(middle.x(), box.bottom() - 1.2))
    else:
        painter.drawPolyline(QPolygonF([
            QPointF(left, middle.y()), QPointF(middle.x() - box.width() * 0.1, bottom),
            QPointF(right, top),
        ]))


def plus(painter: QPainter, box: QRectF, ink: str) -> None:
    """Draw the sign of what is missing: a plus."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour(ink), max(1.8, box.width() / 6))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    middle, half = box.center(), box.width() * 0.38
    painter.drawLine(middle - QPointF(half, 0), middle + QPointF(half, 0))
    painter.drawLine(middle - QPointF(0, half), middle + QPointF(0, half))


def edged(
    painter: QPainter, box: QRectF, fill: str, line: str, radius: float, dashed: bool = False
) -> None:
    """Draw a rounded box with a line inside of it, dashed for what is still open."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour(line), 1)
    if dashed:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(colour(fill))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class SeverityMark(QWidget):
    """The mark of a severity as a small widget beside a sentence that says the same in words."""

    def __init__(self, parent: QWidget, size: int = 11) -> None:
        super().__init__(parent)
        self._severity = Severity.INFO
        self._ink: str | None = None
        self._size = size

    def show_severity(self, severity: Severity, ink: str | None = None) -> None:
        """Draw this severity from now on, in its own colour or in ``ink``."""
        if (severity, ink) != (self._severity, self._ink):
            self._severity, self._ink = severity, ink
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the mark."""
        return QSize(scaled(self._size) + 2, scaled(self._size) + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark, a note as a small ring."""
        painter = QPainter(self)
        side = scaled(self._size)
        box = QRectF(1, (self.height() - side) / 2, side, side)
        ink = self._ink or severity_names(self._severity)[0]
        if self._severity is Severity.INFO and self._ink is None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("muted"), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box.adjusted(2, 2, -2, -2))
        else:
            mark(painter, box, self._severity, ink)
