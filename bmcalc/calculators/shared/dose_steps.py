"""Toxicity and the next dose: rules as a table, the strictest that holds decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from bmcalc.calculators.shared.action import ACTION_NAMES, Action, next_lower
from bmcalc.core.arithmetic import least
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Finding, Work

GivenT_contra = TypeVar("GivenT_contra", contravariant=True)
GivenT = TypeVar("GivenT")


@dataclass(frozen=True, kw_only=True)
class StepRule(Generic[GivenT_contra]):
    """One row: when it holds, what it asks for, how to say it, whose rule it is.

    ``at_most`` is the highest dose that the row still allows, where it names one.
    """

    code: str
    holds: Callable[[GivenT_contra], bool]
    action: Action
    text: Callable[[GivenT_contra], object]
    sources: tuple[str, ...]
    field: str | None = None
    at_most: Term | None = None


class Outcome(NamedTuple):
    """The strictest action, the next dose (None: none), and the codes of the rules that hold."""

    action: Action
    next_dose: Term | None
    codes: list[str]


def apply_steps(
    rules: Iterable[StepRule[GivenT]],
    given: GivenT,
    doses: Sequence[Term],
    current: Term,
    source: str,
    work: Work,
) -> Outcome:
    """Add a finding for each rule that holds; return the outcome for the current dose.

    ``doses`` are the levels of the drug, the highest first. A reduction below the last level is
    a stop under ``source``, and no outcome is ever above the current dose.
    """
    action, allowed, codes = Action.NO_CHANGE, current, list[str]()
    for rule in rules:
        if not rule.holds(given):
            continue
        asked = rule.action
        if rule.at_most is not None:
            allowed = least(allowed, rule.at_most)
            if asked is Action.REDUCE and current <= rule.at_most:
                asked = Action.NO_CHANGE
        action = max(action, asked)
        codes.append(rule.code)
        work.findings.append(
            Finding(rule.code, asked.severity, rule.text(given), rule.field, rule.sources)
        )
    if action >= Action.DO_NOT_START:
        return Outcome(action, None, codes)
    if action is not Action.INTERRUPT_LOWER:
        return Outcome(action, _plain(allowed), codes)
    lower = next_lower(doses, current)
    if lower is None:
        work.stop(
            "LAST_LEVEL",
            _("{dose} is the last level: a further reduction is a stop.", dose=show(current)),
            source,
        )
        return Outcome(Action.STOP, None, codes)
    return Outcome(action, _plain(least(lower, allowed)), codes)


def _plain(dose: Term) -> Term:
    """Return a dose without the recipe of how it was chosen."""
    return Term(dose.magnitude, dose.unit)


def show_outcome(outcome: Outcome, source: str, work: Work) -> None:
    """Show the outcome as the last step."""
    work.decide(
        _("Next dose"), _("the strictest rule that holds; below the last level the drug stops"),
        Joined(list(outcome.codes)) if outcome.codes else _("no rule holds"),
        ACTION_NAMES[outcome.action.key], source,
    )
