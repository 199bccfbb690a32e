"""The values on each side of every edge of a rule, and what they show about two rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product
from math import prod
from typing import Final

from bmcalc.core.term import Term
from bmcalc.rules.condition import Condition
from bmcalc.rules.measure import MEASURES
from bmcalc.rules.measure_form import Given
from bmcalc.rules.rule import Rule, strictness

_WHOLE: Final = frozenset({"", "day", "ms", "year", "g/L", "h"})
"""Units in which people count whole numbers."""

_MOST_SITUATIONS: Final = 50_000
"""So many situations of two rules are gone through; with more it is not said that one hides."""


def step_beside(limit: Term) -> Term:
    """Return the smallest difference in which a result near this limit is written."""
    if limit.unit.key in _WHOLE:
        return Term(Decimal(1), limit.unit)
    exponent = limit.magnitude.as_tuple().exponent
    written = -exponent if isinstance(exponent, int) else 0
    usual = 2 if limit.magnitude < 10 else 1
    return Term(Decimal(1).scaleb(-max(written, usual)), limit.unit)


def sides(condition: Condition) -> tuple[Term, Term] | None:
    """Return the nearest values at which a condition holds and at which it does not.

    None for a condition on a choice, which has no edge.
    """
    limit = condition.limit
    if isinstance(limit, str):
        return None
    step = step_beside(limit)
    around = (limit - step, limit, limit + step)
    holds = {value.magnitude: condition.met({condition.measure: value}) for value in around}
    held = [value for value in around if holds[value.magnitude]]
    not_held = [value for value in around if not holds[value.magnitude]]
    distance = {value.magnitude: abs(value.magnitude - limit.magnitude) for value in around}

    def near(value: Term) -> Decimal:
        return distance[value.magnitude]

    return min(held, key=near), min(not_held, key=near)


def values_around(measure: str, conditions: Iterable[Condition]) -> list[Given]:
    """Return one value of a measure in each range between its limits, and nothing known last."""
    if MEASURES[measure].options:
        return [*MEASURES[measure].options, None]
    found: dict[tuple[Decimal, str], Given] = {}
    for condition in conditions:
        limit = condition.limit
        if condition.measure == measure and isinstance(limit, Term):
            step = step_beside(limit)
            for value in (limit - step, limit, limit + step):
                found[value.magnitude, value.unit.key] = value
    return [*found.values(), None]


def situations(*rules: Rule) -> Iterator[dict[str, Given]]:
    """Give every situation that some rules can tell apart; none where they are too many."""
    conditions = [condition for rule in rules for condition in rule.conditions()]
    measures = list(dict.fromkeys(condition.measure for condition in conditions))
    values = [values_around(measure, conditions) for measure in measures]
    if prod(map(len, values)) > _MOST_SITUATIONS:
        return
    for chosen in product(*values):
        yield dict(zip(measures, chosen, strict=True))


def hides(above: Rule, below: Rule, *, is_first: bool) -> bool:
    """Say whether a row is never told because another row of its table always is.

    ``is_first`` says that the file names ``above`` first, so that it leads where both are equally
    strict.
    """
    if above.table is None or above.table != below.table or not _stands_wherever(above, below):
        return False
    for first in (True, False):
        if below.outcome(first) is None or not _is_asked(below, first):
            continue
        if not _is_asked(above, first) or above.outcome(first) is None:
            return False
        strict, other = strictness(above, first), strictness(below, first)
        if strict < other or (strict == other and not is_first):
            return False
    met = [known for known in situations(above, below) if below.met(known)]
    return bool(met) and all(above.met(known) for known in met)


def _is_asked(rule: Rule, first: bool) -> bool:
    return rule.asked(
        profile=rule.profiles[0], regimen=next(iter(rule.regimens), None),
        drug=next(iter(rule.drugs), None), first_dose=first,
    )


def _stands_wherever(above: Rule, below: Rule) -> bool:
    """Say whether one row is asked at least where the other is."""
    if above.elsewhere is not None or below.elsewhere is not None:
        return False
    scopes = (
        (above.days, below.days), (above.regimens, below.regimens), (above.drugs, below.drugs),
    )
    return set(below.profiles) <= set(above.profiles) and all(
        not wide or (narrow and set(narrow) <= set(wide)) for wide, narrow in scopes
    )
