"""Fields in as many columns of equal width as fit, each over one or more of them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.theme import scaled

COLUMN_WIDTH: Final = 138
GAP: Final = 12


class ColumnGrid(Flowing):
    """Cells in reading order, on as many lines as they need."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._cells: list[tuple[QWidget, int]] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(scaled(GAP))
        self._grid.setVerticalSpacing(scaled(8))

    def add(self, cell: QWidget, span: int = 1) -> None:
        """Put a cell after the others, over so many columns."""
        self._cells.append((cell, span))
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the cells anew where another number of columns fits."""
        super().resizeEvent(event)
        columns = max(1, (event.size().width() + scaled(GAP)) // scaled(COLUMN_WIDTH + GAP))
        if columns != self._columns:
            self._columns = columns
            self.arrange()

    def arrange(self) -> None:
        """Place the cells that are not hidden."""
        columns = max(1, self._columns)
        for cell, _span in self._cells:
            self._grid.removeWidget(cell)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
            self._grid.setColumnMinimumWidth(column, 0)
        line = column = 0
        for cell, wanted in self._cells:
            if cell.isHidden():
                continue
            span = min(wanted, columns)
            if column + span > columns:
                line, column = line + 1, 0
            self._grid.addWidget(cell, line, column, 1, span, Qt.AlignmentFlag.AlignTop)
            column += span
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self.updateGeometry()
