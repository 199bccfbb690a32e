"""Every place of an input filled with every shape of JSON: what a walk over all of them takes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from bmcalc.core.ask import (
    Ask,
    AskChoice,
    AskDate,
    AskEither,
    AskFlag,
    AskInteger,
    AskMap,
    AskNumber,
    AskObject,
    AskQuantity,
    AskRows,
    AskText,
)
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.regimens import regimens
from bmcalc.json_input import LongNumber
from bmcalc.orders.reading.order_entry import _LAST
from bmcalc.orders.reading.ordered_ask import _ORDERED
from bmcalc.orders.reading.patient_facts import AskResult

Path = tuple[str | int, ...]

DEEP: list[Any] = []
for _depth in range(40):
    DEEP = [DEEP]

DATES = ("1900-01-01", "2023-08-20", "2021-07-04", "2200-12-31")
SHARE_FILLED = 0.3

SHAPES: tuple[Any, ...] = (
    None, True, False, 0, -1, 7, 10**16, -10**30, 2.5, float("inf"), float("nan"),
    Decimal("1E-30"), Decimal("-0"), LongNumber("1e9999999999"), LongNumber("9" * 5000),
    "", " ", "x", "\0", "9" * 17, "9" * 5000, "0." + "0" * 13 + "1", "-0", "1e999 kg", "１ kg",
    "1900-01-01", "2200-12-31", "2201-01-01", "0001-01-01", "9999-12-31", "2024-02-30",
    "none", "unknown", "yes", "{0}", "{label}", "%s", "<img src='file:///etc/hostname'>",
    [], [None], [[]], [{}], ["x"], [1, 1], [True], [LongNumber("1e99999")], DEEP,
    {}, {"": None}, {"a": 1}, {"a.b": {}}, {"value": None}, {"value": 1}, {"value": {}},
    {"value": []}, {"value": "1 kg", "on": 7}, {"value": "x", "on": {}}, {"on": "2023-08-20"},
    {"value": "58 kg", "on": "2200-12-31"}, {"dose": 1}, {"dose": "5 mg", "days": "1-999999999"},
    {"dose": "5 mg", "days": [10**16]}, {"value": {"value": {"value": "1 kg"}}},
)


def places(value: Any, above: Path = ()) -> Iterator[Path]:
    """Give every place inside a JSON value, the whole first."""
    yield above
    if isinstance(value, dict):
        for name in value:
            yield from places(value[name], (*above, name))
    elif isinstance(value, list):
        for index in range(len(value)):
            yield from places(value[index], (*above, index))


def asked_places(ask: Ask, above: Path) -> Iterator[Path]:
    """Give every place that a question has inside, whether or not an example fills it."""
    yield above
    if isinstance(ask, AskObject):
        for name, part in ask.fields.items():
            yield from asked_places(part, (*above, name))
    elif isinstance(ask, AskMap):
        name = "500" if ask.names is None else sorted(ask.names())[0]
        yield from asked_places(ask.each, (*above, name))
    elif isinstance(ask, AskRows):
        for name in ask.columns:
            yield (*above, 0, name)
    elif isinstance(ask, AskResult):
        yield from ((*above, part) for part in ("value", "on", "uln"))
    elif isinstance(ask, AskEither):
        yield (*above, "value")
    elif ask.kind == "order":
        yield from ((*above, "docetaxel", part) for part in _ORDERED.fields)
        yield from ((*above, "docetaxel", 0, part) for part in _ORDERED.fields)
    elif ask.kind == "last_dose":
        yield from ((*above, part) for part in ("on", "dose", "weight", "percent", "reason"))
    elif ask.kind == "plans":
        yield from ((*above, "docetaxel", part) for part in ("dose", "days", "reason"))
    elif ask.kind == "policy":
        from bmcalc.formulary.policy import Policy

        yield from ((*above, name) for name in Policy.model_fields)
        yield from ((*above, "laboratory", name) for name in ("alt_uln", "name"))


def put(value: Any, path: Path, new: Any) -> Any:
    """Return a JSON value with something else at a place, made where it was not."""
    if not path:
        return new
    first, *rest = path
    if isinstance(first, int):
        rows = list(value) if isinstance(value, list) else []
        rows += [{}] * (first + 1 - len(rows))
        rows[first] = put(rows[first], tuple(rest), new)
        return rows
    named = dict(value) if isinstance(value, dict) else {}
    named[first] = put(named.get(first), tuple(rest), new)
    return named


def walk(
    example: dict[str, Any], asks: dict[str, Ask], seed: int, steps: int
) -> Iterator[dict[str, Any]]:
    """Give so many inputs, each the example with one to three wrong shapes somewhere."""
    chosen = random.Random(seed)
    inside = list(dict.fromkeys([
        *places(example), *(path for name, ask in asks.items()
                            for path in asked_places(ask, (name,))),
    ]))
    for _step in range(steps):
        raw: Any = example
        for _fault in range(chosen.choice((1, 1, 2, 3))):
            raw = put(raw, chosen.choice(inside), chosen.choice(SHAPES))
        if isinstance(raw, dict):
            yield raw


def edge(ask: Ask, chosen: random.Random) -> Any:
    """Return something that a question takes, at the ends of what it takes more often than not."""
    if isinstance(ask, AskQuantity):
        span = chosen.choice(ask.spans)
        low, high = (None if end is None else Decimal(end) for end in span.hard)
        ends = [one for one in (low, high, *map(_number, span.usual)) if one is not None]
        number = chosen.choice(ends) if ends else Decimal(1)
        if span.above and number == low:
            number += Decimal("0.001")
        return f"{number:f} {span.key}"
    if isinstance(ask, AskInteger):
        return chosen.choice((ask.low, ask.low + 1, 10**6 if ask.high is None else ask.high))
    if isinstance(ask, AskNumber):
        return chosen.choice([one for one in (ask.low, ask.high) if one is not None])
    if isinstance(ask, AskChoice):
        return chosen.choice(list(ask.options))
    if isinstance(ask, AskEither):
        return chosen.choice([*ask.options, f"{ask.span.hard[1]} {ask.span.key}"])
    if isinstance(ask, AskFlag):
        return chosen.choice((True, False))
    if isinstance(ask, AskDate):
        return chosen.choice(DATES)
    if isinstance(ask, AskText):
        return chosen.choice(("some words", "x" * ask.longest, "词"))
    if isinstance(ask, AskRows):
        return [
            {name: edge(part, chosen) for name, part in ask.columns.items()}
            for _row in range(chosen.choice((1, 2, ask.longest)))
        ]
    if isinstance(ask, AskObject):
        return {
            name: edge(part, chosen) for name, part in ask.fields.items()
            if part.required or chosen.random() < SHARE_FILLED
        }
    if isinstance(ask, AskMap):
        names = ["500 mg"] if ask.names is None else sorted(ask.names())
        return {name: edge(ask.each, chosen) for name in chosen.sample(names, min(3, len(names)))}
    if isinstance(ask, AskResult):
        alone = edge(ask.of, chosen)
        return chosen.choice((alone, {"value": alone, "on": chosen.choice(DATES)}))
    return _of_an_order(ask, chosen)


def _number(end: str | None) -> Decimal | None:
    return None if end is None else Decimal(end)


def _of_an_order(ask: Ask, chosen: random.Random) -> Any:
    if ask.kind == "regimen":
        return chosen.choice(list(regimens()))
    if ask.kind in ("ordered", "ordered_lines"):
        return edge(_ORDERED, chosen)
    if ask.kind == "order":
        return {name: edge(_ORDERED, chosen) for name in chosen.sample(sorted(drugs()), 3)}
    if ask.kind == "days":
        return chosen.choice(([1], [1, 8], [366], "1-21", "1-366"))
    if ask.kind == "last_dose":
        return edge(_LAST, chosen)
    if ask.kind == "plans":
        name = chosen.choice(sorted(drugs()))
        return {name: {"days": [1], "reason": "agreed"}}
    if ask.kind == "drugs":
        return [chosen.choice(sorted(drugs()))]
    assert ask.kind == "policy", ask.kind
    return {"label_profile": chosen.choice(("us", "eu", "cn"))}


def edges(example: dict[str, Any], asks: dict[str, Ask], seed: int, steps: int) -> Iterator[Any]:
    """Give so many inputs, each the example with some fields at the ends of what they take."""
    chosen = random.Random(seed)
    for _step in range(steps):
        share = chosen.choice((0.1, 0.3, 0.8))
        yield example | {
            name: edge(ask, chosen) for name, ask in asks.items() if chosen.random() < share
        }
