"""Asking a calculator on behalf of a line: its steps, findings and refusals become the line's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bmcalc.core.calculator import Calculator
from bmcalc.core.finding_code import Bearing, FindingCode
from bmcalc.core.problems import Problem, Refused
from bmcalc.core.work import Finding, Severity, Work
from bmcalc.formulary.policy import Policy
from bmcalc.orders.reading.patient_facts import patient_asks

_LAST: Final = frozenset({
    "first_dose", "days_since_last", "last_dose_on", "planned_on", "last_product",
})
_REDUCTION: Final = frozenset({"reduction", "reduction_reason", "target_auc"})


def field_of(name: str | None, drug: str) -> str | None:
    """Return the field of the order check that a field of a calculator comes from."""
    if name is None:
        return None
    if name in patient_asks():
        return f"patient.{name}"
    if name in _LAST:
        return f"last.{drug}"
    if name in _REDUCTION:
        return f"reductions.{drug}"
    if name == "dose_per_bsa":
        return f"planned.{drug}.dose"
    if name == "dose_level":
        return f"levels.{drug}"
    if name in Policy.model_fields:
        return f"policy.{name}"
    return None


class Answer:
    """What a calculator answered, or why it refused; ``absent`` are its unanswered questions."""

    def __init__(self) -> None:
        self.values: Mapping[str, Any] = {}
        self.refused = False
        self.absent: list[object] = []


def ask(
    calculator: Calculator[Any],
    raw: Mapping[str, Any],
    drug: str,
    work: Work,
    expected: frozenset[str] = frozenset(),
) -> Answer:
    """Run a calculator and take its steps and findings over into ``work``.

    A refusal becomes findings: a caution for what is missing, a stop for what cannot be. Findings
    about a dose that was typed are left out: here the regimen gave it.
    ``expected`` are fields whose unusual value needs no confirmation, as a rule gave it.
    """
    answer = Answer()
    try:
        _read, found = calculator.run(raw)
    except Refused as refused:
        answer.refused = True
        work.findings.extend(_as_finding(problem, drug) for problem in refused.problems)
        return answer
    answer.values = found.values
    work.steps.extend(found.steps)
    work.decided_by(*found.rules)
    labels = calculator.inputs.asks()
    for finding in found.findings:
        about = finding.field
        if finding.code == FindingCode.ABSENT and about is not None:
            answer.absent.append(labels[about].label)
        elif finding.code == FindingCode.UNUSUAL and (about in patient_asks() or about in expected):
            continue
        elif not finding.bears(Bearing.TYPED_DOSE):
            work.findings.append(finding.told_at(field_of(about, drug)))
    return answer


def _as_finding(problem: Problem, drug: str) -> Finding:
    missing = problem.code == "E_MISSING"
    code = FindingCode.MISSING if missing else problem.code
    severity = Severity.CAUTION if missing else Severity.STOP
    return Finding(
        code, severity, problem.text, field_of(problem.field, drug),
        ("never-assumed",) if missing else ("plausibility-limits",),
    )
