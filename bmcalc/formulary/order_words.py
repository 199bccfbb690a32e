"""The words of an order beside names, doses and numbers, as the shipped table lists them."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from pydantic import Field

from bmcalc.rules.quantities import Entry
from bmcalc.rules.rule import SourceIds
from bmcalc.rules.tables.reading import read_table

_Words = Annotated[tuple[str, ...], Field(min_length=1)]
_Classes = dict[str, _Words]


class OrderWords(Entry):
    """Words by class and meaning: routes, frequencies, markers, forms, headings, what is known.

    ``times_per_day``, ``times_per_week`` and ``cycle_days`` have their number as the key.
    """

    routes: _Classes
    times_per_day: _Classes
    times_per_week: _Classes
    cycle_days: _Classes
    markers: _Classes
    forms: _Classes
    remarks: _Classes
    titles: _Classes
    headings: _Classes
    sources: SourceIds


@cache
def order_words() -> OrderWords:
    """Return the words of ``resources/tables/order_words.toml``."""
    return read_table("order_words", OrderWords)
