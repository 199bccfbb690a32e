"""The two entries side by side, by what they mean: quantity with quantity, drug with drug.

What one side does not state is a difference, but for what the order check takes from the plan.
Nothing is near enough, but for what two units cannot write alike.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from decimal import localcontext
from typing import Any

from bmcalc.core.ask import AskQuantity
from bmcalc.core.ask.in_words import shown_input
from bmcalc.core.numbers import CONTEXT, plain
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drugs
from bmcalc.records.second_check.blind_form import all_asks
from bmcalc.records.second_check.from_plan import Plan
from bmcalc.records.second_check.order_comparison import compared_orders
from bmcalc.records.second_check.rows import NOTHING, Row, Said, same_value, told_apart
from bmcalc.records.second_check.side import Side


def compared(
    first: Side, second: Side, rows: Sequence[int], plan: Plan
) -> tuple[Row, ...]:
    """Return every row; ``rows`` says from which row of the form each line of the second came.

    ``plan`` is what the order check holds the first order against.
    """
    with localcontext(CONTEXT):
        return (*_asked_once(first, second), *compared_orders(first, second, rows, plan),
                *_last_doses(first, second))


def _asked_once(first: Side, second: Side) -> Iterator[Row]:
    for name, ask in all_asks().items():
        one, other = first.values.get(name), second.values.get(name)
        if one is None and other is None:
            continue
        yield Row(name, ask.label, _said(name, one), _said(name, other),
                  same_value(one, other, name), name, told_apart(one, other, name))


def _said(name: str, value: Any) -> Said:
    if value is None:
        return NOTHING
    shown = value if isinstance(value, Term) else _Answer(name, value)
    return Said(shown, _written(name, value))


class _Answer:
    """An answer that reads in the language of the moment."""

    def __init__(self, name: str, value: Any) -> None:
        self._name = name
        self._value = value

    def __str__(self) -> str:
        return shown_input(all_asks()[self._name], self._value)


def _written(name: str, value: Any) -> Any:
    if isinstance(value, Term):
        return f"{plain(value.magnitude)} {value.unit.key}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    ask = all_asks()[name]
    return value if isinstance(ask, AskQuantity) else ask.written(value)


def _last_doses(first: Side, second: Side) -> Iterator[Row]:
    for drug in dict.fromkeys((*first.last, *second.last)):
        one, other = first.last.get(drug), second.last.get(drug)
        name = drugs()[drug].name if drug in drugs() else drug.partition(":")[2] or drug
        yield Row(f"last.{drug}", _("{drug}: last dose on", drug=name), _of_day(one),
                  _of_day(other), one == other, f"last.{drug}", told_apart(one, other))


def _of_day(on: datetime.date | None) -> Said:
    return NOTHING if on is None else Said(on.isoformat(), on.isoformat())
