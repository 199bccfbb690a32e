"""For every condition of a rule the nearest values at which it holds and at which it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, product

from bmcalc.core.ask import AskInteger
from bmcalc.core.term import Term
from bmcalc.core.units import unit
from bmcalc.orders.reading.patient_facts import patient_asks
from bmcalc.rules.condition import Condition, Given
from bmcalc.rules.measure import MEASURES
from bmcalc.rules.rule import Rule

COUNTED = ("day", "ms", "year", "h", "")
"""Units in which only whole numbers are asked for."""

USUAL, SMALL = Decimal(80), Decimal(5)
SMALL_NUMBERS = ("percentage_point",)
"""Units in which 80 of them cannot be."""

ALWAYS_KNOWN = ("calcium_basis",)
MOST_SITUATIONS = 60


@dataclass(frozen=True)
class Edge:
    """One condition of a rule, a value on each side of it, and what else can be known there.

    In each of ``beside`` the rule is met with the one value and not met with the other.
    """

    rule: Rule
    condition: Condition
    inside: Given
    outside: Given
    beside: tuple[dict[str, Given], ...]

    def known(self, beside: dict[str, Given], *, inside: bool) -> dict[str, Given]:
        """Return everything that is known on one side."""
        return {**beside, self.condition.measure: self.inside if inside else self.outside}

    def __str__(self) -> str:
        return f"{self.rule.key} [{self.condition.written()}]"


def edges_of(rule: Rule) -> list[list[Edge]]:
    """Return for every condition its edges: one, or of a choice one for each other option.

    A condition that decides nothing by itself has none.
    """
    return [
        [Edge(rule, condition, inside, outside, beside)
         for inside, outside in _both_sides(condition, rule)
         if (beside := tuple(
             islice(_beside(rule, condition, inside, outside), MOST_SITUATIONS)))]
        for condition in rule.conditions()
    ]


def _step(measure: str, limit: Term) -> Term:
    """Return one step of the last digit in which a measure is written."""
    ask = patient_asks().get(measure)
    if isinstance(ask, AskInteger) or MEASURES[measure].unit in COUNTED:
        return Term(Decimal(1), limit.unit)
    exponent = limit.magnitude.as_tuple().exponent
    assert isinstance(exponent, int)
    return Term(Decimal(1).scaleb(min(exponent, -1)), limit.unit)


def _both_sides(condition: Condition, rule: Rule) -> Iterator[tuple[Given, Given]]:
    limit, comparison = condition.limit, condition.comparison
    if isinstance(limit, Term):
        step = _step(condition.measure, limit)
        inside, outside = {
            "<": (limit - step, limit), "<=": (limit, limit + step),
            ">": (limit + step, limit), ">=": (limit, limit - step), "=": (limit, limit + step),
        }[comparison]
        yield inside, outside if outside.magnitude >= 0 else None
        return
    options = MEASURES[condition.measure].options
    others: list[Given] = [one for one in options if one != limit]
    if comparison == "is":
        others = [*others, *_around(condition.measure, rule)]
        yield from ((None, one) for one in others if one is not None)
    elif comparison == "=":
        yield from ((limit, one) for one in reversed(others))
    else:
        yield from ((one, limit) for one in [*others, None])


def _beside(
    rule: Rule, condition: Condition, inside: Given, outside: Given
) -> Iterator[dict[str, Given]]:
    """Yield what else can be known so that this condition alone decides."""
    measures = [one for one in rule.measures if one != condition.measure]
    values = [_around(measure, rule) for measure in measures]
    for chosen in product(*values):
        known = {name: value for name, value in zip(measures, chosen, strict=True)
                 if value is not None}
        if rule.met({**known, condition.measure: inside}) is True and (
            rule.met({**known, condition.measure: outside}) is not True
        ):
            yield known


def _around(measure: str, rule: Rule) -> list[Given]:
    """Return nothing, and the values of a measure that a rule can tell apart."""
    options = MEASURES[measure].options
    if options:
        return [*options] if measure in ALWAYS_KNOWN else [None, *options]
    found: dict[Decimal, Given] = {}
    for condition in rule.conditions():
        limit = condition.limit
        if condition.measure == measure and isinstance(limit, Term):
            step = _step(measure, limit)
            for value in (limit, limit - step, limit + step):
                if value.magnitude >= 0:
                    found.setdefault(value.magnitude, value)
    some = SMALL if MEASURES[measure].unit in SMALL_NUMBERS else USUAL
    usual: Given = None if found else Term(some, unit(MEASURES[measure].unit))
    return [None, *found.values(), *([] if usual is None else [usual])]
