"""One side of the day's work: its title, the headings of its columns, its lines by group."""

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
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy, QWidget

from bmcalc.gui.look.plain import plain_tip
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.today.columns import COLUMNS, Side, are_columns, places
from bmcalc.gui.pages.today.row_delegate import (
    ROW_ROLE,
    WORDS_ROLE,
    HeadingRow,
    RowDelegate,
    heading_words,
)
from bmcalc.gui.pages.today.row_words import spoken, words_of
from bmcalc.gui.pages.today.work_rows import TO_CHECK, TO_PREPARE, WorkRow
from bmcalc.records.ledger.moment import Moment

_Index = QModelIndex | QPersistentModelIndex
GROUPS: Final = {Side.CHECK: TO_CHECK, Side.PREPARE: TO_PREPARE}
COLUMN_HEIGHT: Final = 26


class _Lines(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[HeadingRow | WorkRow] = []
        self.now: Moment | None = None

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.now is None:
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if isinstance(row, HeadingRow):
            told = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return row.words() if told else None
        if role == WORDS_ROLE:
            return words_of(row, self.now)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(row, self.now)
        return plain_tip(spoken(row, self.now)) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.rows[index.row()], HeadingRow):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def put(self, rows: list[HeadingRow | WorkRow], now: Moment) -> None:
        self.beginResetModel()
        self.rows, self.now = rows, now
        self.endResetModel()

    def pass_time(self, now: Moment) -> None:
        self.now = now
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))


class WorkList(QListView):
    """The lines of one side.

    ``chosen`` tells of another line, ``opened`` that it is to be opened, ``pressed_key`` of a
    letter, ``measured`` of another width.
    """

    chosen = Signal()
    opened = Signal()
    pressed_key = Signal(str)
    measured = Signal()

    def __init__(self, side: Side, parent: QWidget) -> None:
        super().__init__(parent)
        self.side = side
        self.setObjectName("pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMinimumWidth(0)
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self._delegate = RowDelegate(side, self)
        self.setItemDelegate(self._delegate)
        say(self, QWidget.setAccessibleName, side.heading)
        self.setAccessibleDescription(heading_words(side))
        self.selectionModel().currentChanged.connect(lambda *_where: self.chosen.emit())
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def show_rows(self, rows: Sequence[WorkRow], now: Moment) -> None:
        """Show these lines under the titles of their groups; the chosen one stays chosen."""
        before, place = self.current(), self.currentIndex().row()
        lines: list[HeadingRow | WorkRow] = []
        for group in GROUPS[self.side]:
            inside = [one for one in rows if one.group is group]
            if inside:
                lines += [HeadingRow(group, len(inside)), *inside]
        self._lines.put(lines, now)
        self._choose_again(before, place)

    def _choose_again(self, before: WorkRow | None, place: int) -> None:
        """Choose the same line again; where it is gone the one that took its place."""
        rows = [number for number, row in enumerate(self._lines.rows) if isinstance(row, WorkRow)]
        if not rows:
            self.chosen.emit()
            return
        wanted = next((number for number in rows if before is not None
                       and _same(self._lines.rows[number], before)), None)
        if wanted is None:
            wanted = max((number for number in rows if number <= place), default=rows[0])
        self.setCurrentIndex(self._lines.index(wanted, 0))

    def be_active(self, is_active: bool) -> None:
        """Say whether the chosen line of this side is the one that acts are about."""
        if self._delegate.is_active != is_active:
            self._delegate.is_active = is_active
            self.viewport().update()

    def pass_time(self, now: Moment) -> None:
        """Say anew for how long each line has waited."""
        self._lines.pass_time(now)

    def now(self) -> Moment:
        """Return the time as of which the lines are told."""
        assert self._lines.now is not None
        return self._lines.now

    def rows(self) -> list[WorkRow]:
        """Return the lines that are shown."""
        return [one for one in self._lines.rows if isinstance(one, WorkRow)]

    def current(self) -> WorkRow | None:
        """Return the chosen line."""
        row = self.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, WorkRow) else None

    def choose(self, check: str) -> None:
        """Choose the line of a check, where it is shown."""
        for number, row in enumerate(self._lines.rows):
            if isinstance(row, WorkRow) and row.item.check == check:
                self.setCurrentIndex(self._lines.index(number, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand letters on as acts; the arrows go from line to line."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier,
                                      Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif plain and event.text().isprintable() and event.text().strip():
            self.pressed_key.emit(event.text().upper())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the line of this side is the chosen one now."""
        super().focusInEvent(event)
        self.viewport().update()
        self.chosen.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the line without the focus."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the lines in the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
            self.measured.emit()

    def translate(self) -> None:
        """Read the words again."""
        self.setAccessibleDescription(heading_words(self.side))


def _same(one: HeadingRow | WorkRow, other: WorkRow) -> bool:
    return isinstance(one, WorkRow) and (
        one.item.check, one.item.course, one.item.cycle, one.item.day) == (
        other.item.check, other.item.course, other.item.cycle, other.item.day)


class ColumnHeads(QWidget):
    """The headings of the columns, drawn where the columns stand."""

    def __init__(self, below: WorkList, parent: QWidget) -> None:
        super().__init__(parent)
        self._below, self._side = below, below.side
        self.setFixedHeight(scaled(COLUMN_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)

    def sizeHint(self) -> QSize:
        """Return the height of a line of captions."""
        return QSize(1, scaled(COLUMN_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the headings, none where a line is a card."""
        room = self._below.viewport().width()
        if not are_columns(self._side, room):
            return
        painter = QPainter(self)
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        for name, (left, width) in places(self._side, room).items():
            column = COLUMNS[self._side][name]
            box = QRectF(left, 0, width, self.height())
            right = Qt.AlignmentFlag.AlignRight if column.is_right else Qt.AlignmentFlag.AlignLeft
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | right,
                             painter.fontMetrics().elidedText(
                                 str(column.title), Qt.TextElideMode.ElideRight, width))
