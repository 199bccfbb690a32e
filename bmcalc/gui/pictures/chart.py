"""A small chart: where a value lies on paper, its lines, its dots and its words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from bmcalc.gui.look.theme import colour, font, scaled

HEIGHT = 220


class Chart(QWidget):
    """A drawing area with a scale on the left and at the bottom."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._across = (0.0, 1.0)
        self._up = (0.0, 1.0)

    def sizeHint(self) -> QSize:
        """Return the size of the drawing."""
        return QSize(scaled(420), scaled(HEIGHT))

    def measure(self, across: tuple[float, float], up: tuple[float, float]) -> None:
        """Set what the left, right, lower and upper edge stand for."""
        self._across, self._up = across, up

    def area(self) -> QRectF:
        """Return the part of the widget that the scales measure."""
        box = QRectF(self.rect())
        return box.adjusted(scaled(56), scaled(16), -scaled(96), -scaled(30))

    def at(self, across: float, up: float) -> QPointF:
        """Return the point of two values."""
        area = self.area()
        left, right = self._across
        low, high = self._up
        x = area.left() + area.width() * (across - left) / ((right - left) or 1)
        y = area.bottom() - area.height() * (up - low) / ((high - low) or 1)
        return QPointF(x, y)

    def begin(self) -> QPainter:
        """Return a painter, with the lower edge drawn."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("small"))
        area = self.area()
        painter.setPen(QPen(colour("field_line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        return painter

    def level(self, painter: QPainter, up: float, words: str, ink: str) -> None:
        """Draw a dashed level with its words at the right."""
        area = self.area()
        y = self.at(0, up).y()
        painter.setPen(QPen(colour(ink), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(colour(ink))
        right = QRectF(area.right() + scaled(6), y - scaled(9), scaled(92), scaled(18))
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter, words)

    def line(self, painter: QPainter, points: list[QPointF]) -> None:
        """Draw a line through points, with a dot at each."""
        painter.setPen(QPen(colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(QPen(colour("card"), 1.5))
        painter.setBrush(colour("accent"))
        for point in points:
            painter.drawEllipse(point, 4.5, 4.5)

    def above(self, painter: QPainter, point: QPointF, words: str) -> None:
        """Write words above a point."""
        painter.setFont(font("small", bold=True))
        painter.setPen(colour("text"))
        width = painter.fontMetrics().horizontalAdvance(words) + scaled(8)
        box = QRectF(point.x() - width / 2, point.y() - scaled(26), width, scaled(18))
        painter.fillRect(box, colour("card"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.setFont(font("small"))

    def below(self, painter: QPainter, across: float, words: str) -> None:
        """Write words below the lower edge."""
        point = self.at(across, self._up[0])
        painter.setPen(colour("muted"))
        box = QRectF(point.x() - scaled(70), point.y() + scaled(6), scaled(140), scaled(18))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
