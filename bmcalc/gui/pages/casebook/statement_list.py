"""A list of checked statements: verdict, statement, proof, sources and page, one a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from bmcalc.gui.pages.casebook.statement_delegate import ROW_ROLE, StatementDelegate
from bmcalc.gui.pages.casebook.statement_row import Row

_Index = QModelIndex | QPersistentModelIndex


class _Rows(QAbstractListModel):
    """The rows as Qt's views want them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.words()
        return str(row.statement) if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def put(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class StatementList(QListView):
    """The rows. Arrows move, and the chosen row is told in full beside the list."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMinimumWidth(0)
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(StatementDelegate(self))
        self.selectionModel().currentChanged.connect(self._changed)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows and choose the first that was checked."""
        self._rows.put(list(rows))
        checked = (index for index, row in enumerate(rows) if row.entry is not None)
        first = next(checked, None)
        if first is None:
            self.chosen.emit(None)
        else:
            self.choose(first)
        self.scrollToTop()

    def rows(self) -> list[Row]:
        """Return the rows that are shown."""
        return list(self._rows.rows)

    def choose(self, index: int) -> None:
        """Choose a row by its place."""
        self.setCurrentIndex(self._rows.index(index, 0))

    def read_again(self) -> None:
        """Measure and draw again: the language or the size of the text changed."""
        self._rows.layoutChanged.emit()

    def _changed(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        self.chosen.emit(row if isinstance(row, Row) else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the rows in the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
