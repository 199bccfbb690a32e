"""The spine from the side: a click on a vertebra chooses the level of the SINS.

Its ground says what the level counts for, and the words above say so too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from bmcalc.calculators.scores.sins_fields import JUNCTIONAL, LEVEL, LEVELS, MOBILE, RIGID
from bmcalc.core.texts import _
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.pictures import PictureCard
from bmcalc.gui.pictures.click_regions import ClickRegions, Region
from bmcalc.gui.result.evaluation import Evaluation

_PARTS: Final = "CTLS"
_ROW, _TOP, _STEP = 36.0, 46.0, 29.0
_HIGH: Final = {"C": 19.0, "T": 20.0, "L": 22.0, "S": 20.0}
KINDS: Final[tuple[tuple[object, int, str], ...]] = (
    (_("junctional"), 3, "stop_bar"), (_("mobile"), 2, "caution_bar"),
    (_("semirigid"), 1, "add_bar"), (_("rigid"), 0, "quiet"),
)


def kind_of(level: str) -> tuple[object, int, str]:
    """Return what a level is, the points that it counts for, and its ground."""
    if level in JUNCTIONAL:
        return KINDS[0]
    if level in MOBILE:
        return KINDS[1]
    return KINDS[3] if level in RIGID else KINDS[2]


@cache
def _outline(level: str) -> QPainterPath:
    """Return a vertebra seen from the side: its body, and the process behind it."""
    part, number = level[0], int(level[1:])
    left = 4 + _STEP * (number if part == "C" else number - 1)
    top = _TOP + _ROW * _PARTS.index(part)
    high = _HIGH[part]
    body = QPainterPath()
    body.addRoundedRect(QRectF(left, top, _STEP - 3, high), 4, 4)
    process = QPainterPath()
    process.moveTo(QPointF(left + 8, top + high - 2))
    process.lineTo(QPointF(left + 13, top + high + 8))
    process.lineTo(QPointF(left + 18, top + high - 2))
    process.closeSubpath()
    return body.united(process)


class Spine(ClickRegions):
    """Four rows: cervical with the occiput, thoracic, lumbar, sacral."""

    BOX = (4 + 12 * _STEP, _TOP + 4 * _ROW)

    def regions(self) -> Sequence[Region]:
        """Return the levels."""
        return [
            Region(level, _outline(level), _("{level}: {kind}, {points} points",
                                             level=LEVEL.options[level], kind=kind_of(level)[0],
                                             points=LEVEL.points[level]), kind_of(level)[2])
            for level in LEVELS
        ]

    def write(self, painter: QPainter) -> None:
        """Write the level on each vertebra, and what each ground means."""
        centre = Qt.AlignmentFlag.AlignCenter
        for level in LEVELS:
            bounds = _outline(level).boundingRect()
            box = self.box(bounds.x(), bounds.y(), bounds.width(), _HIGH[level[0]])
            painter.setFont(font("small", bold=level == self.key))
            painter.setPen(colour("on_accent" if level == self.key else "text"))
            painter.drawText(box, centre, level)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(font("small"))
        for place, (words, points, ground) in enumerate(KINDS):
            square = self.box(4 + self.BOX[0] / 2 * (place % 2), 4 + 19 * (place // 2), 12, 12)
            painter.setPen(QPen(colour("field_line"), 1))
            painter.setBrush(colour(ground))
            painter.drawRect(square)
            painter.setPen(colour("text"))
            said = str(_("{kind} = {points}", kind=words, points=points))
            painter.drawText(QRectF(square.right() + scaled(6), square.top() - scaled(3),
                                    self.width() / 2, scaled(18)), middle, said)


class Drawing(PictureCard):
    """The spine; a click answers the level, and the answer of the form is shown in it."""

    is_clicked = True

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Spinal level: click the vertebra"))
        self.drawing = Spine(self)
        self.drawing.chosen.connect(lambda key: self.answered.emit("level", key))
        self.body.addWidget(self.drawing)

    def show_outcome(self, outcome: Evaluation) -> None:
        """Show the level that was answered."""
        self.drawing.name(LEVEL.label)
        self.drawing.show_key(str(getattr(outcome.read, "level", None) or ""))
