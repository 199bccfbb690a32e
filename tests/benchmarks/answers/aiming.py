"""The rules of the formulary, and measures that meet one or come close to it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from functools import cache
from operator import eq, ge, gt, le, lt
from typing import Any, Final

from bmcalc.formulary.drugs import drug
from bmcalc.formulary.regimens import Line, Regimen, regimens
from bmcalc.rules.condition import Condition
from bmcalc.rules.measure import MEASURES
from bmcalc.rules.rule import Rule
from tests.benchmarks.answers.questions import BONE_REGIMENS

_HOLDS: Final[dict[str, Callable[[Decimal, Decimal], bool]]] = {
    "<": lt, "<=": le, ">": gt, ">=": ge, "=": eq,
}


@dataclass(frozen=True)
class Target:
    """One rule, with the regimen and the drug for which it can be asked."""

    rule: Rule
    regimen: Regimen
    line: Line
    bone_agent: str | None = None


@cache
def targets() -> tuple[Target, ...]:
    """Return every rule that an order can meet, for each regimen; a drug's own ones once."""
    found: dict[tuple[str, str, str], list[Target]] = defaultdict(list)
    for regimen in regimens().values():
        for line in regimen.lines:
            for rule in (*drug(line.drug).rules, *regimen.rules):
                if (rule.regimens and regimen.id not in rule.regimens) or (
                    rule.drugs and line.drug not in rule.drugs
                ):
                    continue
                owner = regimen.id if rule in regimen.rules else ""
                found[owner, line.drug, rule.code].append(Target(rule, regimen, line))
    for (owner, name, _code), same in found.items():
        if not owner and name in BONE_REGIMENS:
            rule, line = same[0].rule, same[0].line
            same += [
                Target(rule, regimen, line, name)
                for regimen in regimens().values() if BONE_REGIMENS[name] in regimen.companions
            ]
    longest = max(map(len, found.values()))
    return tuple(
        same[turn % len(same)] for turn in range(longest) for same in found.values()
    )


def _steps_around(limit: Decimal) -> list[Decimal]:
    """Return values at a cut-off, close to it on both sides, and far from it."""
    exponent = limit.as_tuple().exponent
    last_digit = Decimal(1).scaleb(min(int(exponent), 0))
    near = [limit, limit - last_digit, limit + last_digit,
            limit - last_digit / 10, limit + last_digit / 10]
    far = [(limit * share).quantize(last_digit / 10, ROUND_DOWN)
           for share in map(Decimal, ("0.5", "0.8", "1.2", "1.6", "2.4"))]
    return [value for value in (*near, *far) if value >= 0]


def _number_at(
    dice: random.Random, conditions: Sequence[Condition], exact: bool, whole: bool
) -> tuple[Decimal, str] | None:
    """Return a number that meets every condition, or one close to a cut-off; and its unit."""
    terms = [one.limit for one in conditions if not isinstance(one.limit, str)]
    if not terms:
        return None
    key = terms[0].unit.key
    limits = [term.to(key).magnitude if key else term.magnitude for term in terms]
    some = [value for limit in limits for value in _steps_around(limit)]
    if len(limits) > 1:
        some.append(sum(limits, Decimal(0)) / len(limits))
    if whole:
        some = [value for value in (one.to_integral_value() for one in some) if value >= 0]
    if exact:
        some = [
            value for value in some
            if all(_HOLDS[one.comparison](value, limit)
                   for one, limit in zip(conditions, limits, strict=True))
        ]
    return (dice.choice(some), key) if some else None


def provoked(dice: random.Random, rule: Rule, exact: bool) -> dict[str, Any]:
    """Return measures that meet a rule, or that come close to it; numbers with their unit."""
    chosen = list(rule.all_of)
    if rule.any_of:
        chosen.append(dice.choice(rule.any_of))
    by_measure: dict[str, list[Condition]] = defaultdict(list)
    for condition in chosen:
        by_measure[condition.measure].append(condition)
    wanted: dict[str, Any] = {}
    for measure, conditions in by_measure.items():
        first = conditions[0]
        if first.comparison == "is":
            continue
        if isinstance(first.limit, str):
            options = list(MEASURES[measure].options)
            met = [one for one in options if (one == first.limit) == (first.comparison == "=")]
            wanted[measure] = dice.choice(met if exact else options)
            continue
        whole = MEASURES[measure].unit in ("", "year", "day", "h")
        found = _number_at(dice, conditions, exact, whole)
        if found is not None:
            wanted[measure] = found
    return wanted
