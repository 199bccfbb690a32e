"""One line of the check: what is planned, computed, rounded, made ready and ordered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from bmcalc.calculators.her2.her2_interval import PHASE_NAMES
from bmcalc.core.finding_code import Bearing, Place
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Finding, Severity, Step, Work
from bmcalc.formulary.reviewed import review_object
from bmcalc.orders.dosing.comparison import Comparison
from bmcalc.orders.plan_for_patient import PlanForPatient, days_text, planned_text
from bmcalc.orders.reading.ordered import Ordered
from bmcalc.orders.reading.ordered_ask import DOSE, ROUTE_NAMES, AskOrdered
from bmcalc.orders.schedule.due_lines import DueLine
from bmcalc.orders.supply.supply_of_dose import Making, Supply
from bmcalc.orders.supply.supply_values import line_values, quantity
from bmcalc.orders.supply.vials import VialPlan
from bmcalc.orders.verdicts import Verdict
from bmcalc.rules.engine import MetRule

ORDERED: Final = AskOrdered(label=DOSE.label)


@dataclass
class OrderLine:
    """One drug of the regimen, or one that was ordered without belonging to it.

    ``computed`` is the dose before rounding, ``rounded`` as it is prepared, ``ordered`` that of
    one administration; ``phase`` says loading or maintenance where a drug has them. ``work``
    holds what weighs in the verdict, ``supply_work`` the making ready, which does not. ``due`` is
    None for a drug that is not of the regimen; ``gfr_used`` is the GFR behind a dose by AUC;
    ``planned_minutes`` is how long the plan lets it run; ``plan_set`` what was set for this patient
    in the place of the regimen's line.
    ``essential_missing`` and ``essential_old`` are facts that it needs, by the contract's names;
    ``essential_any`` are those of the missing ones of which any one of several suffices.
    """

    drug: str
    name: object
    due: DueLine | None = None
    planned: Term | None = None
    computed: Term | None = None
    rounded: Term | None = None
    order: Ordered | None = None
    ordered: Term | None = None
    comparison: Comparison | None = None
    phase: str | None = None
    alternatives: tuple[tuple[str, Term], ...] = ()
    rules_met: tuple[MetRule, ...] = ()
    not_checked: tuple[object, ...] = ()
    essential_missing: tuple[str, ...] = ()
    essential_old: tuple[str, ...] = ()
    essential_any: tuple[tuple[str, ...], ...] = ()
    supply: Supply = field(default_factory=Supply)
    work: Work = field(default_factory=Work)
    supply_work: Work = field(default_factory=Work)
    awaits_order: bool = False
    gfr_used: Term | None = None
    planned_minutes: Term | None = None
    plan_set: PlanForPatient | None = None

    @property
    def verdict(self) -> Verdict:
        """What the check says of this line, by its findings."""
        findings = self.work.findings
        undecided = False
        for one in findings:
            if one.bears(Bearing.UNDECIDED):
                undecided = True
            elif one.severity is Severity.STOP:
                return Verdict.STOP
        if self.awaits_order or undecided:
            return Verdict.UNDECIDABLE
        if self.computed is None and self.order is not None:
            return Verdict.UNDECIDABLE
        return Verdict.QUERY if asks_somebody(findings) else Verdict.AGREES

    @property
    def deviation(self) -> Term | None:
        """How far the order is from the computed dose, in percent of it."""
        return None if self.comparison is None else self.comparison.deviation

    @property
    def deviation_text(self) -> str:
        """The deviation for people, signed, with the digits that agree with the verdict."""
        if self.comparison is None:
            return ""
        text = show(self.comparison.deviation, self.comparison.decimals)
        positive = self.comparison.deviation.settled > 0 and text.strip("0. %")
        return f"+{text}" if positive else text

    @property
    def every_finding(self) -> list[Finding]:
        """Every finding of the line: first what weighs, then the making ready."""
        return [*self.work.findings, *self.supply_work.findings]

    @property
    def findings(self) -> list[Finding]:
        """What a person must do or know today."""
        return [one for one in self.every_finding if one.place is Place.FINDINGS]

    @property
    def working(self) -> list[Finding]:
        """What led to the verdict and is not to be acted on."""
        return [one for one in self.every_finding if one.place is Place.WORKING]

    @property
    def reasons(self) -> list[Finding]:
        """The findings that led to the verdict, the worst first."""
        weighing = [one for one in self.work.findings if one.severity is not Severity.INFO]
        return sorted(weighing, key=lambda one: -one.severity)

    def rules_of(self, profile: str) -> tuple[MetRule, ...]:
        """Return the rules that are met in one label profile, the strictest first."""
        return tuple(one for one in self.rules_met if profile in one.profiles)

    @property
    def steps(self) -> list[Step]:
        """Every step of the line, in order."""
        return [*self.work.steps, *self.supply_work.steps]

    @property
    def vials(self) -> VialPlan | None:
        """The vials with the least waste."""
        return self.supply.vials

    @property
    def volume(self) -> Term | None:
        """The volume to draw, in mL."""
        return self.supply.volume

    @property
    def waste(self) -> Term | None:
        """What is left over in the opened vials, in mg."""
        return self.supply.waste

    def making_under(self, verdict: Verdict) -> Making:
        """Return how sure it is that the dose is made, by a verdict that a page made worse."""
        undecided = verdict.rank >= Verdict.UNDECIDABLE.rank and self.order is not None
        return Making.NONE if undecided else self.supply.state

    def is_struck(self, verdict: Verdict) -> bool:
        """Say whether the planned dose is shown struck, as nothing of it may be made."""
        return self.computed is not None and self.making_under(verdict) is Making.NONE

    @property
    def plan(self) -> object:
        """How the drug is planned, for people: ``75 mg/m² · d1 · intravenous · 60 min``."""
        if self.due is None:
            return _("not part of this regimen")
        line = self.due.line
        planned = line.dose if self.planned is None else self.planned
        parts: list[object] = [planned_text(planned)]
        if self.phase is not None:
            parts.append(PHASE_NAMES[self.phase])
        if line.times_per_day > 1:
            parts.append(_("{times} times a day", times=line.times_per_day))
        parts += [_days_text(self.due), ROUTE_NAMES[line.route]]
        if self.planned_minutes is not None:
            parts.append(self.planned_minutes)
        if self.plan_set is not None:
            parts.append(_("set for this patient: {reason}", reason=self.plan_set.reason))
        return Joined(parts, " · ")

    def as_values(self) -> dict[str, Any]:
        """Return the line as the JSON contract writes it."""
        comparison, due = self.comparison, self.due
        return {
            "drug": self.drug,
            "name": self.name,
            "plan": self.plan,
            "due": None if due is None else due.due.value,
            "route": None if due is None else due.line.route,
            "planned": quantity(self.planned, None),
            "phase": self.phase,
            "computed": quantity(self.computed),
            "dose": quantity(self.rounded),
            "ordered": quantity(self.ordered, None),
            "order": None if self.order is None else ORDERED.written(self.order),
            "deviation": None if comparison is None else {
                **(quantity(comparison.deviation) or {}), "display": self.deviation_text,
            },
            "verdict": self.verdict.value,
            "alternatives": [
                {"rule": rule, "dose": quantity(dose)} for rule, dose in self.alternatives
            ],
            **line_values(self.supply),
            "rules": [_rule(one) for one in self.rules_met],
            "not_checked": list(self.not_checked),
            "essential_missing": list(self.essential_missing),
            "essential_old": list(self.essential_old),
            "findings": self.findings,
            "working": self.working,
            "steps": self.steps,
        }


def asks_somebody(findings: Iterable[Finding]) -> bool:
    """Say whether a caution is for the prescriber, and not about the plausibility of an input."""
    for one in findings:
        if one.severity is Severity.CAUTION and not one.bears(Bearing.ABOUT_INPUT):
            return True
    return False


def _rule(met: MetRule) -> dict[str, Any]:
    return {
        "code": met.rule.code, "profiles": list(met.profiles), "outcome": met.outcome.value,
        "text": met.text, "dose": quantity(met.leaves, 2), "sources": list(met.rule.sources),
        **review_object(met.rule.deciding(met.rule.code)),
    }


def _days_text(due: DueLine) -> object:
    line = due.line
    days = line.days
    if due.cycle == 1 and line.first_cycle_days is not None:
        days = line.first_cycle_days
    return days_text(days)


def extra_line(drug: str, name: object | None, order: Ordered) -> OrderLine:
    """Return the line of a drug that was ordered and is not of the regimen."""
    return OrderLine(drug, drug if name is None else name, order=order, ordered=order.dose.to("mg"))

