"""The ordered drugs of the blind entry: an empty table that grows while it is filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from bmcalc.core.ask import Ask
from bmcalc.core.texts import _
from bmcalc.gui.form.field_frame import FIELD_HEIGHT
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.plain import Label, set_tip
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.records.blind_field import BlindField
from bmcalc.gui.pages.records.column_grid import ColumnGrid
from bmcalc.records.second_check.blind_form import MOST_ROWS

SPANS: Final = {"drug": 2}


class OrderRow(Flowing):
    """One drug: its cells, and the button that takes it away."""

    edited = Signal()
    left = Signal()
    dropped = Signal()

    def __init__(self, columns: Mapping[str, Ask], parent: QWidget) -> None:
        super().__init__(parent)
        self._is_first = True
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(scaled(8))
        self.grid = ColumnGrid(self)
        self.cells: dict[str, BlindField] = {}
        for name, ask in columns.items():
            cell = self.cells[name] = BlindField(name, ask, self.grid)
            cell.edited.connect(self.edited)
            cell.left.connect(self.left)
            self.grid.add(cell, SPANS.get(name, 1))
        across.addWidget(self.grid, 1)
        self.remove = QToolButton(self)
        self.remove.setObjectName("remove")
        self.remove.setText("×")
        self.remove.setFixedHeight(scaled(FIELD_HEIGHT))
        self.remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.remove.clicked.connect(self.dropped)
        kept = self.remove.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.remove.setSizePolicy(kept)
        beside = QVBoxLayout()
        beside.setSpacing(scaled(3))
        self._above = Label(" ", self)
        self._above.setObjectName("caption")
        beside.addWidget(self._above)
        beside.addWidget(self.remove)
        beside.addStretch(1)
        across.addLayout(beside)
        self.grid.folded.connect(self._caption)

    def number(self, number: int) -> None:
        """Say which row this is; only the first has the names of its cells above them."""
        self._is_first = number == 1
        for name, cell in self.cells.items():
            cell.name(_("Drug {number}: {column}", number=number, column=cell.ask.label)
                      if name != "drug" else _("Drug {number}", number=number))
        say(self.remove, QWidget.setAccessibleName, _("Remove drug {number}", number=number))
        say(self.remove, set_tip, _("Remove this row"))
        self._caption(self.grid.is_folded)

    def _caption(self, is_folded: bool) -> None:
        for cell in self.cells.values():
            cell.caption.setVisible(self._is_first or is_folded)
        self._above.setVisible(self._is_first or is_folded)

    def raw(self) -> dict[str, Any]:
        """Return what was typed, by column."""
        return {name: raw for name, cell in self.cells.items() if (raw := cell.raw()) is not None}

    def put(self, raw: Mapping[str, Any]) -> None:
        """Show one's own earlier entry."""
        for name, cell in self.cells.items():
            cell.put(raw.get(name))

    def controls(self) -> list[QWidget]:
        """Return what takes the keyboard, in reading order."""
        found = [control for cell in self.cells.values() for control in cell.editor.controls()]
        return [*found, self.remove]


class OrderRows(Flowing):
    """Every row. There is always an empty one below what was filled."""

    edited = Signal()
    left = Signal()

    def __init__(self, columns: Mapping[str, Ask], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self.rows: list[OrderRow] = []
        self._below: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(scaled(8))
        self._grow()

    def tab_before(self, control: QWidget) -> None:
        """Say what Tab reaches after the last row."""
        self._below = control
        self._order()

    def _grow(self) -> None:
        row = OrderRow(self._columns, self)
        row.edited.connect(self._edited)
        row.left.connect(self.left)
        row.dropped.connect(lambda: self._drop(row))
        self.rows.append(row)
        self._layout.addWidget(row)
        row.show()
        self._number()

    def _number(self) -> None:
        for number, row in enumerate(self.rows, 1):
            row.number(number)
            row.remove.setVisible(row is not self.rows[-1])
        self._order()

    def _order(self) -> None:
        """Let Tab go from row to row and then on, however late a row was made."""
        controls = [control for row in self.rows for control in row.controls()]
        if self._below is not None:
            controls.append(self._below)
        for before, after in pairwise(controls):
            QWidget.setTabOrder(before, after)

    def _edited(self) -> None:
        if self.rows[-1].raw() and len(self.rows) < MOST_ROWS:
            self._grow()
        self.edited.emit()

    def _drop(self, row: OrderRow) -> None:
        """Take a row away; the keyboard goes to the one that follows."""
        place = self.rows.index(row)
        if row is self.rows[-1]:
            return
        self.rows.remove(row)
        self._layout.removeWidget(row)
        self.rows[place].cells["drug"].focus()
        row.hide()
        row.deleteLater()
        self._number()
        self.edited.emit()

    def raw(self) -> list[dict[str, Any]]:
        """Return the rows as typed, without the empty ones at the end."""
        raws = [row.raw() for row in self.rows]
        while raws and not raws[-1]:
            raws.pop()
        return raws

    def put(self, raws: Sequence[Mapping[str, Any]]) -> None:
        """Show one's own earlier rows."""
        while len(self.rows) <= min(len(raws), MOST_ROWS - 1):
            self._grow()
        for place, row in enumerate(self.rows):
            row.put(raws[place] if place < len(raws) else {})

    def filled(self) -> Iterator[bool]:
        """Give of each cell of a row in which something stands whether it is filled."""
        for row in self.rows:
            if row.raw():
                yield from (not cell.is_empty() for cell in row.cells.values())

    def fields(self) -> Iterator[tuple[str, BlindField]]:
        """Give every cell with its path, as a fault names it."""
        for place, row in enumerate(self.rows):
            for name, cell in row.cells.items():
                yield f"order.{place}.{name}", cell
