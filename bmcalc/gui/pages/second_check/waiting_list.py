"""The list of what waits for a second person: whose it is, which cycle and day, since when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.state_marks import state_mark
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.records.line_list import LINE_ROLE, LineList
from bmcalc.gui.pages.records.line_paint import EDGE, draw_ground, is_chosen, write
from bmcalc.gui.pages.today.work_rows import since_words
from bmcalc.records.checks.states import State
from bmcalc.records.clock import now

LEAST_HEIGHT, ROW, SIGN = 220, 48, 14

_Index = QModelIndex | QPersistentModelIndex


class Waiting(NamedTuple):
    """A check that waits: its id, whose it is, what it is of, since which time of the world."""

    check: str
    patient: str
    what: str
    since: str

    def waits(self) -> str:
        """Return for how long it has waited by now."""
        return str(_("waiting {time}", time=since_words(self.since, now())))

    def words(self) -> str:
        """Return the whole line."""
        return f"{self.patient} · {self.what} · {self.waits()}"


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(1, scaled(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        one: Waiting = index.data(LINE_ROLE)
        painter.save()
        inks = draw_ground(painter, box, self._view, is_chosen(option))
        inside = box.adjusted(scaled(EDGE), scaled(5), -scaled(EDGE), -scaled(5))
        side = scaled(SIGN)
        state_mark(painter, QRectF(inside.left(), inside.center().y() - side / 2, side, side),
                   str(State.FIRST_CHECK))
        words = inside.adjusted(side + scaled(10), 0, 0, 0)
        half = words.height() / 2
        write(painter, words.adjusted(0, 0, 0, -half), one.patient, inks.text, bold=True)
        write(painter, words.adjusted(0, half, 0, 0), f"{one.what} · {one.waits()}", inks.muted,
              size="small")
        painter.restore()


class WaitingList(LineList):
    """The lines, the oldest first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Awaiting the second check"), parent)
        self.setMinimumHeight(scaled(LEAST_HEIGHT))
        self.setItemDelegate(_Delegate(self))

    def spoken(self, line: Waiting) -> str:
        """Return the whole line."""
        return line.words()

    def key_of(self, line: Waiting) -> str:
        """Return the check."""
        return line.check

    def show_waiting(self, waiting: Sequence[Waiting]) -> None:
        """Show these lines."""
        self.put_lines(waiting)

    def rows(self) -> list[Waiting]:
        """Return what waits."""
        return self.lines()

    def current(self) -> Waiting | None:
        """Return what is chosen."""
        found: Waiting | None = self.chosen_line()
        return found
