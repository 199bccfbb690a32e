"""Fields of a drawer under their headings, in columns of equal width, each made once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from bmcalc.core.ask import Ask
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.order_check.entered import PAGE_ID
from bmcalc.gui.pages.order_check.matters import Numbers
from bmcalc.gui.pages.order_check.numbered_row import NumberedRow
from bmcalc.gui.pages.order_check.outcome import OrderOutcome
from bmcalc.gui.pages.order_check.questions import ask_of
from bmcalc.gui.result.sort import Sort
from bmcalc.gui.window.session import Session

DAY_WIDTH = 104


class FieldGrid(QWidget):
    """A heading and the fields that are asked for now, in so many columns.

    A field that is not asked for any more keeps what was typed into it and is hidden.
    """

    def __init__(self, session: Session, heading: object, columns: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: dict[str, NumberedRow] = {}
        self._session = session
        self._columns = columns
        self._cells: dict[str, QWidget] = {}
        self._shown: list[str] = []
        self._heading = heading
        self._owners: dict[str, object] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(8))
        title = Label(self)
        title.setObjectName("section")
        say(title, QLabel.setText, heading)
        layout.addWidget(title)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(scaled(16))
        self._grid.setVerticalSpacing(scaled(10))
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 1)
        layout.addLayout(self._grid)

    def row(self, name: str, ask: Ask, default: object = None) -> NumberedRow:
        """Return the row of a field, made where there is none yet."""
        made = self.rows.get(name)
        if made is None:
            made = self.rows[name] = NumberedRow(PAGE_ID, name, ask, default, self._session, self)
        return made

    def ask(
        self,
        asked: Mapping[str, Ask],
        dated: Iterable[str] = (),
        defaults: Mapping[str, object] | None = None,
    ) -> None:
        """Ask for these fields from now on; those named in ``dated`` have a day beside them.

        ``defaults`` count, and are shown, where nothing is said.
        """
        days = frozenset(dated)
        if list(asked) == self._shown:
            return
        anew = [name for name in asked if name not in self._shown]
        for name in self._shown:
            self._grid.removeWidget(self._cells[name])
            self._cells[name].hide()
        for place, (name, ask) in enumerate(asked.items()):
            cell = self._cells.get(name)
            if cell is None:
                cell = self._cell(name, ask, name in days, (defaults or {}).get(name))
                self._cells[name] = cell
            self._grid.addWidget(cell, place // self._columns, place % self._columns)
            cell.show()
        self._shown = list(asked)
        # What was hidden may have been answered elsewhere since: another grid asks it, too.
        for name in anew:
            self.row(name, asked[name]).load()
            if name in days:
                self.row(f"{name}:on", ask_of(f"{name}:on")).load()
        self._name_rows()
        self.setVisible(bool(asked))

    def is_asking(self, name: str) -> bool:
        """Say whether a field is asked for now, or the result whose day it is."""
        return name.removesuffix(":on") in self._shown or name in self._shown

    def _cell(self, name: str, ask: Ask, dated: bool, default: object) -> QWidget:
        if not dated:
            return self.row(name, ask, default)
        cell = QWidget(self)
        across = QHBoxLayout(cell)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(scaled(8))
        across.addWidget(self.row(name, ask, default), 1)
        day = self.row(f"{name}:on", ask_of(f"{name}:on"))
        day.setFixedWidth(scaled(DAY_WIDTH))
        self._owners[f"{name}:on"] = ask.label
        across.addWidget(day)
        return cell

    def load(self) -> None:
        """Show what the session holds."""
        for row in self.rows.values():
            row.load()

    def show_outcome(self, outcome: OrderOutcome, numbers: Numbers) -> None:
        """Show at every field what was found about it, and the number of its finding."""
        for name, row in self.rows.items():
            row.show_outcome(outcome.at_field(name))
            if row.show_number(*numbers.get(name, (0, Sort.ADD))):
                self._name_row(row)

    def translate(self) -> None:
        """Read every text again."""
        for row in self.rows.values():
            row.translate()
        self._name_rows()

    def _name_rows(self) -> None:
        """Name each field after what it is a part of: the drug of a dose, the result of a day."""
        for row in self.rows.values():
            self._name_row(row)

    def _name_row(self, row: NumberedRow) -> None:
        owner = self._owners.get(row.field, self._heading)
        row.editor.name(row.numbered(f"{owner}: {row.ask.label}"))
