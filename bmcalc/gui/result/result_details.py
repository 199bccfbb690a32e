"""What stands below the headline: warnings, steps, notes and sources."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.core.work import Severity, Work
from bmcalc.formulary.in_force import source
from bmcalc.gui.look.covered import Covered
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.result.evaluation import CALCULATION_FAILED, Evaluation
from bmcalc.gui.result.finding_list import FindingCard, Told, told_of, told_of_problem
from bmcalc.gui.result.source_list import SourceCard
from bmcalc.gui.result.step_list import StepCard, why


class ResultDetails(Flowing):
    """The cards below the headline.

    Warnings stand above the steps, so that they are seen without scrolling.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._findings = FindingCard(_("Findings"), self)
        below = self.working = Covered(self)
        self._steps = StepCard(below)
        self._notes = FindingCard(_("Notes"), below)
        self._sources = SourceCard(below)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(12))
        layout.addWidget(self._findings)
        layout.addWidget(below)
        for card in (self._steps, self._notes, self._sources):
            below.cards.addWidget(card)

    def show_outcome(self, outcome: Evaluation) -> None:
        """Show what a calculation warns of, or why it gave nothing; then nothing else stays.

        How the former number came about is covered until :meth:`show_working`.
        """
        self.working.cover()
        work = outcome.work
        if work is None:
            self._findings.show_told([told_of_problem(one) for one in outcome.refusals()])
            self._show_no_working()
        else:
            self._findings.show_told([
                told_of(one) for one in work.findings if one.severity is not Severity.INFO
            ])

    def show_working(self, work: Work, headline: str) -> None:
        """Show how a calculation came about; ``headline`` is its number as it reads."""
        cited = work.sources()
        numbers = {identifier: number for number, identifier in enumerate(cited, 1)}
        self._notes.show_told([
            told_of(one) for one in work.findings if one.severity is Severity.INFO
        ])
        self._steps.show_steps(why(headline), work.steps, numbers)
        self._sources.show_sources([source(identifier) for identifier in cited], work.rules)
        self.working.uncover()

    def _show_no_working(self) -> None:
        self._notes.show_told([])
        self._steps.show_steps(why(""), [], {})
        self._sources.show_sources([])

    def show_failure(self) -> None:
        """Show nothing but one calm sentence."""
        sentence = str(CALCULATION_FAILED.text)
        self._findings.show_told([Told(Severity.STOP, sentence, "")])
        self._show_no_working()
