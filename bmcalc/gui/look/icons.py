"""The few pictures of the window's own, drawn by the painter in the colours of the scheme."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from bmcalc.gui.look.theme import colour


def icon(painter: QPainter, name: str, box: QRectF, ink: str) -> None:
    """Draw a picture by its name inside a square box, in a colour of the scheme."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour(ink), box.width() / 12)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.translate(box.topLeft())
    painter.scale(box.width() / 20, box.height() / 20)
    pen.setWidthF(20 / 12)
    painter.setPen(pen)
    _DRAWN[name](painter)
    painter.restore()


def _find(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(3, 3, 10.5, 10.5))
    painter.drawLine(QPointF(12.2, 12.2), QPointF(17, 17))


def _today(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(3, 4, 14, 13), 2, 2)
    painter.drawLine(QPointF(3, 8), QPointF(17, 8))
    for x in (7.0, 13.0):
        painter.drawLine(QPointF(x, 2.5), QPointF(x, 5.5))


def _order(painter: QPainter) -> None:
    painter.drawPolygon(QPolygonF([QPointF(4, 2.5), QPointF(12, 2.5), QPointF(16, 6.5),
                                   QPointF(16, 17.5), QPointF(4, 17.5)]))
    painter.drawPolyline(QPolygonF([QPointF(7, 11.5), QPointF(9.2, 13.8), QPointF(13, 9)]))


def _course(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(2, 7.5, 5, 5))
    painter.drawEllipse(QRectF(13, 7.5, 5, 5))
    painter.drawLine(QPointF(7, 10), QPointF(13, 10))


def _tools(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(4, 2.5, 12, 15), 2, 2)
    painter.drawRect(QRectF(7, 5.5, 6, 2.5))
    for y in (11.3, 14.3):
        for x in (7.3, 10.0, 12.7):
            painter.drawPoint(QPointF(x, y))


def _menu(painter: QPainter) -> None:
    for y in (5.5, 10.0, 14.5):
        painter.drawLine(QPointF(3.5, y), QPointF(16.5, y))


def _close(painter: QPainter) -> None:
    painter.drawLine(QPointF(5, 5), QPointF(15, 15))
    painter.drawLine(QPointF(5, 15), QPointF(15, 5))


_DRAWN: Final[dict[str, Callable[[QPainter], None]]] = {
    "find": _find, "today": _today, "order": _order, "course": _course, "tools": _tools,
    "menu": _menu, "close": _close,
}
