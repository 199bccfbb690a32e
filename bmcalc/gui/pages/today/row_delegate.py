"""How one line of the day's work is drawn: in columns, or as a card of three lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from bmcalc.core.texts import _
from bmcalc.gui.look.state_marks import HELD, PLANNED, state_mark
from bmcalc.gui.look.theme import font, scaled
from bmcalc.gui.pages.records.line_list import LINE_ROLE, Heading
from bmcalc.gui.pages.records.line_paint import (
    HEADING_HEIGHT,
    draw_ground,
    draw_heading,
    is_chosen,
    write,
)
from bmcalc.gui.pages.today.columns import COLUMNS, EDGE, Side, are_columns, places
from bmcalc.gui.pages.today.row_words import RowWords, carried_words
from bmcalc.gui.pages.today.sort_pill import draw_pill, pill_width
from bmcalc.gui.pages.today.work_rows import Group, WorkRow

NOT_SHOWN: Final = "–"
"""In place of a verdict that a second person is still to find without seeing it."""

ROW, EXPECTED, CARD = 50, 44, 74
SIGN = 14

_Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Draws headings and lines."""

    def __init__(
        self, side: Side, view: QListView, words_of: Callable[[WorkRow], RowWords]
    ) -> None:
        super().__init__(view)
        self._side, self._view, self._words_of = side, view, words_of
        self.is_active = True

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of a line."""
        row = index.data(LINE_ROLE)
        width = self._view.viewport().width()
        if isinstance(row, Heading):
            return QSize(1, scaled(HEADING_HEIGHT))
        if not are_columns(self._side, width):
            return QSize(1, scaled(CARD))
        return QSize(1, scaled(EXPECTED if row.group is Group.EXPECTED else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a heading or a line."""
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        row = index.data(LINE_ROLE)
        painter.save()
        if isinstance(row, Heading):
            draw_heading(painter, box, row)
        else:
            ground = "window" if row.group is Group.EXPECTED else ""
            self._ink, self._muted, _filled = draw_ground(
                painter, box, self._view, is_chosen(option) and self.is_active, ground)
            words = self._words_of(row)
            if are_columns(self._side, int(box.width())):
                self._columns(painter, box, row, words)
            else:
                self._card(painter, box, row, words)
        painter.restore()

    # In columns

    def _columns(self, painter: QPainter, box: QRectF, row: WorkRow, words: RowWords) -> None:
        where = {name: QRectF(box.left() + left, box.top(), width, box.height())
                 for name, (left, width) in places(self._side, int(box.width())).items()}
        self._two(painter, where["patient"], *words.patient, bold=row.check is not None)
        self._order(painter, where["order"], words)
        if "verdict" in where:
            self._verdict(painter, where["verdict"], row)
        self._state(painter, where["state"], row, words)
        waits = words.waits
        self._one(painter, where["waits"], waits, right=COLUMNS[self._side]["waits"].is_right)
        if "query" in where:
            self._query(painter, where["query"], words)
            self._one(painter, where["labs"], words.labs, right=True, size="small",
                      ink="" if row.item.check is not None else "accent")

    def _order(self, painter: QPainter, box: QRectF, words: RowWords) -> None:
        upper, lower = words.order
        if words.carried:
            ink = self._muted if self._muted != "muted" else "caution"
            self._two(painter, box, upper, words.carried, lower_ink=ink)
        else:
            self._two(painter, box, upper, lower)

    def _verdict(self, painter: QPainter, box: QRectF, row: WorkRow) -> None:
        if row.sort is not None:
            draw_pill(painter, box.left(), box.center().y(), row.sort, box.width())
        elif row.is_blind:
            self._one(painter, box, NOT_SHOWN)

    def _state(self, painter: QPainter, box: QRectF, row: WorkRow, words: RowWords) -> None:
        side = scaled(SIGN)
        sign = QRectF(box.left(), box.center().y() - side / 2, side, side)
        state_mark(painter, sign, _mark_of(row))
        self._two(painter, box.adjusted(side + scaled(7), 0, 0, 0), *words.state)

    def _query(self, painter: QPainter, box: QRectF, words: RowWords) -> None:
        if words.query[0]:
            self._two(painter, box, *words.query, right=True, lower_ink="caution")

    # As a card

    def _card(self, painter: QPainter, box: QRectF, row: WorkRow, words: RowWords) -> None:
        inside = box.adjusted(scaled(EDGE), scaled(6), -scaled(EDGE), -scaled(6))
        height = inside.height() / 3
        lines = [QRectF(inside.left(), inside.top() + number * height, inside.width(), height)
                 for number in range(3)]
        first, second, third = lines
        taken = 0.0
        if row.sort is not None:
            taken = min(pill_width(row.sort), first.width() / 2)
            draw_pill(painter, first.right() - taken, first.center().y(), row.sort, taken)
        elif row.is_blind:
            self._one(painter, first, NOT_SHOWN, right=True)
        who = " · ".join(one for one in words.patient if one)
        self._one(painter, first.adjusted(0, 0, -taken - scaled(6), 0), who,
                  bold=row.check is not None)
        beneath = carried_words(row) or words.order[1]
        self._one(painter, second, " · ".join(one for one in (words.order[0], beneath) if one))
        side = scaled(SIGN)
        sign = QRectF(third.left(), third.center().y() - side / 2, side, side)
        state_mark(painter, sign, _mark_of(row))
        query = " ".join(one for one in words.query if one)
        aside = " · ".join(one for one in (query, words.waits, words.labs) if one)
        painter.setFont(font("small"))
        room = painter.fontMetrics().horizontalAdvance(aside) + scaled(8) if aside else 0
        self._one(painter, third, aside, right=True, size="small", ink=self._muted)
        told = " · ".join(one for one in words.state if one)
        self._one(painter, third.adjusted(side + scaled(7), 0, -room, 0), told, size="small")

    # Words

    def _one(self, painter: QPainter, box: QRectF, text: str, *, bold: bool = False,
             right: bool = False, size: str = "body", ink: str = "") -> None:
        write(painter, box, text, ink or self._ink, size=size, bold=bold, right=right)

    def _two(self, painter: QPainter, box: QRectF, upper: str, lower: str, *, bold: bool = False,
             right: bool = False, lower_ink: str = "") -> None:
        ink = lower_ink if right else ""
        size = "small" if right else "body"
        if not lower:
            self._one(painter, box, upper, bold=bold, right=right, size=size, ink=ink)
            return
        half = box.height() / 2
        above = QRectF(box.left(), box.top() + scaled(5), box.width(), half - scaled(5))
        below = QRectF(box.left(), box.top() + half, box.width(), half - scaled(5))
        self._one(painter, above, upper, bold=bold, right=right, size=size, ink=ink)
        self._one(painter, below, lower, right=right, size="small", ink=lower_ink or self._muted)


def _mark_of(row: WorkRow) -> str:
    """Return the name of the sign of a line."""
    if row.group is Group.HELD:
        return HELD
    return PLANNED if row.item.state is None else str(row.item.state)


def heading_words(side: Side) -> str:
    """Return the headings of the columns, for those who hear the window."""
    return str(_("Columns: {names}", names=", ".join(
        str(one.title) for one in COLUMNS[side].values())))
