"""The ordered drugs of the blind entry: a column for each, and always an empty one behind them.

How many columns there are follows from what was entered; it says nothing of the first check.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QWidget

from bmcalc.core.ask import Ask
from bmcalc.core.texts import _
from bmcalc.gui.form.field_frame import FIELD_HEIGHT
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.plain import Label, set_tip
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.records.blind_field import BlindField
from bmcalc.records.second_check.blind_form import MOST_ROWS

COLUMN: Final = 168
CAPTIONS: Final = 112
GAP: Final = 12
FEWEST_BESIDE_CAPTIONS: Final = 2
"""Columns from which the names of the fields stand once at the left, not above each field."""


class OrderRow(QObject):
    """One drug: its cells, and the button that takes it away. All of them lie in ``place``."""

    edited = Signal()
    left = Signal()
    dropped = Signal()

    def __init__(self, columns: Mapping[str, Ask], place: QWidget) -> None:
        super().__init__(place)
        self.cells: dict[str, BlindField] = {}
        for name, ask in columns.items():
            cell = self.cells[name] = BlindField(name, ask, place)
            cell.edited.connect(self.edited)
            cell.left.connect(self.left)
        self.remove = QToolButton(place)
        self.remove.setObjectName("remove")
        self.remove.setText("×")
        self.remove.setFixedHeight(scaled(FIELD_HEIGHT))
        self.remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.remove.clicked.connect(self.dropped)
        kept = self.remove.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.remove.setSizePolicy(kept)

    def parts(self) -> list[QWidget]:
        """Return every widget of the drug."""
        return [*self.cells.values(), self.remove]

    def number(self, number: int) -> None:
        """Say which drug this is to those who hear the window."""
        for name, cell in self.cells.items():
            cell.name(_("Drug {number}: {column}", number=number, column=cell.ask.label)
                      if name != "drug" else _("Drug {number}", number=number))
        say(self.remove, QWidget.setAccessibleName, _("Remove drug {number}", number=number))
        say(self.remove, set_tip, _("Remove this drug"))

    def raw(self) -> dict[str, Any]:
        """Return what was typed, by field."""
        return {name: raw for name, cell in self.cells.items() if (raw := cell.raw()) is not None}

    def put(self, raw: Mapping[str, Any]) -> None:
        """Show one's own earlier entry."""
        for name, cell in self.cells.items():
            cell.put(raw.get(name))

    def controls(self) -> list[QWidget]:
        """Return what takes the keyboard, from top to bottom."""
        found = [control for cell in self.cells.values() for control in cell.editor.controls()]
        return [*found, self.remove]

    def end(self) -> None:
        """Take every part away."""
        for part in self.parts():
            part.hide()
            part.setParent(None)
            part.deleteLater()
        self.deleteLater()


