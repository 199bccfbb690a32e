"""The right side of a page: why the number is what it is, and what was found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bmcalc.core.calculator import Calculator
from bmcalc.core.work import Work
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.result.evaluation import Evaluation
from bmcalc.gui.result.headline import HeadlineCard

if TYPE_CHECKING:
    from bmcalc.gui.result.result_details import ResultDetails


class ResultPanel(Flowing):
    """The headline with its details; filled again at every change, never rebuilt."""

    def __init__(
        self, calculator: Calculator[Any], go_to: Callable[[str], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._headline = HeadlineCard(calculator, go_to, self)
        self._details: ResultDetails | None = None
        self._waiting: Work | None = None
        self._shown = ""
        self._above_details = 1
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(scaled(12))
        self._layout.addWidget(self._headline)
        self._layout.addStretch(1)

    def add_picture(self, picture: QWidget) -> None:
        """Put a picture in which an answer can be clicked below the headline."""
        self._layout.insertWidget(self._above_details, picture)
        self._above_details += 1

    def show_outcome(self, outcome: Evaluation) -> None:
        """Show what a calculation came to; :meth:`finish` shows how, one turn later."""
        self._shown = self._headline.show_outcome(outcome)
        self._waiting = outcome.work
        if self._details is None and (outcome.work is not None or outcome.refusals()):
            self._show_details()
        if self._details is not None:
            self._details.show_outcome(outcome)

    def finish(self) -> None:
        """Show how the number came about that was shown last."""
        work, self._waiting = self._waiting, None
        if work is not None and self._details is not None:
            self._details.show_working(work, self._shown)

    def _show_details(self) -> ResultDetails:
        """Make the cards below the headline when there is something to put on them."""
        from bmcalc.gui.result.result_details import ResultDetails

        details = self._details = ResultDetails(self)
        self._layout.insertWidget(self._above_details, details)
        return details

    def show_failure(self, outcome: Evaluation) -> None:
        """Show that the calculation itself failed: no number, one calm sentence."""
        self._headline.show_outcome(outcome)
        self._waiting = None
        details = self._show_details() if self._details is None else self._details
        details.show_failure()
