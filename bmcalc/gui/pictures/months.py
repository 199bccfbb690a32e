"""Months as a calendar on the wall: a disc for a dose given, a ring for one that is planned."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.gui.look.theme import colour, font, scaled

CELL, HEAD, GAP, WEEKS = 27, 40, 18, 6
MOST_MONTHS = 12
WEEKDAYS = (_("Mo"), _("Tu"), _("We"), _("Th"), _("Fr"), _("Sa"), _("Su"))
_MIDDLE = Qt.AlignmentFlag.AlignCenter


class DayKind(Enum):
    """What a day of the calendar is."""

    GIVEN = "given"
    PLANNED = "planned"
    NEXT = "next"

    @property
    def word(self) -> object:
        """What people read."""
        return {DayKind.GIVEN: _("given"), DayKind.PLANNED: _("planned"),
                DayKind.NEXT: _("next dose")}[self]


def months_of(days: Mapping[datetime.date, DayKind]) -> tuple[datetime.date, ...]:
    """Return the first days of the months to draw, from the first day to the last.

    Of more than a year the months from the next dose on, else from the first planned one.
    """
    if not days:
        return ()
    first, last = min(days).replace(day=1), max(days)
    months = [first]
    while (following := (months[-1] + datetime.timedelta(days=32)).replace(day=1)) <= last:
        months.append(following)
    if len(months) <= MOST_MONTHS:
        return tuple(months)
    ahead = [day for day, kind in days.items() if kind is DayKind.NEXT] or [
        day for day, kind in days.items() if kind is DayKind.PLANNED] or [max(days)]
    start = min(months.index(min(ahead).replace(day=1)), len(months) - MOST_MONTHS)
    return tuple(months[start:start + MOST_MONTHS])


class Months(QWidget):
    """Draws as many months in a row as there is room for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._days: dict[datetime.date, DayKind] = {}
        self._months: tuple[datetime.date, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_days(self, days: Mapping[datetime.date, DayKind]) -> None:
        """Draw these days from now on; each is said in words too."""
        if dict(days) == self._days:
            return
        self._days, self._months = dict(days), months_of(days)
        self.setAccessibleName(str(_("Calendar")))
        self.setAccessibleDescription(str(Joined(
            [f"{day.isoformat()} {kind.word}" for day, kind in sorted(
                days.items(), key=lambda one: one[0])], "; ")))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower calendar is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows of months in a width."""
        rows = -(-len(self._months) // self._across(width))
        return int(rows * (self._high() + scaled(GAP)))

    def sizeHint(self) -> QSize:
        """Return the room of two months beside each other."""
        width = 2 * self._wide() + scaled(GAP)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the room of one month."""
        return QSize(self._wide(), self._high())

    @staticmethod
    def _wide() -> int:
        return 7 * scaled(CELL)

    @staticmethod
    def _high() -> int:
        return scaled(HEAD) + WEEKS * scaled(CELL)

    def _across(self, width: int) -> int:
        return max(1, (width + scaled(GAP)) // (self._wide() + scaled(GAP)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every month."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        across = self._across(self.width())
        for place, month in enumerate(self._months):
            left = place % across * (self._wide() + scaled(GAP))
            top = place // across * (self._high() + scaled(GAP))
            self._draw_month(painter, month, QPointF(left, top))
        painter.end()

    def _draw_month(self, painter: QPainter, month: datetime.date, at: QPointF) -> None:
        cell = scaled(CELL)
        painter.setFont(font("small", bold=True))
        painter.setPen(colour("heading"))
        title = QRectF(at.x(), at.y(), self._wide(), scaled(20))
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, f"{month:%Y-%m}")
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        for column, name in enumerate(WEEKDAYS):
            box = QRectF(at.x() + column * cell, at.y() + scaled(20), cell, scaled(18))
            painter.drawText(box, _MIDDLE, str(name))
        weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
        for row, week in enumerate(weeks):
            for column, day in enumerate(week):
                if day.month == month.month:
                    box = QRectF(at.x() + column * cell, at.y() + scaled(HEAD) + row * cell,
                                 cell, cell)
                    self._draw_day(painter, day, box)

    def _draw_day(self, painter: QPainter, day: datetime.date, box: QRectF) -> None:
        kind = self._days.get(day)
        radius = box.width() / 2 - 2
        ink = "text" if kind is not None else "muted"
        if kind is not None:
            painter.setPen(QPen(colour("accent"), 3 if kind is DayKind.NEXT else 1.6))
            painter.setBrush(colour("accent") if kind is DayKind.GIVEN
                             else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box.center(), radius, radius)
            if kind is DayKind.GIVEN:
                ink = "on_accent"
        painter.setFont(font("small", bold=kind is not None))
        painter.setPen(colour(ink))
        painter.drawText(box, _MIDDLE, str(day.day))
