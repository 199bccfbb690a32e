"""What stands below the headline: warnings, steps, notes and sources."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.core.work import Severity
from bmcalc.formulary.in_force import source
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.result.evaluation import Evaluation
from bmcalc.gui.result.finding_list import FindingCard, Told, told_of, told_of_problem
from bmcalc.gui.result.source_list import SourceCard
from bmcalc.gui.result.step_list import StepCard


class ResultDetails(QWidget):
    """The cards below the headline.

    Warnings stand above the steps, so that they are seen without scrolling.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._findings = FindingCard(_("Findings"), self)
        self._steps = StepCard(self)
        self._notes = FindingCard(_("Notes"), self)
        self._sources = SourceCard(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(12))
        for card in (self._findings, self._steps, self._notes, self._sources):
            layout.addWidget(card)

    def show_outcome(self, outcome: Evaluation, headline: str) -> None:
        """Show what a calculation came to; ``headline`` is its number as it reads."""
        work = outcome.work
        if work is None:
            self._findings.show_told([told_of_problem(one) for one in outcome.refusals()])
            self._notes.show_told([])
            self._steps.show_steps("", [], {})
            self._sources.show_sources([])
            return
        cited = work.sources()
        numbers = {identifier: number for number, identifier in enumerate(cited, 1)}
        told = [told_of(finding) for finding in work.findings]
        self._findings.show_told([one for one in told if one.severity is not Severity.INFO])
        self._notes.show_told([one for one in told if one.severity is Severity.INFO])
        self._steps.show_steps(headline, work.steps, numbers)
        self._sources.show_sources([source(identifier) for identifier in cited], work.rules)

    def show_failure(self) -> None:
        """Show nothing but one calm sentence."""
        sentence = _("The calculation failed, so no number is shown. What was typed is kept.")
        self._findings.show_told([Told(Severity.STOP, str(sentence), "")])
        self._steps.show_steps("", [], {})
        self._notes.show_told([])
        self._sources.show_sources([])
