"""The right side: what was found, why the dose of the selected drug is what it is, the foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bmcalc.calculators.her2.her2_fields import HP_RELOAD_POLICY
from bmcalc.core.problems import Problem
from bmcalc.core.term import show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Severity, Step
from bmcalc.formulary.in_force import source
from bmcalc.gui.look.covered import Covered
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.order_check.leading import field_of_finding, field_of_problem
from bmcalc.gui.pages.order_check.outcome import OrderOutcome, by_the_other_choice
from bmcalc.gui.pages.order_check.row_words import dose_text
from bmcalc.gui.result.finding_list import FindingCard, Told, told_of, told_of_problem
from bmcalc.gui.result.source_list import SourceCard
from bmcalc.gui.result.step_list import StepCard
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.supply.supply_of_dose import Making
from bmcalc.orders.unread_dose import text_of_problem


class OrderDetails(Flowing):
    """Findings of all; steps, rules and alternatives of one drug; then how it is made ready."""

    followed = Signal(str)
    """The field to which a finding leads."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.findings = FindingCard(_("Findings"), self)
        self.findings.followed.connect(self.followed)
        below = self.working = Covered(self)
        self._steps = StepCard(below, brief=True)
        self._others = FindingCard(_("Rules and alternatives"), below)
        self._ready = StepCard(below, brief=True)
        self._explained = FindingCard(_("What led to the verdict"), below)
        self._foot = FindingCard(_("What holds for every line"), below)
        self._sources = SourceCard(below)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(12))
        layout.addWidget(self.findings)
        layout.addWidget(below)
        for card in (self._steps, self._others, self._explained, self._ready, self._foot,
                     self._sources):
            below.cards.addWidget(card)
        layout.addStretch(1)

    def first_finding(self) -> QWidget:
        """Return the row by which Tab comes to the findings."""
        return self.findings.entry

    def show_outcome(self, outcome: OrderOutcome, selected: str) -> None:
        """Show how the dose of the selected drug came about, and what holds for every line."""
        check = outcome.check
        line = None
        if check is not None:
            line = next((one for one in check.lines if one.drug == selected), None)
        self._show_line(line, outcome)
        self._explained.show_told([] if line is None else [told_of(one) for one in line.working])
        self._foot.show_told([] if check is None else [told_of(one) for one in check.foot])
        cited = _cited(line)
        self._sources.show_sources(
            [source(one) for one in cited], () if line is None else line.work.rules
        )
        self.working.uncover()

    def show_findings(self, outcome: OrderOutcome, told: Sequence[Told]) -> None:
        """Show what was found about all of the order; this never waits.

        How the former doses came about is covered until :meth:`show_outcome`.
        """
        self.working.cover()
        if outcome.check is not None and not told:
            told = [Told(Severity.INFO, str(_("Nothing to ask about.")), "")]
        self.findings.show_told(told)

    def _show_line(self, line: OrderLine | None, outcome: OrderOutcome) -> None:
        cited = {name: number for number, name in enumerate(_cited(line), 1)}
        steps: Sequence[Step] = [] if line is None else line.work.steps
        making = Making.NONE if line is None else line.making_under(outcome.verdict_of(line))
        ready: Sequence[Step] = (
            [] if line is None or making is Making.NONE else line.supply_work.steps
        )
        self._steps.show_steps(_title(line), steps, cited)
        self._ready.show_steps(_ready_title(line, making), ready, cited)
        self._others.show_told(
            [] if line is None else [*_rules_met(line), *_alternatives(line, outcome)]
        )


def _title(line: OrderLine | None) -> object:
    if line is None:
        return ""
    dose = dose_text(line.rounded)
    if not dose:
        return _("{drug} · the working", drug=line.name)
    return _("{drug} · why {dose}", drug=line.name, dose=dose)


def _ready_title(line: OrderLine | None, making: Making) -> object:
    if line is None:
        return ""
    title = _("{drug} · making ready", drug=line.name)
    return Joined([title, making.mark], " · ") if making.mark else title


def told_about(outcome: OrderOutcome) -> list[Told]:
    """Return what could not be read and what was found, the worst first."""
    found = [] if outcome.check is None else outcome.check.findings
    told = [_of_problem(problem) for problem in outcome.problems]
    told += [told_of(one)._replace(field=field_of_finding(one)) for one in found]
    return sorted(told, key=lambda one: -one.severity)


def _of_problem(problem: Problem) -> Told:
    """Return what could not be read, and where; of an ordered dose, by the name of its drug."""
    told = told_of_problem(problem)
    return told._replace(text=str(text_of_problem(problem)), field=field_of_problem(problem))


def _cited(line: OrderLine | None) -> list[str]:
    if line is None:
        return []
    named = dict.fromkeys([*line.work.sources(), *line.supply_work.sources()])
    return list(named)


def _rules_met(line: OrderLine) -> list[Told]:
    """Return every rule that is met, quoted, with the labels in which it stands."""
    return [
        Told(met.severity, str(met.text),
             " · ".join([str(met.outcome.label), str(met.profile_names),
                         *(str(source(one).citation) for one in met.rule.sources)]))
        for met in line.rules_met
    ]


def _alternatives(line: OrderLine, outcome: OrderOutcome) -> list[Told]:
    told = [
        Told(Severity.INFO,
             str(_("Alternative: {dose}", dose=show(dose, 1, trim=True))),
             str(HP_RELOAD_POLICY.options.get(rule, rule)))
        for rule, dose in line.alternatives
    ]
    other = by_the_other_choice(outcome, line.drug)
    if other is not None:
        floor = outcome.check is not None and outcome.check.policy.creatinine_floor is not None
        choice = (
            _("With the actual weight and no floor for creatinine") if floor else
            _("With the weight and the creatinine floor of the shipped policy")
        )
        told.append(Told(
            Severity.INFO, str(_("Alternative: {dose}", dose=show(other, 1, trim=True))),
            str(choice),
        ))
    if line.supply.fewest is not None and line.making_under(
        outcome.verdict_of(line)
    ) is not Making.NONE:
        told.append(Told(
            Severity.INFO,
            str(_("Fewest vials: {vials}, {left} left over", vials=line.supply.fewest,
                  left=show(line.supply.fewest.waste, 1, trim=True))), "",
        ))
    return told
