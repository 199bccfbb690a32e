"""The form of a calculator's page, drawn from its declarations."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from bmcalc.core.ask import Ask, AskMap, AskObject
from bmcalc.core.calculator import Calculator
from bmcalc.gui.form.field_row import FieldRow
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.result.evaluation import Evaluation
from bmcalc.gui.window.session import STRIP, Session

COLUMN_WIDTH = 190
MOST_COLUMNS = 3


def own_fields(asks: dict[str, Ask]) -> dict[str, Ask]:
    """Return the questions that a form asks itself; the patient strip asks the others.

    Objects inside an input, such as a whole order, have a page of their own instead of a form.
    """
    return {
        name: ask
        for name, ask in asks.items()
        if name not in STRIP and not isinstance(ask, (AskMap, AskObject))
    }


class Section(QWidget):
    """Fields under one heading, in columns of equal width."""

    def __init__(self, heading: object, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[FieldRow] = []
        self._columns = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(8))
        if heading is not None:
            label = Label(self)
            label.setObjectName("section")
            say(label, QLabel.setText, heading)
            layout.addWidget(label)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(scaled(16))
        self._grid.setVerticalSpacing(scaled(12))
        layout.addLayout(self._grid)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the fields out again where another number of columns fits."""
        super().resizeEvent(event)
        columns = max(1, min(MOST_COLUMNS, event.size().width() // scaled(COLUMN_WIDTH)))
        if columns != self._columns:
            self.arrange(columns)

    def arrange(self, columns: int) -> None:
        """Place the fields in reading order; a wide one takes the whole line."""
        for row in self.rows:
            self._grid.removeWidget(row)
        for index in range(MOST_COLUMNS):
            self._grid.setColumnStretch(index, 1 if index < columns else 0)
            self._grid.setColumnMinimumWidth(index, 0)
        self._columns = columns
        line = column = 0
        for row in self.rows:
            span = columns if row.wide else self._span(row, columns)
            if column + span > columns:
                line, column = line + 1, 0
            row.rule(row.wide and line > 0)
            self._grid.addWidget(row, line, column, 1, span)
            column += span

    @staticmethod
    def _span(row: FieldRow, columns: int) -> int:
        spare = row.wanted_width() - scaled(COLUMN_WIDTH + 20)
        more = max(0, -(-spare // scaled(COLUMN_WIDTH)))
        return min(columns, 1 + more)


class Form(QWidget):
    """All fields of a page but those of the patient strip."""

    def __init__(self, calculator: Calculator[Any], session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: dict[str, FieldRow] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(12))
        defaults = calculator.inputs.defaults()
        section: Section | None = None
        heading: object = None
        for name, ask in own_fields(calculator.inputs.asks()).items():
            if section is None or ask.section != heading:
                if section is not None:
                    layout.addWidget(_hairline(self))
                section, heading = Section(ask.section, self), ask.section
                layout.addWidget(section)
            row = FieldRow(calculator.id, name, ask, defaults.get(name), session, section)
            section.rows.append(row)
            self.rows[name] = row
        for made in self.findChildren(Section):
            made.arrange(MOST_COLUMNS)

    def load(self) -> None:
        """Show what the session holds for every field."""
        for row in self.rows.values():
            row.load()

    def show_outcome(self, outcome: Evaluation) -> None:
        """Show at every field what the calculation found about it."""
        for row in self.rows.values():
            row.show_outcome(outcome)

    def forget(self) -> None:
        """Take back what every field says of a calculation."""
        for row in self.rows.values():
            row.forget()

    def translate(self) -> None:
        """Read every text of the form again."""
        for row in self.rows.values():
            row.translate()


def _hairline(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setObjectName("hairline")
    line.setFixedHeight(1)
    return line
