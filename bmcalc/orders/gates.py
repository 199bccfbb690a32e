"""The rules that stand before one dose: which of them speak, in which label, and what is left.

Every label profile is asked. Where they differ all are shown, and the strictest leads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from bmcalc.calculators.questions.label_profile import LABEL_NAMES
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Finding, Severity, Work
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.regimens import Line, Regimen, levels_for
from bmcalc.rules.condition import Given
from bmcalc.rules.rule import (
    ALL_PROFILES,
    Outcome,
    Profile,
    Rule,
    speaking,
    strictness,
    unanswered,
)

DECIDED_ELSEWHERE: Final = frozenset({"gfr"})
"""Measures whose rules the calculator of the dose applies itself."""

_SEVERITY: Final = {
    Outcome.NOTE: Severity.INFO,
    Outcome.CAUTION: Severity.CAUTION,
    Outcome.OPTION: Severity.INFO,
    Outcome.REDUCE: Severity.INFO,
    Outcome.LEVEL_DOWN: Severity.INFO,
}


@dataclass(frozen=True)
class Gate:
    """One rule that speaks, and the label profiles in which it does.

    ``leaves`` is the dose that a reduction leaves, on the basis of the planned dose.
    """

    rule: Rule
    profiles: tuple[Profile, ...]
    leaves: Term | None = None

    @property
    def severity(self) -> Severity:
        """How much it weighs; a reduction weighs through the dose that it leaves."""
        if self.rule.then is Outcome.LEVEL_DOWN and self.leaves is None:
            return Severity.STOP
        return _SEVERITY.get(self.rule.then, Severity.STOP)

    @property
    def profile_names(self) -> object:
        """The labels in which it speaks, for people."""
        if len(self.profiles) == len(ALL_PROFILES):
            return _("every label")
        return Joined([LABEL_NAMES[profile] for profile in self.profiles])


@dataclass(frozen=True)
class Gates:
    """What the rules say before one dose: the strictest first, and what was not checked."""

    gates: tuple[Gate, ...] = ()
    unchecked: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)

    @property
    def forbids(self) -> bool:
        """Whether a rule says that nothing is given today."""
        return any(gate.severity is Severity.STOP for gate in self.gates)

    def limit(self) -> tuple[Term, Gate] | None:
        """Return the smallest dose that a reduction leaves, with its rule; None without one."""
        left = [
            (gate.leaves, gate) for gate in self.gates
            if gate.leaves is not None and gate.rule.then is not Outcome.OPTION
        ]
        return min(left, key=lambda pair: pair[0].settled, default=None)


@dataclass(frozen=True, kw_only=True)
class Dose:
    """The dose that the rules are asked about: on its basis, at its level, on its day."""

    regimen: Regimen
    line: Line
    planned: Term
    level: int
    day: int
    first: bool | None


def ask_rules(
    dose: Dose,
    known: Mapping[str, Given],
    profiles: Iterable[Profile] = ALL_PROFILES,
    skip: frozenset[str] = frozenset(),
) -> Gates:
    """Return the rules of the drug and of the regimen that speak, over the given profiles.

    ``skip`` are measures that the drug's own calculator judges: a rule that looks at nothing else
    is not asked.
    """
    facts = {**known, "planned_dose": dose.planned}
    covered = skip | DECIDED_ELSEWHERE
    spoke: dict[str, tuple[Rule, list[Profile]]] = {}
    unchecked: dict[str, dict[str, Rule]] = {}
    for profile in profiles:
        asked = [
            rule for rule in _rules_of(dose, profile)
            if not (_measures_of(rule) or skip) or not _measures_of(rule) <= covered
        ]
        for rule in speaking(asked, facts):
            spoke.setdefault(rule.code, (rule, []))[1].append(profile)
        for measure, rules in unanswered(asked, facts).items():
            unchecked.setdefault(measure, {}).update({rule.code: rule for rule in rules})
    gates = [
        Gate(rule, tuple(where), _left_by(rule, dose, where)) for rule, where in spoke.values()
    ]
    gates.sort(key=lambda gate: strictness(gate.rule), reverse=True)
    return Gates(
        tuple(gates), {measure: tuple(rules.values()) for measure, rules in unchecked.items()}
    )


def _rules_of(dose: Dose, profile: Profile) -> list[Rule]:
    rules = (*drug(dose.line.drug).rules, *dose.regimen.rules)
    return [
        rule for rule in rules
        if rule.asked(profile=profile, regimen=dose.regimen.id, drug=dose.line.drug,
                      day=dose.day, first_dose=dose.first)
    ]


def _measures_of(rule: Rule) -> set[str]:
    return {condition.measure for condition in (*rule.all_of, *rule.any_of)}


def _left_by(rule: Rule, dose: Dose, profiles: Iterable[Profile]) -> Term | None:
    if rule.then in (Outcome.REDUCE, Outcome.OPTION):
        return rule.reduced(dose.planned)
    if rule.then is not Outcome.LEVEL_DOWN:
        return None
    lower = [
        levels.at(dose.level + 1) for profile in profiles
        if (levels := levels_for(dose.regimen, dose.line, profile)) is not None
    ]
    known = [level for level in lower if level is not None]
    return min(known, key=lambda level: level.settled) if known else None


def tell_gates(gates: Gates, work: Work) -> None:
    """Add a finding for each rule that speaks, quoted with its source, the strictest first."""
    for gate in gates.gates:
        work.findings.append(
            Finding(gate.rule.code, gate.severity, _quoted(gate), None, gate.rule.sources)
        )


def _quoted(gate: Gate) -> object:
    rule = gate.rule
    if gate.rule.then is Outcome.NOTE:
        return rule.text
    outcome: object = rule.then.label
    if rule.then is Outcome.LEVEL_DOWN and gate.leaves is None:
        outcome = _("no lower dose level is known: stop, or ask a specialist")
    elif gate.leaves is not None:
        outcome = _("{outcome}: {dose}", outcome=rule.then.label,
                    dose=show(gate.leaves, 2, trim=True))
    return _("{rule} ({profiles}: {outcome})", rule=rule.text, profiles=gate.profile_names,
             outcome=outcome)

