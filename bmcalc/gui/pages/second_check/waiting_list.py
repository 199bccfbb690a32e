"""The list of what waits for a second person: whose it is, which cycle and day, since when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from bmcalc.core.texts import _
from bmcalc.gui.look.state_marks import state_mark
from bmcalc.gui.look.theme import colour, font, scaled, scheme
from bmcalc.gui.look.wording import say
from bmcalc.records.checks.states import State

LEAST_HEIGHT, ROW, EDGE, SIGN = 220, 48, 12, 14
WAITING_ROLE = Qt.ItemDataRole.UserRole

_Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class Waiting(NamedTuple):
    """A check that waits: its id, whose it is, what it is of, for how long."""

    check: str
    patient: str
    what: str
    since: str

    @property
    def words(self) -> str:
        """The whole line."""
        return " · ".join(self[1:])


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(1, scaled(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        one: Waiting = index.data(WAITING_ROLE)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        is_filled = is_chosen and not scheme().lined
        painter.save()
        if is_filled:
            painter.fillRect(box, colour("accent_soft"))
        if is_chosen:
            painter.fillRect(QRectF(box.left(), box.top(), scaled(4), box.height() - 1),
                             colour("accent"))
        painter.setPen(QPen(colour("hairline"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if is_chosen and self._view.hasFocus():
            painter.setPen(QPen(colour("text"), 2))
            painter.drawRect(box.adjusted(2, 2, -2, -3))
        ink = "accent_text" if is_filled else "text"
        inside = box.adjusted(scaled(EDGE), scaled(5), -scaled(EDGE), -scaled(5))
        side = scaled(SIGN)
        state_mark(painter, QRectF(inside.left(), inside.center().y() - side / 2, side, side),
                   str(State.FIRST_CHECK))
        words = inside.adjusted(side + scaled(10), 0, 0, 0)
        half = words.height() / 2
        above = words.adjusted(0, 0, 0, -half)
        self._write(painter, above, one.patient, ink, bold=True)
        self._write(painter, words.adjusted(0, half, 0, 0), f"{one.what} · {one.since}",
                    "accent_text" if is_filled else "muted")
        painter.restore()

    @staticmethod
    def _write(painter: QPainter, box: QRectF, text: str, ink: str, bold: bool = False) -> None:
        painter.setFont(font("body" if bold else "small", bold=bold))
        painter.setPen(colour(ink))
        painter.drawText(box, _MIDDLE, painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(box.width())))


class WaitingList(QListWidget):
    """The lines; Enter, 2 and a double click open what is chosen."""

    opened = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(scaled(LEAST_HEIGHT))
        self.setItemDelegate(_Delegate(self))
        say(self, QWidget.setAccessibleName, _("Awaiting the second check"))
        self.itemDoubleClicked.connect(lambda _item: self.opened.emit())

    def show_waiting(self, waiting: Sequence[Waiting]) -> None:
        """Show these lines."""
        self.clear()
        for one in waiting:
            item = QListWidgetItem(one.words, self)
            item.setData(WAITING_ROLE, one)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the chosen line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_2):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the chosen line with the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the chosen line without the focus."""
        super().focusOutEvent(event)
        self.viewport().update()
