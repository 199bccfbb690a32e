"""A case on each side of every edge of a rule, calculated by the engine that asks it in earnest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bmcalc.core.term import Term
from bmcalc.rules.condition import Condition
from bmcalc.rules.edges import sides, situations
from bmcalc.rules.engine import Asked, Judgement, judge
from bmcalc.rules.known import Known
from bmcalc.rules.measure_form import Given
from bmcalc.rules.outcome import Occasion
from bmcalc.rules.rule import Rule


@dataclass(frozen=True)
class WorkedCase:
    """One measure at one value beside an edge, with what else is known, and what the rules say.

    ``first`` says whether it is a first dose; ``holds`` on which side of the edge the value lies.
    """

    measure: str
    value: Term
    holds: bool
    beside: Mapping[str, Given]
    first: bool
    judgement: Judgement


def worked_cases(
    rule: Rule, rules: Sequence[Rule], asked_of: Callable[[Term | None, bool], Asked]
) -> Iterator[WorkedCase]:
    """Give the cases of a rule: two for each edge, the one where the condition holds first.

    ``rules`` are all that are asked before the dose; ``asked_of`` returns the dose, from the
    planned one where the case names it and whether it is the first. An edge that decides nothing
    by itself, as its rule says the same on both sides, has no case.
    """
    told: set[tuple[str, Term]] = set()
    for condition in rule.conditions():
        beside_edge = sides(condition)
        if beside_edge is None or (condition.measure, beside_edge[0]) in told:
            continue
        told.add((condition.measure, beside_edge[0]))
        others = _others(rule, condition, beside_edge)
        if others is None:
            continue
        for first in _doses(rule):
            for value, holds in zip(beside_edge, (True, False), strict=True):
                measures = {**others, condition.measure: value}
                planned = measures.get("planned_dose")
                asked = asked_of(planned if isinstance(planned, Term) else None, first)
                known = Known({}, {**measures, "planned_dose": asked.planned})
                yield WorkedCase(
                    condition.measure, value, holds, others, first,
                    judge(rules, known, asked, rule.profiles),
                )


def _others(
    rule: Rule, condition: Condition, beside_edge: tuple[Term, Term]
) -> dict[str, Given] | None:
    """Return what else must be known so that this edge decides; None where it never does."""
    holds, not_held = ({condition.measure: value} for value in beside_edge)
    for known in situations(rule):
        others = {name: value for name, value in known.items() if name != condition.measure}
        if rule.met({**others, **holds}) is True and rule.met({**others, **not_held}) is False:
            return {name: value for name, value in others.items() if value is not None}
    return None


def _doses(rule: Rule) -> Iterable[bool]:
    """Return whether the cases are first doses: of a rule that differs, both."""
    if rule.first is not None and rule.later is not None:
        return (True, False)
    is_first = rule.occasion is Occasion.FIRST_DOSE or rule.first is not None
    return (is_first,)
