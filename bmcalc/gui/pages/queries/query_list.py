"""The list of queries: what was asked of whom at the left, how it stands at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.queries.query_rows import QueryRow
from bmcalc.gui.pages.records.line_list import LINE_ROLE, Heading, LineList
from bmcalc.gui.pages.records.line_paint import (
    EDGE,
    HEADING_HEIGHT,
    draw_ground,
    draw_heading,
    is_chosen,
    write,
)
from bmcalc.records.ledger.moment import Moment

ROW, STATE = 66, 168

_Index = QModelIndex | QPersistentModelIndex


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QueryList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        is_heading = isinstance(index.data(LINE_ROLE), Heading)
        return QSize(1, scaled(HEADING_HEIGHT if is_heading else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        line = index.data(LINE_ROLE)
        painter.save()
        if isinstance(line, Heading):
            draw_heading(painter, box, line)
        else:
            self._query(painter, box, line, is_chosen(option))
        painter.restore()

    def _query(self, painter: QPainter, box: QRectF, row: QueryRow, chosen: bool) -> None:
        ink, muted, is_filled = draw_ground(painter, box, self._view, chosen)
        inside = box.adjusted(scaled(EDGE), scaled(5), -scaled(EDGE), -scaled(5))
        third = inside.height() / 3
        aside = min(scaled(STATE), inside.width() / 2)
        left = [QRectF(inside.left(), inside.top() + number * third, inside.width() - aside - 8,
                       third) for number in range(3)]
        right = [QRectF(inside.right() - aside, one.top(), aside, third) for one in left]
        write(painter, left[0], f"{row.asked.query.to} · {row.about}", ink, bold=True)
        write(painter, left[1], row.text, ink)
        write(painter, left[2], row.answer or str(_("asked by {name}", name=row.by)), muted,
              size="small")
        state = str(_("? open")) if row.is_open else str(row.outcome)
        state_ink = ink if is_filled or not row.is_open else "caution"
        write(painter, right[0], state, state_ink, bold=True, right=True)
        write(painter, right[1], row.when(self._view.now()), muted, right=True, size="small")
        write(painter, right[2], str(row.error), muted, right=True, size="small")


class QueryList(LineList):
    """The queries under two titles. ``chosen`` tells of another, ``opened`` to open its check."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Queries"), parent)
        self._now: Moment | None = None
        self.setItemDelegate(_Delegate(self))

    def spoken(self, line: QueryRow) -> str:
        """Return the query in one sentence."""
        return line.spoken(self.now())

    def key_of(self, line: QueryRow) -> str:
        """Return the id of the query."""
        return line.asked.query.id

    def now(self) -> Moment:
        """Return the time as of which the queries are told."""
        assert self._now is not None
        return self._now

    def show_rows(self, parts: Sequence[tuple[object, Sequence[QueryRow]]], now: Moment) -> None:
        """Show these under their titles; the chosen one stays chosen."""
        self._now = now
        lines: list[Heading | QueryRow] = []
        for title, rows in parts:
            if rows:
                lines += [Heading(title, len(rows)), *rows]
        self.put_lines(lines)

    def rows(self) -> list[QueryRow]:
        """Return the queries that are shown."""
        return self.lines()

    def current(self) -> QueryRow | None:
        """Return the chosen query."""
        found: QueryRow | None = self.chosen_line()
        return found

    def choose(self, query: str) -> None:
        """Choose a query by its id."""
        self.choose_key(query)
