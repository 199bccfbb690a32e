"""The page of one calculator: its form in the middle, its result on the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from bmcalc.core.calculator import Calculator
from bmcalc.core.texts import _
from bmcalc.gui.card import Card, settle
from bmcalc.gui.evaluation import Outcome, evaluate
from bmcalc.gui.faults import logger
from bmcalc.gui.field_row import OFFERED
from bmcalc.gui.form import Form
from bmcalc.gui.live_values import clearance_of
from bmcalc.gui.pages import PageView
from bmcalc.gui.patient_strip import ASKS as STRIP_ASKS
from bmcalc.gui.pictures import picture_card
from bmcalc.gui.result_panel import ResultPanel
from bmcalc.gui.scroll_area import ScrollArea
from bmcalc.gui.session import Session
from bmcalc.gui.theme import scaled
from bmcalc.gui.wording import say

FOCUS_LINE = 2
RESULT_WIDTH = 392
NARROW = 740
"""Below this width the result stands under the form and both scroll together."""


class CalculatorPage(PageView):
    """Form and result beside each other, or below each other where the window is narrow."""

    def __init__(
        self,
        calculator: Calculator[Any],
        session: Session,
        go_to: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._calculator = calculator
        self._session = session
        self._go_to_patient = go_to
        self._outcome: Outcome | None = None
        self._narrow: bool | None = None
        self._left = ScrollArea(self)
        self._inputs = self._input_side()
        self._right = ScrollArea(self)
        self._right.let_keys_scroll(_("Result"))
        self.result = ResultPanel(calculator, self._go_to, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._left, 1)
        layout.addWidget(self._right)
        self._stack(narrow=False)
        self.enter()

    def _input_side(self) -> QWidget:
        side = QWidget(self)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(12))
        card = Card(side, self._calculator.title)
        card.body.setSpacing(scaled(12))
        summary = QLabel(card)
        summary.setObjectName("muted")
        summary.setWordWrap(True)
        say(summary, QLabel.setText, self._calculator.summary)
        card.body.setSpacing(scaled(4))
        card.body.addWidget(summary)
        card.body.addSpacing(scaled(8))
        card.rule()
        card.body.addSpacing(scaled(10))
        self.form = Form(self._calculator, self._session, card)
        card.body.addWidget(self.form)
        layout.addWidget(card)
        self._picture = picture_card(self._calculator.picture, side)
        if self._picture is not None:
            layout.addWidget(self._picture)
            layout.addStretch(1)
        else:
            card.body.addStretch(1)
        return side

    def _stack(self, narrow: bool) -> None:
        """Put form and result beside each other, or the result under the form."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for part in (self._inputs, self.result):
            part.setParent(self)
        for area in (self._left, self._right):
            before = area.takeWidget()
            if before is not None:
                before.deleteLater()
        content = QWidget()
        layout = QVBoxLayout(content)
        gap, edge = scaled(12), scaled(16)
        layout.setContentsMargins(scaled(20), edge, edge, edge)
        layout.setSpacing(gap)
        layout.addWidget(self._inputs)
        if narrow:
            layout.addWidget(self.result)
        else:
            beside = QWidget()
            right = QVBoxLayout(beside)
            right.setContentsMargins(0, edge - FOCUS_LINE, scaled(20) - FOCUS_LINE, edge)
            right.addWidget(self.result)
            self._right.setWidget(beside)
            self._right.setFixedWidth(scaled(RESULT_WIDTH + 20))
        self._left.setWidget(content)
        self._right.setVisible(not narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width of the window."""
        super().resizeEvent(event)
        self._stack(event.size().width() < scaled(NARROW))

    def _go_to(self, field: str) -> None:
        row = self.form.rows.get(field)
        if row is None:
            self._go_to_patient(field)
        else:
            row.focus()
            self._left.ensureWidgetVisible(row)

    def enter(self) -> None:
        """Show what the session holds."""
        self.form.load()

    def refresh(self) -> None:
        """Compute again; a fault of the calculation shows no number and loses nothing."""
        raw = self._session.raw(self._calculator.id, self._calculator.inputs.asks())
        failed = False
        try:
            outcome = evaluate(self._calculator, raw)
        except Exception:
            logger().exception("%s failed", self._calculator.id)
            outcome, failed = Outcome(self._calculator.inputs(), frozenset()), True
        self._outcome = outcome
        for name in OFFERED & self.form.rows.keys():
            self.form.rows[name].show_offer(clearance_of(self._session.raw("", STRIP_ASKS)))
        self.form.show_outcome(outcome)
        if failed:
            self.result.show_failure(outcome)
        else:
            self.result.show_outcome(outcome)
        if self._picture is not None:
            self._picture.show_outcome(outcome)
        settle(self._inputs)
        settle(self.result)

    def translate(self) -> None:
        """Read every text of the form again; the result follows with the refresh."""
        self.form.translate()

    def needs(self) -> frozenset[str]:
        """Name the fields that are required with the choices made."""
        return frozenset() if self._outcome is None else self._outcome.needs

    def summary(self) -> str | None:
        """Return inputs, values, steps, findings and sources as plain text."""
        from bmcalc.gui.summary import summary

        if self._outcome is None:
            return None
        return summary(self._calculator, self._session, self._outcome)

