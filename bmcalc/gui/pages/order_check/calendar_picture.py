"""The dates ahead as a picture: each drug on its own line, the weeks across."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drugs import drug
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.orders.schedule.dose_dates import PlannedDose

LINE = 24
HEAD = 20
NAMES = 150
DOT = 5
WEEK = 7


class CalendarPicture(QWidget):
    """A dot for each dose, a bar for a run of days, an open dot for the last dose given."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._doses: dict[str, list[PlannedDose]] = {}
        self._given: dict[str, datetime.date] = {}
        self._today: datetime.date | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_dates(
        self,
        doses: Sequence[PlannedDose],
        given: dict[str, datetime.date],
        today: datetime.date | None,
    ) -> None:
        """Show these doses from now on; ``given`` are the last ones, by drug."""
        self._doses = {}
        for dose in doses:
            self._doses.setdefault(dose.drug, []).append(dose)
        self._given = {name: on for name, on in given.items() if name in self._doses}
        self._today = today
        self.setVisible(bool(self._doses) and today is not None)
        said: list[object] = [
            _("{drug}: {dates}", drug=drug(name).name,
              dates=Joined([dose.on.isoformat() for dose in of_drug]))
            for name, of_drug in self._doses.items()
        ]
        self.setAccessibleName(str(_("Calendar")))
        self.setAccessibleDescription(str(Joined(said, "; ")))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for every line and the months above."""
        return QSize(scaled(420), scaled(HEAD + LINE * len(self._doses) + 4))

    def _span(self) -> tuple[datetime.date, datetime.date]:
        starts = [dose.on for of_drug in self._doses.values() for dose in of_drug]
        ends = [dose.last for of_drug in self._doses.values() for dose in of_drug]
        first = min([*starts, *self._given.values()])
        return first - datetime.timedelta(days=2), max(ends) + datetime.timedelta(days=3)

    def _x(self, day: datetime.date) -> float:
        first, last = self._span()
        left, right = scaled(NAMES), self.width() - scaled(8)
        return left + (right - left) * (day - first).days / max((last - first).days, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the months, today, and every drug."""
        if not self._doses:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_weeks(painter)
        if self._today is not None:
            painter.setPen(QPen(colour("accent"), 1.5))
            x = self._x(self._today)
            painter.drawLine(QPointF(x, scaled(HEAD - 4)), QPointF(x, self.height()))
        for place, (name, of_drug) in enumerate(self._doses.items()):
            self._draw_drug(painter, scaled(HEAD + LINE * place + LINE // 2), name, of_drug)

    def _draw_weeks(self, painter: QPainter) -> None:
        first, last = self._span()
        begins = self._today or first
        day = begins - datetime.timedelta(days=WEEK * ((begins - first).days // WEEK))
        painter.setPen(QPen(colour("hairline"), 1))
        while day <= last:
            x = self._x(day)
            painter.drawLine(QPointF(x, scaled(HEAD)), QPointF(x, self.height()))
            day += datetime.timedelta(days=WEEK)
        painter.setFont(font("caption"))
        painter.setPen(colour("muted"))
        month, after = first.replace(day=1), -1.0
        while month <= last:
            x = self._x(max(month, first))
            if x >= after:
                painter.drawText(QPointF(x, scaled(HEAD - 8)), f"{month:%Y-%m}")
                after = x + scaled(56)
            month = (month + datetime.timedelta(days=32)).replace(day=1)

    def _draw_drug(
        self, painter: QPainter, y: float, name: str, doses: Sequence[PlannedDose]
    ) -> None:
        painter.setFont(font("small"))
        painter.setPen(colour("text"))
        room = scaled(NAMES - 12)
        shown = painter.fontMetrics().elidedText(
            str(drug(name).name), Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(
            QRectF(0, y - scaled(LINE) / 2, room, scaled(LINE)), Qt.AlignmentFlag.AlignVCenter,
            shown,
        )
        radius = scaled(DOT)
        given = self._given.get(name)
        if given is not None:
            painter.setPen(QPen(colour("accent"), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(self._x(given), y), radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        for dose in doses:
            if dose.is_run:
                x = self._x(dose.on)
                width = max(self._x(dose.last) - x, radius)
                painter.drawRoundedRect(QRectF(x, y - radius / 2, width, radius), 2, 2)
            else:
                painter.drawEllipse(QPointF(self._x(dose.on), y), radius, radius)
