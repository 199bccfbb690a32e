"""The list of queries: what was asked of whom at the left, how it stands at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from bmcalc.core.texts import _
from bmcalc.gui.look.plain import plain_tip
from bmcalc.gui.look.theme import colour, font, scaled, scheme
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.queries.query_rows import QueryRow
from bmcalc.records.ledger.moment import Moment

ROW_ROLE: Final = Qt.ItemDataRole.UserRole
HEADING, ROW, EDGE, STATE = 28, 66, 12, 168

_Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class _Lines(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[str | QueryRow] = []
        self.now: Moment | None = None

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.now is None:
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        told = row if isinstance(row, str) else row.spoken(self.now)
        if role == Qt.ItemDataRole.ToolTipRole and not isinstance(row, str):
            return plain_tip(told)
        return told if role in (Qt.ItemDataRole.DisplayRole,
                                Qt.ItemDataRole.AccessibleTextRole) else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def put(self, rows: list[str | QueryRow], now: Moment) -> None:
        self.beginResetModel()
        self.rows, self.now = rows, now
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QListView, lines: _Lines) -> None:
        super().__init__(view)
        self._view, self._lines = view, lines

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(1, scaled(HEADING if isinstance(index.data(ROW_ROLE), str) else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        row = index.data(ROW_ROLE)
        painter.save()
        if isinstance(row, str):
            painter.fillRect(box, colour("quiet"))
            painter.setFont(font("small", bold=True))
            painter.setPen(colour("heading"))
            painter.drawText(box.adjusted(scaled(EDGE), 0, 0, 0), _MIDDLE, row)
        else:
            self._query(painter, box, row, bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _query(self, painter: QPainter, box: QRectF, row: QueryRow, is_chosen: bool) -> None:
        is_filled = is_chosen and not scheme().lined
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
        muted = "accent_text" if is_filled else "muted"
        inside = box.adjusted(scaled(EDGE), scaled(5), -scaled(EDGE), -scaled(5))
        third = inside.height() / 3
        aside = min(scaled(STATE), inside.width() / 2)
        left = [QRectF(inside.left(), inside.top() + number * third, inside.width() - aside - 8,
                       third) for number in range(3)]
        right = [QRectF(inside.right() - aside, one.top(), aside, third) for one in left]
        now = self._lines.now
        assert now is not None
        _write(painter, left[0], f"{row.asked.query.to} · {row.about}", ink, bold=True)
        _write(painter, left[1], row.text, ink)
        _write(painter, left[2], row.answer or str(_("asked by {name}", name=row.by)), muted,
               small=True)
        state = str(_("? open")) if row.is_open else str(row.outcome)
        state_ink = ink if is_filled or not row.is_open else "caution"
        _write(painter, right[0], state, state_ink, bold=True, right=True)
        _write(painter, right[1], row.when(now), muted, right=True, small=True)
        _write(painter, right[2], str(row.error), muted, right=True, small=True)


def _write(painter: QPainter, box: QRectF, text: str, ink: str, *, bold: bool = False,
           small: bool = False, right: bool = False) -> None:
    painter.setFont(font("small" if small else "body", bold=bold))
    painter.setPen(colour(ink))
    shown = painter.fontMetrics().elidedText(" ".join(text.split()),
                                             Qt.TextElideMode.ElideRight, int(box.width()))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, _MIDDLE | side, shown)


def _is_same(one: str | QueryRow, other: QueryRow) -> bool:
    return isinstance(one, QueryRow) and one.asked.query.id == other.asked.query.id


class QueryList(QListView):
    """The queries under two titles. ``chosen`` tells of another, ``opened`` to open its check."""

    chosen = Signal()
    opened = Signal()
    pressed_key = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMinimumWidth(0)
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self.setItemDelegate(_Delegate(self, self._lines))
        say(self, QWidget.setAccessibleName, _("Queries"))
        self.selectionModel().currentChanged.connect(lambda *_where: self.chosen.emit())
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def show_rows(self, parts: Sequence[tuple[str, Sequence[QueryRow]]], now: Moment) -> None:
        """Show these under their titles; the chosen one stays chosen."""
        before = self.current()
        lines: list[str | QueryRow] = []
        for title, rows in parts:
            if rows:
                lines += [title, *rows]
        self._lines.put(lines, now)
        places = [number for number, row in enumerate(lines) if isinstance(row, QueryRow)]
        wanted = next((number for number in places if before is not None
                       and _is_same(lines[number], before)), None)
        if places:
            self.setCurrentIndex(self._lines.index(places[0] if wanted is None else wanted, 0))
        else:
            self.chosen.emit()

    def rows(self) -> list[QueryRow]:
        """Return the queries that are shown."""
        return [one for one in self._lines.rows if isinstance(one, QueryRow)]

    def current(self) -> QueryRow | None:
        """Return the chosen query."""
        row = self.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, QueryRow) else None

    def choose(self, query: str) -> None:
        """Choose a query by its id."""
        for number, row in enumerate(self._lines.rows):
            if isinstance(row, QueryRow) and row.asked.query.id == query:
                self.setCurrentIndex(self._lines.index(number, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand letters on as acts; Enter opens the check."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif not event.modifiers() and event.text().isprintable() and event.text().strip():
            self.pressed_key.emit(event.text().upper())
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the lines in the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
