"""The disc of a dose on the line of time; a word always stands beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bmcalc.gui.look.theme import colour, scaled
from bmcalc.records.checks.states import State

ACROSS = 13
"""The width of a disc in pixels."""


def draw_mark(painter: QPainter, centre: QPointF, state: State | None, stopped: bool = False,
              given: bool = True) -> None:
    """Draw how a dose stands: None is planned. ``given`` is false for one that was left out."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = scaled(ACROSS) / 2
    width = max(1.6, radius / 3.4)
    ink, fill = _ink(state, stopped, given), None
    pen = QPen(colour(ink), width)
    if state is State.DRAFT and not stopped:
        pen.setDashPattern([2, 1.5])
    if state is State.GIVEN and given:
        fill = ink
    painter.setPen(pen)
    painter.setBrush(colour(fill or "card"))
    painter.drawEllipse(centre, radius - width / 2, radius - width / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(ink))
    if stopped:
        _cross(painter, centre, radius * 0.36, ink, width)
    elif state in (State.FIRST_CHECK, State.SECOND_CHECK):
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.drawPie(box, 90 * 16, 180 * 16)
        if state is State.SECOND_CHECK:
            painter.drawEllipse(centre + QPointF(radius * 0.45, 0), radius * 0.22, radius * 0.22)
    elif state is State.RELEASED:
        painter.drawEllipse(centre, radius * 0.42, radius * 0.42)
    elif state in (State.NOT_GIVEN, State.RETURNED) or not given:
        painter.setPen(QPen(colour(ink), width))
        reach = radius * 0.62
        painter.drawLine(centre + QPointF(-reach, reach), centre + QPointF(reach, -reach))
    painter.restore()


def _ink(state: State | None, stopped: bool, given: bool) -> str:
    if stopped:
        return "stop"
    if state is None:
        return "field_line"
    if state is State.DRAFT:
        return "text"
    if state is State.RETURNED:
        return "caution"
    return "accent" if given and state is not State.NOT_GIVEN else "muted"


def _cross(painter: QPainter, centre: QPointF, reach: float, ink: str, width: float) -> None:
    painter.setPen(QPen(colour(ink), width))
    for side in (-1, 1):
        painter.drawLine(centre + QPointF(-reach, side * reach),
                         centre + QPointF(reach, -side * reach))


class LegendMark(QWidget):
    """A disc beside its word."""

    def __init__(self, state: State | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the disc."""
        side = scaled(ACROSS + 3)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc."""
        painter = QPainter(self)
        draw_mark(painter, QRectF(self.rect()).center(), self._state)
