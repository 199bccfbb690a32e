"""Random inputs of the calculators that stand before a dose, from those of the shipped cases."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from bmcalc import compute
from bmcalc.catalogue import calculator
from bmcalc.core.ask import Ask, AskChoice, AskFlag, AskInteger, AskQuantity
from bmcalc.verification.cases import shipped_cases
from tests.benchmarks.answers.asked import Json
from tests.benchmarks.answers.patients import text_of, within
from tests.benchmarks.answers.questions import known_values

_QUANTITY = re.compile(r"(-?\d+(?:\.\d+)?) (\S.*)")


@cache
def own_cases(identifier: str) -> tuple[Json, ...]:
    return tuple(
        dict(case.inputs) for case in shipped_cases()
        if case.calculator == identifier and "errors" not in case.expect
    )


def _near(dice: random.Random, value: Any) -> Any:
    """Return a value a step beside another, or that one."""
    if isinstance(value, str) and (found := _QUANTITY.fullmatch(value)):
        number = Decimal(found[1])
        last_digit = Decimal(1).scaleb(min(int(number.as_tuple().exponent), 0))
        other = dice.choice([number, number - last_digit, number + last_digit,
                             number + last_digit / 10, number * Decimal("1.1")])
        return text_of(other, found[2]) if other > 0 else value
    if isinstance(value, int) and not isinstance(value, bool):
        return max(value + dice.choice([-1, 0, 0, 1]), 0)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        rows = [{name: _near(dice, one) for name, one in row.items()} for row in value]
        return rows if dice.random() < 0.9 else rows[:-1] or rows
    return value


def _any_value(dice: random.Random, identifier: str, name: str, ask: Ask) -> Any:
    """Return a value for one field: another case's, one beside it, or any that it takes."""
    known = known_values().get(f"{identifier}.{name}") or known_values().get(name)
    if known and dice.random() < 0.85:
        chosen = dice.choice(known)
        return _near(dice, chosen) if dice.random() < 0.5 else chosen
    if isinstance(ask, AskFlag):
        return dice.random() < 0.3
    if isinstance(ask, AskChoice):
        return dice.choice(list(ask.options))
    if isinstance(ask, AskInteger):
        low = 0 if ask.low is None else ask.low
        return dice.randint(low, min(low + 60, low + 60 if ask.high is None else ask.high))
    if isinstance(ask, AskQuantity):
        span = dice.choice(ask.spans)
        ends = span.usual if None not in span.usual else span.hard
        return within(dice, str(ends[0]), str(ends[1]), span.key)
    return dice.choice(known) if known else None


def random_page(identifier: str, seed: int, number: int) -> Json:
    """Return inputs of one calculator, drawn again a few times where they are refused."""
    dice = random.Random(f"{seed}/{identifier}/{number}")
    for _turn in range(5):
        asked = _page(dice, identifier)
        if dice.random() < 0.05 or compute(identifier, asked)["status"] != "refused":
            break
    return asked


def _page(dice: random.Random, identifier: str) -> Json:
    """Return the inputs of a shipped case with some fields changed, left out and added."""
    asks: Mapping[str, Ask] = calculator(identifier).inputs.asks()
    asked = dict(dice.choice(own_cases(identifier)))
    often = dice.choice([0.04, 0.1, 0.25])
    for name in list(asked):
        roll = dice.random() / often
        if roll < 1 and name in asks:
            asked[name] = _any_value(dice, identifier, name, asks[name])
        elif roll < 2:
            asked[name] = _near(dice, asked[name])
        elif roll < 2.1:
            del asked[name]
    absent = [name for name in asks if name not in asked]
    for name in dice.sample(absent, k=min(len(absent), dice.choice([0, 0, 1, 1, 2, 3, 5]))):
        asked[name] = _any_value(dice, identifier, name, asks[name])
    if asked.get("first_dose"):
        for name in ("days_since_last", "last_dose_on", "planned_on"):
            asked.pop(name, None)
    return {name: value for name, value in asked.items() if value is not None}
