"""The page of the order check: the order and what it needs, the findings at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.order_check.entered import entered, kept_lines
from bmcalc.gui.pages.order_check.frame import BAND_HEIGHT, Frame
from bmcalc.gui.pages.order_check.order_keys import KEYS, OrderKeys
from bmcalc.gui.pages.order_check.regimen_fields import ABOVE, RegimenFields
from bmcalc.gui.pages.page import PageAction, PageView, Paper
from bmcalc.gui.result.sort import Sort
from bmcalc.gui.result.two_sides import TwoSides
from bmcalc.gui.window.faults import logger
from bmcalc.gui.window.session import Session

if TYPE_CHECKING:
    from bmcalc.gui.pages.order_check.finding_walk import FindingWalk
    from bmcalc.gui.pages.order_check.matters import Matter
    from bmcalc.gui.pages.order_check.order_acts import OrderActs
    from bmcalc.gui.pages.order_check.order_details import OrderDetails
    from bmcalc.gui.pages.order_check.order_panes import OrderPanes
    from bmcalc.gui.pages.order_check.order_side import OrderSide
    from bmcalc.gui.pages.order_check.outcome import OrderOutcome
    from bmcalc.report.document import Report

PAGE_TITLE = _("Order check")
LOW = 735
"""Below this height of the window rows and fields are lower."""


class OrderCheckPage(PageView):
    """A frame at the first paint; the order itself once the formulary is there."""

    def __init__(
        self, session: Session, go_to: Callable[[str], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._go_to_patient = go_to
        self._outcome: OrderOutcome | None = None
        self.matters: tuple[Matter, ...] = ()
        self.side: OrderSide | None = None
        self._waiting = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.regimen = RegimenFields(session, self)
        self._layout.addWidget(self.regimen)
        self._band_place = QWidget(self)
        self._band_place.setFixedHeight(scaled(BAND_HEIGHT))
        self._layout.addWidget(self._band_place)
        self._sides = TwoSides(self)
        self._frame: Frame | None = Frame(self)
        self._sides.show_sides(self._frame, QWidget(self))
        self._layout.addWidget(self._sides)

    def use_formulary(self) -> None:
        """List the regimens; :meth:`refresh` checks what was typed so far."""
        if self._frame is None:
            return
        from bmcalc.gui.pages.order_check.finding_walk import FindingWalk
        from bmcalc.gui.pages.order_check.order_acts import OrderActs
        from bmcalc.gui.pages.order_check.order_details import OrderDetails
        from bmcalc.gui.pages.order_check.order_panes import WIDTHS, OrderPanes
        from bmcalc.gui.pages.order_check.order_side import OrderSide

        self._frame = None
        self._layout.removeWidget(self._sides)
        self._sides.hide()
        self._sides.deleteLater()
        self._sides = TwoSides(self, *WIDTHS)
        self.regimen.use_formulary()
        side = self.side = OrderSide(self._session, self.regimen, self)
        self._layout.replaceWidget(self._band_place, side.band)
        self._band_place.hide()
        self._band_place.deleteLater()
        self.details: OrderDetails = OrderDetails(self)
        self._sides.show_sides(side, self.details)
        self._sides.keep_below(self.details.why.bar)
        self._layout.addWidget(self._sides)
        self._panes: OrderPanes = OrderPanes(side, self.details, self._sides)
        self.walk: FindingWalk = FindingWalk(
            self._session, side, self._panes, self._sides, self._go_to_patient)
        self._acts: OrderActs = OrderActs(self._session, self.told, self.acts_changed, self)
        self._connect(side)
        self._shortcuts = OrderKeys(
            self, lambda on: self.walk.step(self.matters, on), self._toggle_why, side.facts.switch)
        self.enter()
        side.chain()
        self._fit()

    def _connect(self, side: OrderSide) -> None:
        from bmcalc.gui.pages.order_check.intake_drops import Drops

        side.explained_other.connect(self._show_details)
        side.opened.connect(self._sides.scroll_to)
        side.told.connect(self.told)
        side.grown.connect(self._grow)
        side.filled.connect(self.filled)
        side.patient_opened.connect(self.patient_opened)
        self._drops = Drops(self, side.take_in, self.told)
        self._sides.stacked.connect(side.chain)
        side.band.filtered.connect(self._filter)
        self.details.followed.connect(self.walk.follow)
        self.details.why_opened.connect(self._show_details)
        self.details.findings.asked.connect(lambda one: self._acts.ask(self._outcome, [one]))
        self.details.findings.copied.connect(self._acts.copy)
        self.details.findings.all_asked.connect(lambda: side.band.chips.choose(None))
        side.worst.followed.connect(self.walk.follow)
        side.worst.asked.connect(lambda one: self._acts.ask(self._outcome, [one]))

    def enter(self) -> None:
        """Show what the session holds."""
        if self.side is not None:
            self.side.load()
            self.side.reload_drawers()
            self._acts.look()

    def records_changed(self) -> None:
        """Tell anew who signed."""
        if self.side is not None:
            self._acts.look()
            self.acts_changed.emit()

    def refresh(self) -> None:
        """Check again; a fault of the check shows no number and loses nothing."""
        side = self.side
        if side is None:
            return
        from bmcalc.gui.pages.order_check.matters import matters_of
        from bmcalc.gui.pages.order_check.outcome import OrderOutcome, look
        from bmcalc.gui.pages.order_check.sort_counts import count_sorts
        from bmcalc.gui.pages.order_check.told_findings import told_about
        from bmcalc.gui.result.evaluation import CALCULATION_FAILED

        self._outcome = None
        try:
            outcome = look(entered(self._session), kept_lines(self._session), side.before)
        except Exception:
            logger().exception("the order check failed")
            outcome = OrderOutcome(problems=(CALCULATION_FAILED,))
        matters = matters_of(outcome)
        side.show_outcome(outcome, matters)
        side.band.show_outcome(outcome, told_about(matters), count_sorts(outcome, matters))
        self.details.show_findings(outcome, matters, side.explained())
        self._panes.show_matters(matters)
        if outcome.check is None:
            self.details.show_outcome(outcome, "")
        self._outcome, self.matters, self._waiting = outcome, matters, True

    def finish(self) -> None:
        """Show how the dose of the selected drug came about, and leave room for what has grown."""
        if self._waiting:
            self._show_details()
            self._sides.fit_again()

    def results(self) -> Sequence[QWidget]:
        """Return all that shows what was computed."""
        side = self.side
        return () if side is None else (side.table, side.below, side.band, self.details)

    def forget(self) -> None:
        """Drop the check and what the fields say of it, and close what was opened."""
        self._outcome, self.matters = None, ()
        if self.side is not None:
            self.side.forget()
            self.details.why.forget()

    def _grow(self) -> None:
        self._sides.fit_again()
        self._sides.result_last(*self.details.controls())
        self.grown.emit()

    def _show_details(self) -> None:
        self._waiting = False
        if self.side is not None and self._outcome is not None:
            self.details.why.name_line(self._outcome, self.side.explained())
            self.details.show_outcome(self._outcome, self.side.explained())

    def _filter(self, sort: Sort | None) -> None:
        """Show the findings and rows of one sort alone, or all."""
        if self.side is not None:
            self.details.findings.filter(sort)
            self.side.table.show_filter(sort)
            if sort is not None and sort is not Sort.AGREES:
                self._panes.let_findings_be_seen()

    def _toggle_why(self) -> None:
        self._panes.show_why(not self.details.why.is_open() or not self.details.why.isVisible())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be lower in a low window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.side is not None:
            compact = self.window().height() < scaled(LOW)
            self.side.table.use_compact(compact)
            self.side.band.use_compact(compact)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close everything that can be told, or show every finding again, with Escape."""
        if event.key() == Qt.Key.Key_Escape and self.side is not None:
            if self.side.facts.is_open():
                self.side.facts.close_all()
                return
            if self.details.findings.is_filtered():
                self.side.band.chips.choose(None)
                return
        super().keyPressEvent(event)

    def translate(self) -> None:
        """Read every text again."""
        self.regimen.translate()
        if self.side is not None:
            self.side.translate()

    def needs(self) -> frozenset[str]:
        """Name the patient's fields that a dose of this order cannot do without."""
        if self.side is None:
            return frozenset()
        from bmcalc.gui.pages.order_check.questions import body_needed

        missing = () if self._outcome is None else self._outcome.facts_missing()
        return body_needed(self.side.asked_drugs()).union(missing)

    # What the window shows around the page

    def strip_fields(self) -> Sequence[str]:
        """Return the patient's fields that stand above the order."""
        return ABOVE

    def strip_parts(self) -> Sequence[QWidget]:
        """Return the regimen, where in it, the day and the bone agent."""
        return self.regimen.parts()

    def strip_words(self) -> Mapping[str, tuple[Sort | None, object]]:
        """Return how old the creatinine is, beside its caption."""
        check = None if self._outcome is None else self._outcome.check
        if check is None:  # before the first paint: nothing of the check is loaded for it
            return {}
        from bmcalc.gui.pages.order_check.needed_fields import age_words

        return age_words(check, self.matters)

    def lead(self) -> bool:
        """Put the keyboard into the first field that is needed and empty."""
        if self.side is not None:
            self.walk.lead(self.needs(), self.matters)
        return self.side is not None

    def panes(self) -> Sequence[QWidget]:
        """Return the parts that the keyboard goes to one after the other."""
        return () if self.side is None else (self.side.table, self.side.below, self.details)

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done with the order: paste one, ask about it, record it."""
        side = self.side
        return () if side is None else self._acts.actions(self._outcome, self.matters, side.paste)

    def standing(self) -> Sequence[tuple[object, object]]:
        """Return who signed the first and the second check."""
        return () if self.side is None else self._acts.standing(self._outcome)

    def keys(self) -> list[tuple[str, object]]:
        """Return the keys that work on this page alone, with what they do."""
        return [
            ("↑ ↓", _("in an ordered dose: the dose above or below")), *KEYS,
            ("T", _("in a date: the date of today")),
            ("A–Z", _("in the regimen: type to search, Enter takes what is marked")),
        ]

    # Paper

    def can_print(self) -> bool:
        """Say whether there is a check."""
        return self._outcome is not None and self._outcome.check is not None

    def names(self) -> tuple[object, ...]:
        """Return what a file of this page is named by."""
        from bmcalc.gui.pages.order_check.file_names import names_of

        return names_of(self._session)

    def papers(self) -> Sequence[Paper]:
        """Return the slip, the labels, the worksheet and the whole working."""
        if not self.can_print():
            return ()
        from bmcalc.gui.pages.order_check.papers import TITLES

        return tuple(Paper(title, partial(self._paper, place))
                     for place, title in enumerate(TITLES))

    def _paper(self, place: int) -> Report | None:
        from bmcalc.gui.pages.order_check.order_paper import papers_of

        return papers_of(self._outcome, self._session)[place].report()

    def report(self) -> Report | None:
        """Return the whole working on paper; None where there is no check."""
        from bmcalc.gui.pages.order_check.order_paper import working_of

        return working_of(self._outcome, self._session)

    def summary(self) -> str | None:
        """Return the page as plain text, with its reasons where nothing was checked."""
        from bmcalc.gui.pages.order_check.order_paper import text_of

        return text_of(PAGE_TITLE, self._outcome, self._session)
