"""The lower part of the timeline: each followed value as a small trend with its limits."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.pictures.timeline_canvas import Canvas
from bmcalc.gui.pictures.timeline_values import Limit, Point, Trend

LANE_HEIGHT = 60
HEAD_ROOM = 21
FOOT_ROOM = 11
DOT = 4
SPAN_END = 3


class Lane:
    """One lane: where a value lies between the lowest and the highest that it shows."""

    def __init__(self, canvas: Canvas, top: float, trend: Trend) -> None:
        self.canvas = canvas
        self.trend = trend
        self.top = top
        sizes = [point.size for point in trend.points]
        sizes += [limit.size for limit in trend.limits]
        self._low, self._high = float(min(sizes)), float(max(sizes))
        if self._low == self._high:
            self._low, self._high = self._low * 0.9, self._high * 1.1 or 1.0

    def y(self, size: object) -> float:
        """Return the height of a value."""
        share = (float(size) - self._low) / (self._high - self._low)  # type: ignore[arg-type]
        bottom = self.top + scaled(LANE_HEIGHT - FOOT_ROOM)
        return bottom - share * scaled(LANE_HEIGHT - HEAD_ROOM - FOOT_ROOM)

    def place(self, point: Point) -> QPointF:
        """Return where a value lies."""
        return QPointF(self.canvas.x(point.middle), self.y(point.size))


def draw_trend(canvas: Canvas, top: float, trend: Trend) -> None:
    """Draw one followed value: limits, line, dots, numbers."""
    lane = Lane(canvas, top, trend)
    canvas.name(top, scaled(LANE_HEIGHT), str(trend.name), trend.unit)
    for limit in trend.limits:
        _limit(lane, limit)
    for point in trend.points:
        _span(lane, point)
    for earlier, later in pairwise(trend.points):
        _join(lane, earlier, later)
    for point in trend.points:
        _dot(lane, point)
    canvas.level(top + scaled(LANE_HEIGHT) - 0.5, "hairline")


def _limit(lane: Lane, limit: Limit) -> None:
    canvas, y = lane.canvas, lane.y(limit.size)
    canvas.level(y, "caution_bar", Qt.PenStyle.DashLine)
    painter = canvas.painter
    painter.setFont(font("caption"))
    painter.setPen(colour("caution"))
    box = QRectF(canvas.right + scaled(6), y - scaled(8), scaled(50), scaled(16))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, limit.words)


def _join(lane: Lane, earlier: Point, later: Point) -> None:
    dated = earlier.dated and later.dated
    style = Qt.PenStyle.SolidLine if dated else Qt.PenStyle.DotLine
    lane.canvas.painter.setPen(QPen(colour("accent"), 1.6, style))
    lane.canvas.painter.drawLine(lane.place(earlier), lane.place(later))


def _span(lane: Lane, point: Point) -> None:
    """Draw over which days a value may lie, where no day is printed."""
    if point.first == point.last:
        return
    canvas, y = lane.canvas, lane.y(point.size)
    painter, end = canvas.painter, scaled(SPAN_END)
    left, right = max(canvas.x(point.first), canvas.left), canvas.x(point.last)
    style = Qt.PenStyle.SolidLine if point.dated else Qt.PenStyle.DashLine
    painter.setPen(QPen(colour("field_line"), 1.2, style))
    painter.drawLine(QPointF(left, y), QPointF(right, y))
    painter.setPen(QPen(colour("field_line"), 1.2))
    for x in (left, right):
        painter.drawLine(QPointF(x, y - end), QPointF(x, y + end))


def _dot(lane: Lane, point: Point) -> None:
    painter, place = lane.canvas.painter, lane.place(point)
    outside = lane.trend.outside(point)
    ink = colour("caution" if outside else "accent")
    side = scaled(DOT)
    painter.setPen(QPen(ink if not point.dated else colour("card"), 1.5))
    painter.setBrush(ink if point.dated else colour("card"))
    painter.drawEllipse(place, side, side)
    painter.setFont(font("caption", bold=True))
    painter.setPen(colour("caution" if outside else "text"))
    text = f"{point.text} !" if outside else point.text
    width = painter.fontMetrics().horizontalAdvance(text) + scaled(6)
    box = QRectF(place.x() - width / 2, place.y() - scaled(19), width, scaled(14))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    around = QRectF(place.x() - 2 * side, place.y() - scaled(18), 4 * side, scaled(26))
    trend = lane.trend
    lane.canvas.tell(around, f"{trend.name} {point.text} {trend.unit} · {point.when()}".strip())
