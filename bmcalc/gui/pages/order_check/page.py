"""The page of the order check: the order in the middle, the reasons at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.order_check.entered import PAGE_ID, entered, kept_lines
from bmcalc.gui.pages.order_check.frame import BAND_HEIGHT, Frame
from bmcalc.gui.pages.page import PageView
from bmcalc.gui.result.two_sides import TwoSides
from bmcalc.gui.window.faults import logger
from bmcalc.gui.window.session import Session

if TYPE_CHECKING:
    from bmcalc.gui.pages.order_check.order_details import OrderDetails
    from bmcalc.gui.pages.order_check.order_side import OrderSide
    from bmcalc.gui.pages.order_check.outcome import OrderOutcome
    from bmcalc.report.document import Report


PAGE_TITLE = _("Order check")
TO_NEXT_FIELD = "Ctrl+G"
INTAKE = "Ctrl+Shift+V"


class OrderCheckPage(PageView):
    """A frame at the first paint; the order itself once the formulary is there."""

    def __init__(
        self, session: Session, go_to: Callable[[str], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._go_to_patient = go_to
        self._outcome: OrderOutcome | None = None
        self.side: OrderSide | None = None
        self._waiting = False
        self._followed = ""
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._band_place = QWidget(self)
        self._band_place.setFixedHeight(scaled(BAND_HEIGHT))
        self._layout.addWidget(self._band_place)
        self._sides = TwoSides(self)
        self._frame: Frame | None = Frame(session, self)
        self._sides.show_sides(self._frame, QWidget(self))
        self._layout.addWidget(self._sides)

    def use_formulary(self) -> None:
        """List the regimens; :meth:`refresh` checks what was typed so far."""
        if self._frame is None:
            return
        from bmcalc.gui.pages.order_check.intake_drops import Drops
        from bmcalc.gui.pages.order_check.order_details import OrderDetails
        from bmcalc.gui.pages.order_check.order_side import OrderSide

        focused = self._frame.focused()
        self._frame = None
        self._layout.removeWidget(self._sides)
        self._sides.hide()
        self._sides.deleteLater()
        self._sides = TwoSides(self)
        side = self.side = OrderSide(self._session, self)
        self._layout.replaceWidget(self._band_place, side.band)
        self._band_place.hide()
        self._band_place.deleteLater()
        self.details: OrderDetails = OrderDetails(self)
        self._sides.show_sides(side, self.details)
        self._layout.addWidget(self._sides)
        side.chosen.connect(self._show_details)
        side.band.findings_asked.connect(self._sides.show_result)
        side.opened.connect(self._sides.scroll_to)
        side.told.connect(self.told)
        side.grown.connect(self._grow)
        side.filled.connect(self.filled)
        self._drops = Drops(self, side.take_in, self.told)
        self._sides.stacked.connect(side.chain)
        self.details.followed.connect(self._follow)
        self._intake = QShortcut(QKeySequence(INTAKE), self, side.paste_in)
        self._next = QShortcut(QKeySequence(TO_NEXT_FIELD), self, self._follow_next)
        self.enter()
        side.chain()
        if focused:
            side.field(focused).focus()

    def enter(self) -> None:
        """Show what the session holds."""
        if self.side is not None:
            self.side.load()
            self.side.reload_drawers()

    def refresh(self) -> None:
        """Check again; a fault of the check shows no number and loses nothing."""
        side = self.side
        if side is None:
            return
        from bmcalc.gui.pages.order_check.order_details import told_about
        from bmcalc.gui.pages.order_check.outcome import OrderOutcome, look
        from bmcalc.gui.result.evaluation import CALCULATION_FAILED

        self._outcome = None
        try:
            outcome = look(entered(self._session), kept_lines(self._session))
        except Exception:
            logger().exception("the order check failed")
            outcome = OrderOutcome(problems=(CALCULATION_FAILED,))
        side.show_outcome(outcome)
        told = told_about(outcome)
        side.band.show_outcome(outcome, told)
        self.details.show_findings(outcome, told)
        if outcome.check is None:
            self.details.show_outcome(outcome, "")
        self._outcome = outcome
        self._waiting = True

    def finish(self) -> None:
        """Show how the dose of the selected drug came about."""
        if self._waiting:
            self._show_details()

    def results(self) -> Sequence[QWidget]:
        """Return the table and the right side; the drawers are closed by :meth:`forget`."""
        return () if self.side is None else (self.side.table, self.side.band, self.details)

    def forget(self) -> None:
        """Drop the check and what the fields say of it, and close the drawers."""
        self._outcome = None
        if self.side is not None:
            self.side.forget()

    def _grow(self) -> None:
        if self._sides.isVisible():  # before that its width says nothing
            self._sides.fit()
        self._sides.result_last(self.details.first_finding())
        self.grown.emit()

    def _show_details(self) -> None:
        self._waiting = False
        if self.side is not None and self._outcome is not None:
            self.details.show_outcome(self._outcome, self.side.table.selected)

    # From a finding to its field

    def _follow(self, name: str) -> None:
        """Put the keyboard into the field that a finding is about, and show it."""
        from bmcalc.gui.pages.order_check.leading import Room, room_of

        room = room_of(name)
        if room is None or self.side is None:
            return
        if room is Room.STRIP:
            self._go_to_patient(name)
            return
        reached = self.side.reach(name)
        if reached is not None:
            self._sides.bring_into_sight_later(reached)

    def _follow_next(self) -> None:
        """Go to the next field that waits for a person, after the one with the keyboard."""
        if self._outcome is None:
            return
        from bmcalc.gui.pages.order_check.leading import fields_to_answer

        names = fields_to_answer(self._outcome)
        if names:
            after = names.index(self._followed) + 1 if self._followed in names else 0
            self._followed = names[after % len(names)]
            self._follow(self._followed)

    def translate(self) -> None:
        """Read every text again."""
        if self._frame is not None:
            self._frame.translate()
        if self.side is not None:
            self.side.translate()

    def needs(self) -> frozenset[str]:
        """Name the patient's fields that a dose of this order cannot do without."""
        if self.side is None:
            return frozenset()
        from bmcalc.gui.pages.order_check.questions import body_needed

        missing = () if self._outcome is None else self._outcome.facts_missing()
        return body_needed(self.side.asked_drugs()).union(missing)

    def keys(self) -> list[tuple[str, object]]:
        """Return the keys that work on this page alone, with what they do."""
        return [
            ("↑ ↓", _("in an ordered dose: the dose above or below")),
            (TO_NEXT_FIELD, _("to the next field that waits for an answer")),
            (INTAKE, _("take over an order or results from the clipboard")),
            ("A–Z", _("in the regimen: type to search, Enter takes what is marked")),
        ]

    def can_print(self) -> bool:
        """Say whether there is a check."""
        return self._outcome is not None and self._outcome.check is not None

    def names(self) -> tuple[object, ...]:
        """Return what a file of this page is named by."""
        from bmcalc.gui.pages.order_check.file_names import names_of

        return names_of(self._session)

    def report(self) -> Report | None:
        """Return the check on paper; None where there is none."""
        if self._outcome is None or self._outcome.check is None:
            return None
        from bmcalc.gui.result.summary import marked_as_invented, record_of
        from bmcalc.report.order import order_report

        report = order_report(
            self._outcome.check, self._outcome.verdict, self._outcome.problems,
            {line.drug: self._outcome.verdict_of(line) for line in self._outcome.check.lines},
            record_of(self._session),
        )
        return marked_as_invented(report, self._session, PAGE_ID)

    def summary(self) -> str | None:
        """Return the page as plain text, with its reasons where nothing was checked.

        None where nothing but missing fields keeps the order unchecked.
        """
        from bmcalc.report.plain import to_plain_text

        report = self.report()
        if report is not None:
            return to_plain_text(report)
        if self._outcome is None or not self._outcome.problems:
            return None
        from bmcalc.gui.pages.order_check.outcome import needed
        from bmcalc.gui.result.summary import without_result

        return without_result(
            PAGE_TITLE, self._session, self._outcome.problems, needed(self._outcome.missing)
        )
