"""The sort of a verdict as a pill that a list draws: sign, word and colour say the same."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from bmcalc.core.severity import Severity
from bmcalc.gui.look.paint import mark
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.result.sort import Sort

HEIGHT = 22
_SIDE = 9
_SEVERITY = {Sort.STOP: Severity.STOP, Sort.CONFIRM: Severity.CAUTION, Sort.AGREES: Severity.INFO}


def draw_sign(painter: QPainter, box: QRectF, sort: Sort, ink: str) -> None:
    """Draw a cross, an exclamation mark, a plus or a tick."""
    severity = _SEVERITY.get(sort)
    if severity is not None:
        mark(painter, box, severity, ink)
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour(ink), max(1.8, box.width() / 6))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    middle = box.center()
    for off in (QPointF(box.width() * 0.4, 0), QPointF(0, box.height() * 0.4)):
        painter.drawLine(middle - off, middle + off)


def pill_width(sort: Sort) -> float:
    """Return how wide the pill of a sort is."""
    words = QFontMetrics(font("small", bold=True)).horizontalAdvance(str(sort.word))
    return words + scaled(_SIDE + 25)


def draw_pill(painter: QPainter, left: float, middle: float, sort: Sort, room: float) -> None:
    """Draw the pill at the left of a place, no wider than there is room."""
    ink, ground, _bar = sort.colours
    height, width = scaled(HEIGHT), min(pill_width(sort), room)
    box = QRectF(left, middle - height / 2, width, height).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = Qt.PenStyle.DashLine if sort is Sort.ADD else Qt.PenStyle.SolidLine
    painter.setPen(QPen(colour(ink), 1, line))
    painter.setBrush(colour(ground))
    painter.drawRoundedRect(box, height / 2, height / 2)
    side = scaled(_SIDE)
    draw_sign(painter, QRectF(box.left() + scaled(9), middle - side / 2, side, side), sort, ink)
    painter.setFont(font("small", bold=True))
    painter.setPen(colour(ink))
    words = box.adjusted(scaled(_SIDE + 14), 0, -scaled(6), 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, painter.fontMetrics().elidedText(
        str(sort.word), Qt.TextElideMode.ElideRight, int(words.width()) + 1))
    painter.restore()
