"""The marks of how far a cycle has come and of what a check says; a word always stands beside.

Draft a dashed ring, first check a half disc, second check the same in a ring, released a disc in a
ring, given a full disc, planned a grey ring, held two bars, and what ended otherwise a struck ring.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from bmcalc.core.severity import Severity
from bmcalc.gui.look.paint import mark
from bmcalc.gui.look.theme import colour, scaled

PLANNED: Final = "planned"
HELD: Final = "held"

_SORTS: Final = {
    "stop": ("stop", "stop_soft"), "confirm": ("caution", "caution_soft"),
    "add": ("add", "add_soft"), "agrees": ("fine", "fine_soft"),
}
_SEVERITIES: Final = {"stop": Severity.STOP, "confirm": Severity.CAUTION, "agrees": Severity.INFO}


def sort_mark(painter: QPainter, box: QRectF, sort: str) -> None:
    """Draw the sign of a sort (stop, confirm, add, agrees) in a disc that fills ``box``."""
    ink, ground = _SORTS[sort]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(ink), 1.2))
    painter.setBrush(colour(ink if sort == "stop" else ground))
    painter.drawEllipse(box.adjusted(0.6, 0.6, -0.6, -0.6))
    edge = box.width() * 0.24
    inside = box.adjusted(edge, edge, -edge, -edge)
    if sort == "add":
        painter.setPen(QPen(colour(ink), max(1.6, box.width() / 10)))
        middle = inside.center()
        painter.drawLine(QPointF(inside.left(), middle.y()), QPointF(inside.right(), middle.y()))
        painter.drawLine(QPointF(middle.x(), inside.top()), QPointF(middle.x(), inside.bottom()))
    else:
        mark(painter, inside, _SEVERITIES[sort], "card" if sort == "stop" else ink)


def state_mark(painter: QPainter, box: QRectF, state: str, on: str = "") -> None:
    """Draw how far a cycle has come, by the name of its state, :data:`PLANNED` or :data:`HELD`.

    ``on`` names the colour of the words where it stands on the ground of what is chosen.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = box.adjusted(1, 1, -1, -1)
    ink = colour(on or _INKS.get(state, "accent"))
    pen = QPen(ink, max(1.6, scaled(2)))
    if state == "draft":
        pen.setDashPattern([1.6, 1.3])
    painter.setPen(pen)
    painter.setBrush(ink if state == "given" else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
    painter.setBrush(ink)
    if state in ("first_check", "second_check"):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPie(box, 90 * 16, 180 * 16)
    if state == "second_check":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1))
        painter.drawEllipse(box.adjusted(-2, -2, 2, 2))
    elif state == "released":
        painter.setPen(Qt.PenStyle.NoPen)
        inset = box.width() * 0.27
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
    elif state == HELD:
        painter.setPen(pen)
        for x in (0.36, 0.64):
            across = box.left() + box.width() * x
            painter.drawLine(QPointF(across, box.top() + box.height() * 0.3),
                             QPointF(across, box.bottom() - box.height() * 0.3))
    elif state in ("not_given", "returned", "cancelled", "superseded"):
        painter.setPen(pen)
        painter.drawLine(box.bottomLeft() + QPointF(2, -2), box.topRight() + QPointF(-2, 2))


_INKS: Final = {
    "draft": "text", PLANNED: "muted", HELD: "caution", "not_given": "muted",
    "returned": "caution", "cancelled": "muted", "superseded": "muted",
}
