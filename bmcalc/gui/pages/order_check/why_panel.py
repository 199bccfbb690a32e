"""Why the dose of a drug is what it is: closed to one line until it is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bmcalc.calculators.her2.her2_fields import HP_RELOAD_POLICY
from bmcalc.core.term import show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Severity, Step
from bmcalc.formulary.in_force import source
from bmcalc.gui.look.card import put
from bmcalc.gui.look.covered import Covered
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.order_check.outcome import OrderOutcome, by_the_other_choice
from bmcalc.gui.pages.order_check.row_words import dose_text
from bmcalc.gui.result.finding_list import FindingCard, Told, told_of
from bmcalc.gui.result.source_list import SourceCard
from bmcalc.gui.result.step_list import StepCard
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.supply.supply_of_dose import Making

CLOSED, OPEN = "▸", "▾"


class WhyPanel(Flowing):
    """Steps, rules and alternatives of one drug, how it is made ready, what holds for every line.

    Nothing of it is worked out while it is closed. ``opened`` tells that it is asked for; ``bar``
    is the line that opens it, which may stand elsewhere.
    """

    opened = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._line: OrderLine | None = None
        self.header = QToolButton(self)
        self.header.setObjectName("fold")
        self.header.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.header.setCheckable(True)
        self.header.toggled.connect(self._toggled)
        self._beside = Label(self)
        self._beside.setObjectName("small")
        self._beside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._beside.setMinimumWidth(1)
        self.bar = QFrame(self)
        self.bar.setObjectName("foot")
        self.bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        above = QHBoxLayout(self.bar)
        above.setContentsMargins(scaled(4), scaled(5), scaled(14), scaled(5))
        above.addWidget(self.header)
        above.addStretch(0)
        above.addWidget(self._beside, 1)
        below = self.working = Covered(self)
        self._steps = StepCard(below, brief=True)
        self._others = FindingCard(_("Rules and alternatives"), below)
        self._ready = StepCard(below, brief=True)
        self._explained = FindingCard(_("What led to the verdict"), below)
        self._foot = FindingCard(_("What holds for every line"), below)
        self._sources = SourceCard(below)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(8))
        layout.addWidget(self.bar)
        layout.addWidget(below)
        for card in (self._steps, self._others, self._explained, self._ready, self._foot,
                     self._sources):
            below.cards.addWidget(card)
        below.hide()
        self.name_line(OrderOutcome(), "")

    def is_open(self) -> bool:
        """Say whether the working is asked for."""
        return self.header.isChecked()

    def _toggled(self, opened: bool) -> None:
        if opened:
            self.working.cover()
        self.working.setVisible(opened)
        self._show_header()
        if opened:
            self.opened.emit()

    def name_line(self, outcome: OrderOutcome, drug: str) -> None:
        """Say which dose is explained; what was explained before is covered."""
        self._line = None if outcome.check is None else next(
            (one for one in outcome.check.lines if one.drug == drug), None)
        self.working.cover()
        self._show_header()

    def forget(self) -> None:
        """Name no dose any more."""
        self.name_line(OrderOutcome(), "")

    def title(self) -> str:
        """Return the question that this answers: why this dose."""
        dose = "" if self._line is None else dose_text(self._line.computed)
        return str(_("Why {dose}", dose=dose) if dose else _("Why"))

    def _show_header(self) -> None:
        text = f"{OPEN if self.is_open() else CLOSED} {self.title()}"
        if self.header.text() != text:
            self.header.setText(text)
        line = self._line
        words = "" if line is None else str(_(
            "{drug} · steps: {count} · F4", drug=_short(line.name), count=len(line.work.steps)))
        put(self._beside, words)
        self.header.setAccessibleName(str(_("{title}, {drug}", title=self.title(),
                                            drug="" if line is None else line.name)))
        if self.header.isEnabled() == (line is None):
            self.header.setEnabled(line is not None)

    def show_outcome(self, outcome: OrderOutcome, selected: str) -> None:
        """Show how the dose of a drug came about, and what holds for every line."""
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


def _short(name: object) -> str:
    """Return a drug's name without what stands in brackets behind it."""
    return re.split(r"\s*[(（]", str(name))[0]
