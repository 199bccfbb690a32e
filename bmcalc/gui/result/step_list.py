"""The working: every step with its number, its formula, its numbers and its value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from bmcalc.core.texts import _
from bmcalc.core.work import Step
from bmcalc.gui.look.card import Card, Rows, put
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.plain import Label, set_tip
from bmcalc.gui.look.theme import colour, scaled
from bmcalc.gui.look.wording import say


class StepRow(Flowing):
    """One step: the label and the value on one line, the formula and its numbers below.

    A brief one shows the formula in numbers only, and in symbols when pointed at.
    """

    def __init__(self, parent: QWidget, brief: bool = False) -> None:
        super().__init__(parent)
        self._brief = brief
        layout = QGridLayout(self)
        layout.setContentsMargins(0, scaled(5 if brief else 7), 0, scaled(5 if brief else 8))
        layout.setHorizontalSpacing(scaled(8))
        layout.setVerticalSpacing(1)
        layout.setColumnMinimumWidth(0, scaled(20))
        layout.setColumnStretch(1, 1)
        self._ruled = False
        self._number = self._label("number", layout, 0, 0)
        self._name = self._label("", layout, 0, 1)
        self._value = self._label("value", layout, 0, 2)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._value.setWordWrap(False)
        self._formula = self._label("formula", layout, 1, 1, 2)
        self._numbers = self._label("fixed", layout, 2, 1, 2)

    def _label(
        self, name: str, layout: QGridLayout, row: int, column: int, span: int = 1
    ) -> QLabel:
        label = Label(self)
        label.setObjectName(name)
        label.setWordWrap(column == 1)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        layout.addWidget(label, row, column, 1, span)
        return label

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a fine line between this step and the one before."""
        if self._ruled:
            painter = QPainter(self)
            painter.setPen(QPen(colour("line"), 1))
            painter.drawLine(0, 0, self.width(), 0)

    def show_step(self, number: int, step: Step, cited: Mapping[str, int]) -> None:
        """Show this step under this number, with the number of its source."""
        (formula, numbers), value = step.written(), step.shown()
        self._ruled = number > 1
        place = "" if step.source is None else f" [{cited[step.source]}]"
        put(self._number, str(number))
        put(self._name, f"{step.label}{place}")
        long_value = len(value) > 18
        put(self._value, "" if long_value else value)
        hidden = self._brief and step.term is not None
        put(self._formula, "" if hidden or formula == value else formula)
        set_tip(self, formula if hidden else "")
        shown_numbers = "" if numbers in (formula, value) else numbers
        if long_value:
            shown_numbers = f"{shown_numbers}\n{value}".strip()
        put(self._numbers, shown_numbers)
        self.setAccessibleName(f"{number}. {step.label}: {value}")


def why(headline: str) -> object:
    """Return the title of the steps that led to a number as it reads; empty for words."""
    return _("Why {value}", value=headline) if headline else _("The working")


class StepCard(Card):
    """All steps of a result."""

    def __init__(self, parent: QWidget, brief: bool = False) -> None:
        super().__init__(parent)
        self._rows: Rows[StepRow] = Rows(self, partial(StepRow, brief=brief))
        self.body.addWidget(self._rows)

    def show_steps(
        self, title: object, steps: Sequence[Step], cited: Mapping[str, int]
    ) -> None:
        """Show these steps under a title."""
        say(self.title, QLabel.setText, title)
        for number, (row, step) in enumerate(
            zip(self._rows.take(len(steps)), steps, strict=True), 1
        ):
            row.show_step(number, step, cited)
        self.setVisible(bool(steps))
