"""The words under the discs of a drug: its dose, and its percentage or its state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.pages.course.course_words import label_of
from bmcalc.records.courses.doses_over_cycles import DoseAt
from bmcalc.records.courses.overview import CourseOverview

ROW, MORE = 50, 18
"""The height of a row, and how much higher that of a drug given on several days of a cycle is."""

_LEFT: Final = Qt.AlignmentFlag.AlignVCenter


def row_height(overview: CourseOverview, drug: str) -> int:
    """Return the height of the row of a drug, at a text size of 100 %."""
    days = {one.day for one in overview.of_drug(drug) if not one.is_own_track}
    return ROW + MORE if len(days) > 1 else ROW


def draw_labels(painter: QPainter, placed: Sequence[tuple[float, DoseAt]], top: float,
                left_edge: float, lines: int) -> None:
    """Write the words under each disc, on the first of the lines where there is room.

    What finds no room stands in the tip and in the words of the picture.
    """
    free = [left_edge] * lines
    for x, one in placed:
        dose, beside = label_of(one)
        dot = " · " if dose and beside else ""
        painter.setFont(font("small", bold=True))
        wide = painter.fontMetrics().horizontalAdvance(dose)
        painter.setFont(font("small"))
        whole = wide + painter.fontMetrics().horizontalAdvance(dot + beside)
        left = x - whole / 2
        line = next((number for number, end in enumerate(free) if left >= end), None)
        if not whole or line is None:
            continue
        free[line] = left + whole + scaled(4)
        box = QRectF(left, top + scaled(25 + MORE * line), whole + 2, scaled(18))
        painter.fillRect(box, colour("card"))
        painter.setFont(font("small", bold=True))
        painter.setPen(colour("stop" if one.is_stopped else "text"))
        painter.drawText(box, _LEFT, dose)
        painter.setFont(font("small"))
        painter.setPen(colour("stop" if one.is_stopped else "muted"))
        painter.drawText(box.adjusted(wide, 0, 0, 0), _LEFT, dot + beside)
