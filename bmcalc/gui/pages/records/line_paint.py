"""How the lines of a list out of the records are drawn: headings, ground, ring, words."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from bmcalc.gui.look.theme import colour, font, scaled, scheme
from bmcalc.gui.pages.records.line_list import Heading

HEADING_HEIGHT: Final = 28
EDGE: Final = 12
_BAR: Final = 4
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight


class Inks(NamedTuple):
    """The colours of words on the ground of a line."""

    text: str
    muted: str
    is_filled: bool


def is_chosen(option: QStyleOptionViewItem) -> bool:
    """Say whether a line is the chosen one."""
    state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
    return bool(state & QStyle.StateFlag.State_Selected)


def draw_heading(painter: QPainter, box: QRectF, heading: Heading) -> None:
    """Draw a heading, and what its lines are as far as there is room."""
    painter.fillRect(box, colour("quiet"))
    inside = box.adjusted(scaled(EDGE), 0, -scaled(EDGE), 0)
    title = str(heading.title)
    painter.setFont(font("small", bold=True))
    painter.setPen(colour("heading"))
    painter.drawText(inside, _MIDDLE, title)
    taken = painter.fontMetrics().horizontalAdvance(title) + scaled(8)
    painter.setFont(font("small"))
    painter.setPen(colour("muted"))
    painter.drawText(inside.adjusted(taken, 0, 0, 0), _MIDDLE, str(heading.held))
    about = str(heading.about)
    room = inside.width() - taken - scaled(30)
    if painter.fontMetrics().horizontalAdvance(about) <= room:
        painter.drawText(inside, _MIDDLE | _RIGHT, about)


def draw_ground(
    painter: QPainter, box: QRectF, view: QListView, chosen: bool, ground: str = ""
) -> Inks:
    """Draw what a line stands on: fill and bar where it is chosen, the hairline, the ring.

    ``ground`` is the colour of a line that is not chosen.
    """
    is_filled = chosen and not scheme().lined
    if is_filled:
        painter.fillRect(box, colour("accent_soft"))
    elif ground and not chosen:
        painter.fillRect(box, colour(ground))
    if chosen:
        painter.fillRect(QRectF(box.left(), box.top(), scaled(_BAR), box.height() - 1),
                         colour("accent"))
    painter.setPen(QPen(colour("hairline"), 1))
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    if chosen and view.hasFocus():
        painter.setPen(QPen(colour("text"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(2, 2, -2, -3))
    return Inks("accent_text", "accent_text", True) if is_filled else Inks("text", "muted", False)


def write(
    painter: QPainter, box: QRectF, text: str, ink: str, *, size: str = "body", bold: bool = False,
    right: bool = False,
) -> None:
    """Write words on one line; what does not fit ends in an ellipsis."""
    if not text:
        return
    painter.setFont(font(size, bold=bold))
    painter.setPen(colour(ink))
    shown = painter.fontMetrics().elidedText(" ".join(text.split()),
                                             Qt.TextElideMode.ElideRight, int(box.width()))
    side = _RIGHT if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, _MIDDLE | side, shown)
