"""The course of a marker: its values over time, each change with the value it refers to."""

from __future__ import annotations

import datetime
import re
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bmcalc.calculators.response.marker_change import rise_after_two_cycles
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.pictures import PictureCard
from bmcalc.gui.pictures.chart import Chart
from bmcalc.gui.result.evaluation import Evaluation

Rows = list[dict[str, Any]]

NAMES_WIDTH, LIMITS_WIDTH = 112, 132
HEIGHT, LINE_HEIGHT, LINES = 252, 20, 4
CLOSEST = 0.12
"""Share of the width below which two values on a scale of time would cover each other."""

_DAY = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])(?:-(\d\d))?")
CHANGES: dict[str, object] = {
    "from_baseline": _("from the baseline"),
    "from_previous": _("from the previous"),
}


def when(row: dict[str, Any]) -> str:
    """Return the date of a value, or its label."""
    return str(row["on"] or row["label"] or "")


def places(rows: Rows) -> list[float]:
    """Return where the values lie, from 0 to 1: by time where all are dated, else evenly."""
    days = [_day(row) for row in rows]
    known = [day for day in days if day is not None]
    if len(known) == len(rows):
        span = known[-1] - known[0]
        if span and min(later - earlier for earlier, later in pairwise(known)) >= CLOSEST * span:
            return [(day - known[0]) / span for day in known]
    return [index / (len(rows) - 1) for index in range(len(rows))]


def _day(row: dict[str, Any]) -> int | None:
    found = _DAY.fullmatch(when(row))
    if found is None:
        return None
    year, month, day = (int(part or 15) for part in found.groups())
    return datetime.date(year, month, day).toordinal()


def in_words(rows: Rows) -> str:
    """Return the series in words: each value with its changes and what they refer to."""
    told: list[object] = []
    for row in rows:
        parts: list[object] = [f"{when(row)} {row['value']}".strip()]
        parts += [
            f"{show(row[name], 1)} {reference}" for name, reference in CHANGES.items()
            if isinstance(row[name], Term)
        ]
        told.append(Joined(parts, _(", ")))
    return str(Joined(told, _("; ")))


class TrendChart(Chart):
    """The line of the values, the baseline across it, and the changes in lines below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: Rows = []
        self._rise: Term | None = None
        self._points: list[tuple[float, float]] = []

    def show_rows(self, rows: Rows, rise: Term | None) -> None:
        """Draw these values; ``rise`` above the first one is a limit."""
        self._rows, self._rise = rows, rise
        sizes = [float(row["value"].magnitude) for row in rows]
        self._points = list(zip(places(rows), sizes, strict=True))
        highest = max([*sizes, *([self._limit()] if rise is not None else [])])
        self.measure((0, 1), (0, highest * 1.16 or 1))
        self.setAccessibleName(str(_("Course")))
        self.setAccessibleDescription(in_words(rows))
        self.update()

    def _limit(self) -> float:
        assert self._rise is not None
        return float((self._rows[0]["value"] + self._rise).magnitude)

    def sizeHint(self) -> QSize:
        """Return the size with the lines below."""
        return QSize(scaled(420), scaled(HEIGHT))

    def area(self) -> QRectF:
        """Leave room for the names at the left and the lines below."""
        foot = scaled(LINE_HEIGHT * LINES + 8)
        return QRectF(self.rect()).adjusted(
            scaled(NAMES_WIDTH + 40), scaled(4), -scaled(LIMITS_WIDTH + 12), -foot
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the levels, the line, and below every dot its value and changes."""
        if not self._rows:
            return
        painter = self.begin()
        self._level(painter, self._points[0][1], str(_("baseline")), "muted", below=True)
        if self._rise is not None:
            words = str(_("baseline + {rise}", rise=self._rise))
            self._level(painter, self._limit(), words, "caution", below=False)
        points = [self.at(*point) for point in self._points]
        self.line(painter, points)
        for point, row in zip(points, self._rows, strict=True):
            changes = [row[name] for name in CHANGES]
            shown = [show(one, 1) if isinstance(one, Term) else "—" for one in changes]
            for line, words in enumerate([when(row), show(row["value"]), *shown]):
                self._cell(painter, point, line, words)
        for line, name in enumerate([_("value"), *CHANGES.values()], 1):
            self._name(painter, line, str(name))
        painter.end()

    def _level(self, painter: QPainter, up: float, words: str, ink: str, below: bool) -> None:
        """Draw a dashed level, its words at the right above or below it."""
        self.level(painter, up, "", ink)
        area, y = self.area(), self.at(0, up).y()
        height = scaled(18)
        box = QRectF(area.right() + scaled(12), y if below else y - height,
                     scaled(LIMITS_WIDTH), height)
        painter.setPen(colour(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)

    def _line_top(self, line: int) -> float:
        return self.area().bottom() + scaled(6) + line * scaled(LINE_HEIGHT)

    def _cell(self, painter: QPainter, point: QPointF, line: int, words: str) -> None:
        painter.setFont(font("small", bold=line == 1))
        painter.setPen(colour("text" if line == 1 else "muted"))
        box = QRectF(point.x() - scaled(50), self._line_top(line), scaled(100), scaled(LINE_HEIGHT))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _name(self, painter: QPainter, line: int, words: str) -> None:
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        box = QRectF(0, self._line_top(line), scaled(NAMES_WIDTH), scaled(LINE_HEIGHT))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)


class Drawing(PictureCard):
    """The chart of a series of at least two values."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Course"))
        self.chart = TrendChart(self)
        self.body.addWidget(self.chart)
        self.hide()

    def show_outcome(self, outcome: Evaluation) -> None:
        """Draw the series of this outcome, or hide where there is none."""
        rows = None if outcome.work is None else outcome.work.values.get("trend")
        if not isinstance(rows, list) or len(rows) < 2:
            self.hide()
            return
        marker = getattr(outcome.read, "marker", None)
        rise = rise_after_two_cycles(marker)
        self.chart.show_rows(rows, None if rise is None else rise.to(rows[0]["value"].unit.key))
        self.show()
