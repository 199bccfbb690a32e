"""Where a day lies on the timeline, and what every part of it draws alike."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from bmcalc.gui.look.theme import colour, font, scaled

NAMES_WIDTH = 176
LIMITS_WIDTH = 58
MONTH_ROOM = 48
MIDDLE = Qt.AlignmentFlag.AlignVCenter


class Canvas:
    """A painter with the scale of time. ``told`` collects what a pointer may ask about."""

    def __init__(
        self, painter: QPainter, width: int, first: datetime.date, last: datetime.date
    ) -> None:
        self.painter = painter
        self.left = scaled(NAMES_WIDTH)
        self.right = width - scaled(LIMITS_WIDTH)
        self.first, self.last = first, last
        self.told: list[tuple[QRectF, str]] = []

    def x(self, day: float | datetime.date) -> float:
        """Return where a day, or a day number, lies."""
        number = day.toordinal() if isinstance(day, datetime.date) else day
        start = self.first.toordinal()
        share = (number - start) / (self.last.toordinal() - start)
        return self.left + share * (self.right - self.left)

    def months(self) -> Iterator[datetime.date]:
        """Yield the first days of the months in sight."""
        day = self.first.replace(day=1)
        while day <= self.last:
            if day >= self.first:
                yield day
            day = (day + datetime.timedelta(days=32)).replace(day=1)

    def tell(self, box: QRectF, text: str) -> None:
        """Let a pointer on ``box`` show ``text``."""
        self.told.append((box, text))

    def name(self, top: float, height: float, text: str, below: str = "") -> None:
        """Write the name of a track at the left, with a quiet word below it."""
        painter = self.painter
        room = QRectF(0, top, self.left - scaled(12), height)
        painter.setFont(font("small"))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.setPen(colour("text"))
        if not below:
            painter.drawText(room, MIDDLE, shown)
            return
        half = height / 2
        up = Qt.AlignmentFlag.AlignBottom
        painter.drawText(room.adjusted(0, 0, 0, -half), up, shown)
        painter.setFont(font("caption"))
        painter.setPen(colour("muted"))
        painter.drawText(room.adjusted(0, half, 0, 0), Qt.AlignmentFlag.AlignTop, below)

    def level(self, y: float, ink: str, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
        """Draw a fine level over the whole time."""
        self.painter.setPen(QPen(colour(ink), 1, style))
        self.painter.drawLine(QPointF(self.left, y), QPointF(self.right, y))


def draw_months(canvas: Canvas, top: float, bottom: float) -> None:
    """Draw the months: their names along ``top``, a fine line down to ``bottom``."""
    painter = canvas.painter
    painter.setFont(font("caption"))
    after = canvas.left - 1.0
    for day in canvas.months():
        x = canvas.x(day)
        painter.setPen(QPen(colour("hairline"), 1))
        painter.drawLine(QPointF(x, top + scaled(16)), QPointF(x, bottom))
        if x >= after:
            painter.setPen(colour("muted"))
            box = QRectF(x + scaled(3), top, scaled(MONTH_ROOM), scaled(16))
            painter.drawText(box, MIDDLE, f"{day:%Y-%m}")
            after = x + scaled(MONTH_ROOM)