class OrderRows(Flowing):
    """Every drug beside the others, in as many lines of columns as are needed."""

    edited = Signal()
    left = Signal()

    def __init__(self, columns: Mapping[str, Ask], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self.rows: list[OrderRow] = []
        self._below: QWidget | None = None
        self._captions: list[QLabel] = []
        self._beside = 1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(scaled(GAP))
        self._grid.setVerticalSpacing(scaled(6))
        self._grow()

    def tab_before(self, control: QWidget) -> None:
        """Say what Tab reaches after the last drug."""
        self._below = control
        self._order()

    def _grow(self) -> None:
        row = OrderRow(self._columns, self)
        row.edited.connect(self._edited)
        row.left.connect(self.left)
        row.dropped.connect(lambda: self._drop(row))
        self.rows.append(row)
        self._number()
        self._arrange()

    def _number(self) -> None:
        for number, row in enumerate(self.rows, 1):
            row.number(number)
        self._order()

    def _order(self) -> None:
        """Let Tab go down each column and then on, however late a column was made."""
        controls = [control for row in self.rows for control in row.controls()]
        if self._below is not None:
            controls.append(self._below)
        for before, after in pairwise(controls):
            QWidget.setTabOrder(before, after)

    # Where everything stands

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many columns beside each other as fit."""
        super().resizeEvent(event)
        room = event.size().width() - scaled(CAPTIONS)
        beside = max(1, room // scaled(COLUMN + GAP))
        if beside != self._beside:
            self._beside = beside
            self._arrange()

    def _arrange(self) -> None:
        """Place every drug; the names of the fields stand at the left where there is room."""
        has_captions = self._beside >= FEWEST_BESIDE_CAPTIONS
        for part in (part for row in self.rows for part in row.parts()):
            self._grid.removeWidget(part)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
            self._grid.setColumnMinimumWidth(column, 0)
        height = len(self._columns) + 1
        for place, row in enumerate(self.rows):
            line, column = divmod(place, self._beside)
            self._place(row, line * height, column + (1 if has_captions else 0), has_captions)
        lines = -(-len(self.rows) // self._beside)
        self._show_captions(lines if has_captions else 0, height)
        for column in range(self._beside):
            self._grid.setColumnStretch(column + (1 if has_captions else 0), 1)
        if has_captions:
            self._grid.setColumnMinimumWidth(0, scaled(CAPTIONS))
        self.updateGeometry()

    def _place(self, row: OrderRow, top: int, column: int, has_captions: bool) -> None:
        for offset, (name, cell) in enumerate(row.cells.items()):
            cell.caption.setVisible(not has_captions)
            if name == "drug":
                self._grid.addLayout(self._head(cell, row.remove), top, column)
            else:
                self._grid.addWidget(cell, top + offset, column, Qt.AlignmentFlag.AlignTop)
            cell.show()
        row.remove.setVisible(row is not self.rows[-1])

    @staticmethod
    def _head(cell: QWidget, remove: QWidget) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setSpacing(scaled(4))
        across.addWidget(cell, 1, Qt.AlignmentFlag.AlignTop)
        across.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return across

    def _show_captions(self, lines: int, height: int) -> None:
        """Write the names of the fields once for each line of columns."""
        wanted = lines * len(self._columns)
        while len(self._captions) < wanted:
            made = Label(self)
            made.setObjectName("caption")
            made.setWordWrap(True)
            made.setMinimumHeight(scaled(FIELD_HEIGHT))
            made.setAlignment(Qt.AlignmentFlag.AlignVCenter)
            self._captions.append(made)
        asks = list(self._columns.values())
        for place, label in enumerate(self._captions):
            self._grid.removeWidget(label)
            label.setVisible(place < wanted)
            if place < wanted:
                line, offset = divmod(place, len(asks))
                say(label, QLabel.setText, asks[offset].label)
                self._grid.addWidget(label, line * height + offset, 0, Qt.AlignmentFlag.AlignTop)

    # What was entered

    def _edited(self) -> None:
        if self.rows[-1].raw() and len(self.rows) < MOST_ROWS:
            self._grow()
        self.edited.emit()

    def _drop(self, row: OrderRow) -> None:
        """Take a drug away; the keyboard goes to the one that follows."""
        place = self.rows.index(row)
        if row is self.rows[-1]:
            return
        self.rows.remove(row)
        self.rows[place].cells["drug"].focus()
        row.end()
        self._number()
        self._arrange()
        self.edited.emit()

    def raw(self) -> list[dict[str, Any]]:
        """Return the drugs as typed, without the empty ones at the end."""
        raws = [row.raw() for row in self.rows]
        while raws and not raws[-1]:
            raws.pop()
        return raws

    def put(self, raws: Sequence[Mapping[str, Any]]) -> None:
        """Show one's own earlier entries."""
        while len(self.rows) <= min(len(raws), MOST_ROWS - 1):
            self._grow()
        for place, row in enumerate(self.rows):
            row.put(raws[place] if place < len(raws) else {})

    def filled(self) -> Iterator[bool]:
        """Give of each cell of a drug of which something stands whether it is filled."""
        for row in self.rows:
            if row.raw():
                yield from (not cell.is_empty() for cell in row.cells.values())

    def fields(self) -> Iterator[tuple[str, BlindField]]:
        """Give every cell with its path, as a fault names it."""
        for place, row in enumerate(self.rows):
            for name, cell in row.cells.items():
                yield f"order.{place}.{name}", cell
