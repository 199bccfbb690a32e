"""For every kind of question what must be refused, and with which code."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from bmcalc.core.ask import (
    Ask,
    AskChoice,
    AskDate,
    AskEither,
    AskFlag,
    AskHistory,
    AskInteger,
    AskMap,
    AskNumber,
    AskObject,
    AskQuantity,
    AskReason,
    AskRows,
    AskText,
)
from bmcalc.core.units import unit
from bmcalc.orders.reading.patient_facts import AskResult

STEP = Decimal("0.001")
OF_OTHER_DIMENSIONS = ("kg", "mL/min", "ms")


class Bad(NamedTuple):
    """A bad input, the code of its refusal, and where below the field it is told."""

    raw: Any
    code: str
    below: str = ""


def bad_inputs(ask: Ask) -> Iterator[Bad]:
    """Yield bad inputs of every sort that a question can be asked with."""
    if isinstance(ask, AskQuantity):
        yield from _quantities(ask)
    elif isinstance(ask, AskInteger):
        yield from (Bad(raw, "E_TYPE") for raw in _not_a_number() if raw != 2.5)
        yield Bad(2.5, "E_INT")
        yield Bad("2.5", "E_INT")
        yield Bad(ask.low - 1, "E_RANGE")
        if ask.high is not None:
            yield Bad(ask.high + 1, "E_RANGE")
    elif isinstance(ask, AskNumber):
        yield from (Bad(raw, "E_TYPE") for raw in _not_a_number())
        if ask.low is not None:
            yield Bad(str(Decimal(ask.low) - (0 if ask.above else STEP)), "E_RANGE")
        if ask.high is not None:
            yield Bad(str(Decimal(ask.high) + STEP), "E_RANGE")
    elif isinstance(ask, AskChoice):
        yield from (Bad(raw, "E_ENUM") for raw in ("no such choice", True, 7, 2.5, [], {}, ""))
    elif isinstance(ask, AskEither):
        yield from (Bad(raw, "E_ENUM") for raw in ("no such word", True, [], {}, "", "2,5 g"))
        yield from (Bad(raw, "E_UNIT") for raw in (5, "5", "5 kg"))
        yield Bad(f"{Decimal(str(ask.span.hard[1])) + STEP} {ask.span.key}", "E_RANGE")
    elif isinstance(ask, AskFlag):
        yield from (Bad(raw, "E_TYPE") for raw in ("yes", "true", 1, 0, [], {}, ""))
    elif isinstance(ask, AskDate):
        dates = ("2023-02-30", "20.8.2023", "2023-8-20", "20230820", "", 20230820, True, [], {})
        yield from (Bad(raw, "E_DATE") for raw in dates)
    elif isinstance(ask, AskText):
        yield from (Bad(raw, "E_TYPE") for raw in (5, True, [], {}, "x" * (ask.longest + 1)))
        yield Bad(" ", "E_MISSING" if isinstance(ask, AskReason) else "E_TYPE")
    elif isinstance(ask, AskRows):
        yield from _rows(ask)
    elif isinstance(ask, (AskObject, AskMap)):
        yield from _named(ask)
    elif isinstance(ask, AskResult):
        yield from (bad for bad in bad_inputs(ask.of) if bad.raw != {})
        yield Bad({"value": None}, "E_MISSING", "value")
        yield from (Bad({"value": bad.raw}, bad.code, "value") for bad in bad_inputs(ask.of))
    else:
        yield from (Bad(raw, code, below) for raw, code, below in _OF_AN_ORDER[ask.kind])


_DOSES: list[tuple[Any, str, str]] = [
    (5, "E_UNIT", ""), (True, "E_TYPE", ""), ("1,5 mg", "E_TYPE", ""), ("5 mg 6 mg", "E_TYPE", ""),
    ("5", "E_UNIT", ""), ("5 kg", "E_UNIT", ""), ("0 mg", "E_RANGE", ""), ("-1 mg", "E_RANGE", ""),
    ("20000.001 mg", "E_RANGE", ""), ({}, "E_MISSING", "dose"),
    ({"dose": "5 mg", "route": "by air"}, "E_ENUM", "route"),
    ({"dose": "5 mg", "days": [0]}, "E_TYPE", "days"),
    ({"dose": "5 mg", "days": [367]}, "E_TYPE", "days"),
    ({"dose": "5 mg", "days": [True]}, "E_TYPE", "days"),
    ({"dose": "5 mg", "days": []}, "E_TYPE", "days"),
    ({"dose": "5 mg", "per_day": 1}, "E_TYPE", "per_day"),
    ({"dose": "5 mg", "no_such_field": 1}, "E_UNKNOWN", "no_such_field"),
]
_DATES: list[tuple[Any, str, str]] = [
    (20230820, "E_DATE", ""), ("2023-02-30", "E_DATE", ""), ([], "E_DATE", ""),
    ({}, "E_MISSING", "on"), ({"on": "20.8.2023"}, "E_DATE", "on"),
    ({"on": "2021-06-01", "dose": "5"}, "E_UNIT", "dose"),
    ({"on": "2021-06-01", "no_such_field": 1}, "E_UNKNOWN", "no_such_field"),
]
_OF_AN_ORDER: dict[str, list[tuple[Any, str, str]]] = {
    "ordered": _DOSES,
    "order": [
        *((raw, "E_TYPE", "") for raw in (5, True, [], " ")), ("x" * 100_001, "E_TYPE", ""),
        *(({"docetaxel": raw}, code, f"docetaxel.{below}".rstrip("."))
          for raw, code, below in _DOSES),
    ],
    "last_dose": _DATES,
    "regimen": [(raw, "E_ENUM", "") for raw in ("no such regimen", "", 5, True, [], {})],
    "drugs": [
        *((raw, "E_TYPE", "") for raw in ("docetaxel", 5, True, {}, [5])),
        (["no such drug"], "E_ENUM", ""),
    ],
    "plans": [
        *((raw, "E_TYPE", "") for raw in (5, True, [], "text")),
        ({"no_such_drug": {"dose": "5 mg", "reason": "some words"}}, "E_UNKNOWN", "no_such_drug"),
        *(({"docetaxel": raw}, code, f"docetaxel.{below}") for raw, code, below in (
            ({"dose": "60 mg/m^2"}, "E_MISSING", "reason"),
            ({"dose": "60 mg/m^2", "reason": " "}, "E_MISSING", "reason"),
            ({"reason": "some words"}, "E_MISSING", "dose"),
            ({"dose": "60 mg", "reason": "some words"}, "E_UNIT", "dose"),
            ({"dose": "sixty", "reason": "some words"}, "E_TYPE", "dose"),
            ({"days": [0], "reason": "some words"}, "E_TYPE", "days"),
            ({"no_such_field": 1, "dose": "60 mg/m^2", "reason": "some words"}, "E_UNKNOWN",
             "no_such_field"),
        )),
    ],
    "policy": [
        *((raw, "E_TYPE", "") for raw in (5, True, [], "text")),
        ({"no_such_entry": 1}, "E_UNKNOWN", "no_such_entry"),
        ({"tolerance_agrees": "5"}, "E_TYPE", "tolerance_agrees"),
        ({"label_profile": "moon"}, "E_ENUM", "label_profile"),
    ],
}
"""What is refused by the questions that only an order asks."""


def _not_a_number() -> Iterator[Any]:
    yield from ("", "abc", "nan", "1 2", "1-2", "1,5", "1⁵", "½", "1e3", True, [], {}, float("inf"))
    yield "5 kg"


def _quantities(ask: AskQuantity) -> Iterator[Bad]:
    first = ask.spans[0]
    for number in ("", "abc", "nan", "1,5", "1⁵", "½", "1e3", "1 2", "1-2", "<1"):
        yield Bad(f"{number} {first.key}", "E_TYPE")
    yield from (Bad(raw, "E_TYPE") for raw in (True, [], {}, "", [f"1 {first.key}"]))
    yield from (Bad(raw, "E_UNIT") for raw in (5, 5.5, "5", "5 apples"))
    dimensions = [span.unit for span in ask.spans]
    other = next(key for key in OF_OTHER_DIMENSIONS
                 if not any(one.same_dimension(unit(key)) for one in dimensions))
    yield Bad(f"5 {other}", "E_UNIT")
    for span in ask.spans:
        low, high = span.hard
        outside = [] if low is None else [Decimal(low) - (0 if span.above else STEP)]
        outside += [] if high is None else [Decimal(high) + STEP]
        for number in outside:
            fits_another = any(one is not span and one.inside(number) for one in ask.spans)
            yield Bad(f"{number:f} {span.key}", "E_UNIT" if fits_another else "E_RANGE")


def _rows(ask: AskRows) -> Iterator[Bad]:
    yield from (Bad(raw, "E_TYPE") for raw in (5, True, {}, [5], [[]]))
    yield Bad("text", "E_ENUM" if isinstance(ask, AskHistory) else "E_TYPE")
    yield Bad([{}] * (ask.longest + 1), "E_TYPE")
    yield Bad([{"no_such_field": 1}], "E_UNKNOWN")
    usual = {name: _usual(column) for name, column in ask.columns.items()}
    if isinstance(ask, AskHistory):
        usual["drug"] = list(ask.drugs.options)[-1]
        yield from (Bad(raw, "E_MISSING") for raw in ([], [{**usual, "dose_per_bsa": None}]))
        yield from (Bad([{**usual, "drug": word}], "E_LOGIC") for word in ask.words)
    ask.read([usual])
    for name, column in ask.columns.items():
        if column.required:
            yield Bad([{**usual, name: None}], "E_MISSING")
        yield from (Bad([{**usual, name: bad.raw}], bad.code) for bad in bad_inputs(column))


def _usual(ask: Ask) -> Any:
    """Return what a column takes, so that only the bad one of a row is refused."""
    if isinstance(ask, AskQuantity):
        low, high = (Decimal(end or 1) for end in ask.spans[0].hard)
        return f"{(low + high) / 2:f} {ask.spans[0].key}"
    if isinstance(ask, AskInteger):
        return ask.low
    if isinstance(ask, AskChoice):
        return next(iter(ask.options))
    return {"flag": False, "date": "2024-03-10", "text": "some words", "number": "1"}[ask.kind]


def _named(ask: AskObject | AskMap) -> Iterator[Bad]:
    yield from (Bad(raw, "E_TYPE") for raw in (5, True, [], "text"))
    if isinstance(ask, AskObject):
        parts = dict(ask.fields)
        yield Bad({"no_such_field": 1}, "E_UNKNOWN", "no_such_field")
        for name, part in parts.items():
            if part.required:
                yield Bad({}, "E_MISSING", name)
    else:
        known = None if ask.names is None else sorted(ask.names())
        parts = {"some_name" if known is None else known[0]: ask.each}
        if known is not None:
            yield Bad({"no_such_name": 1}, "E_UNKNOWN", "no_such_name")
    for name, part in parts.items():
        for bad in bad_inputs(part):
            below = f"{name}.{bad.below}" if bad.below else name
            yield Bad({name: bad.raw}, bad.code, below)
