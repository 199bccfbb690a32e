"""The page of one calculator: its form in the middle, its result on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from bmcalc.core.calculator import Calculator
from bmcalc.core.severity import Severity
from bmcalc.core.texts import _
from bmcalc.gui.form.field_row import OFFERED
from bmcalc.gui.form.form import Form
from bmcalc.gui.form.tab_order import tab_stops
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.page import PageView
from bmcalc.gui.pictures import picture_card
from bmcalc.gui.result.evaluation import CALCULATION_FAILED, Evaluation, evaluate
from bmcalc.gui.result.live_values import ABOUT_CREATININE, clearance_of
from bmcalc.gui.result.result_panel import ResultPanel
from bmcalc.gui.result.two_sides import TwoSides
from bmcalc.gui.window.faults import logger
from bmcalc.gui.window.file_names import today
from bmcalc.gui.window.icon_button import IconButton
from bmcalc.gui.window.patient_strip import ASKS as STRIP_ASKS
from bmcalc.gui.window.session import STRIP, Session, Typed

if TYPE_CHECKING:
    from bmcalc.report.document import Report


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
        self._outcome: Evaluation | None = None
        self._sides = TwoSides(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._sides)
        self._inputs = self._input_side()
        self.result = ResultPanel(calculator, self._go_to, self)
        if self._picture is not None and self._picture.is_clicked:
            self._picture.answered.connect(self._answer)
            self.result.add_picture(self._picture)
        self._sides.show_sides(self._inputs, self.result)
        self.enter()

    def _input_side(self) -> QWidget:
        side = QWidget(self)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(12))
        card = Card(side, self._calculator.title)
        card.body.setSpacing(scaled(12))
        close = IconButton("close", _("Close this calculator (Esc)"), card)
        close.clicked.connect(self.leave_asked)
        card.top.addWidget(close)
        summary = Label(card)
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
        inside = tab_stops(self.form)
        if inside:  # Tab comes from the patient to the numbers; Escape closes from anywhere
            QWidget.setTabOrder(inside[-1], close)
        layout.addWidget(card)
        self._picture = picture_card(self._calculator.picture, side)
        if self._picture is not None and not self._picture.is_clicked:
            layout.addWidget(self._picture)
            layout.addStretch(1)
        else:
            card.body.addStretch(1)
        return side

    def _answer(self, field: str, key: str) -> None:
        """Take an answer that was clicked in the picture."""
        self._session.put(self._calculator.id, field, Typed(key))
        self.form.rows[field].load()

    def _go_to(self, field: str) -> None:
        row = self.form.rows.get(field)
        if row is None:
            self._go_to_patient(field)
        else:
            row.focus()
            self._sides.bring_into_sight(row)

    def strip_fields(self) -> Sequence[str]:
        """Return the patient's fields; the albumin only where this calculator asks for it."""
        asks = self._calculator.inputs.asks()
        return [name for name in STRIP if name != "albumin" or name in asks]

    def lead(self) -> bool:
        """Put the keyboard into the first empty field that is needed, in reading order.

        Once there is a result, into the first one that a stop or a caution is about.
        """
        for wanted in (self.needs(), self._asked_about()):
            for name in (*self.strip_fields(), *self.form.rows):
                if name in wanted and self._session.entry(self._calculator.id, name).empty:
                    self._go_to(name)
                    return True
        return False

    def _asked_about(self) -> frozenset[str]:
        """Name the fields that a stop or a caution of the result is about."""
        work = None if self._outcome is None else self._outcome.work
        return frozenset() if work is None else frozenset(
            finding.field for finding in work.findings
            if finding.field and finding.severity is not Severity.INFO)

    def panes(self) -> Sequence[QWidget]:
        """Return the form and the result."""
        return self._inputs, self._sides.right

    def enter(self) -> None:
        """Show what the session holds."""
        self.form.load()

    def refresh(self) -> None:
        """Compute again; a fault of the calculation shows no number and loses nothing."""
        self._outcome = None
        failed = False
        try:
            raw = self._session.raw(self._calculator.id, self._calculator.inputs.asks())
            outcome = evaluate(self._calculator, raw)
        except Exception:
            logger().exception("%s failed", self._calculator.id)
            read = self._calculator.inputs()
            outcome, failed = Evaluation(read, frozenset(), (CALCULATION_FAILED,)), True
        self._offer_clearance()
        self.form.show_outcome(outcome)
        if failed:
            self.result.show_failure(outcome)
        else:
            self.result.show_outcome(outcome)
        if self._picture is not None:
            self._picture.show_outcome(outcome)
        self._outcome = outcome

    def finish(self) -> None:
        """Show how the number came about."""
        if self._outcome is not None:
            self.result.finish()

    def results(self) -> list[QWidget]:
        """Return the result and the picture."""
        return [self.result, *([] if self._picture is None else [self._picture])]

    def forget(self) -> None:
        """Drop the result and what the fields say of it."""
        self._outcome = None
        self.form.forget()

    def _offer_clearance(self) -> None:
        """Offer the clearance of the strip, where its creatinine says anything of it."""
        offered = clearance_of(self._session.raw("", {**STRIP_ASKS, **ABOUT_CREATININE}))
        for name in OFFERED & self.form.rows.keys():
            self.form.rows[name].show_offer(offered)

    def translate(self) -> None:
        """Read every text of the form again; the result follows with the refresh."""
        self.form.translate()

    def needs(self) -> frozenset[str]:
        """Name the fields that are required with the choices made."""
        return frozenset() if self._outcome is None else self._outcome.needs

    def summary(self) -> str | None:
        """Return inputs, values, steps, findings and sources as plain text.

        None where nothing but missing fields keeps the page without a result.
        """
        from bmcalc.gui.result.summary import summary

        if self._outcome is None or self._outcome.status == "missing":
            return None
        return summary(self._calculator, self._session, self._outcome)

    def can_print(self) -> bool:
        """Say whether there is a result."""
        return self._outcome is not None and self._outcome.work is not None

    def names(self) -> tuple[object, ...]:
        """Return what a file of this page is named by."""
        from bmcalc.gui.result.summary import record_of

        return record_of(self._session), self._calculator.id, today()

    def report(self) -> Report | None:
        """Return the calculation as it is printed; None without a result."""
        from bmcalc.gui.result.summary import report_of

        if self._outcome is None:
            return None
        return report_of(self._calculator, self._session, self._outcome)
