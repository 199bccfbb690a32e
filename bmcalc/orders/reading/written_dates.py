"""Dates that stand in an order: whether one may be a given day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Final

_YEAR_FIRST: Final = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})")
_EIGHT: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_LAST: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_NO_YEAR: Final = re.compile(r"([0-9]{1,2})[-月]([0-9]{1,2})")


def is_clock(written: str) -> bool:
    """Say whether nothing but a time of the day stands there."""
    return ":" in written and not any(pattern.match(written) for pattern in (
        _YEAR_FIRST, _EIGHT, _YEAR_LAST, _NO_YEAR))


def days_meant(written: str, year: int) -> Iterator[datetime.date]:
    """Give every day that a date may mean, as 03/10/2024 is two; ``year`` where it has none."""
    for pattern, orders in (
        (_YEAR_FIRST, ((0, 1, 2),)), (_EIGHT, ((0, 1, 2),)),
        (_YEAR_LAST, ((2, 0, 1), (2, 1, 0))), (_NO_YEAR, ((None, 0, 1),)),
    ):
        found = pattern.match(written)
        if found is None:
            continue
        parts = [int(part) for part in found.groups()]
        for first, month, day in orders:
            try:
                yield datetime.date(
                    year if first is None else parts[first], parts[month], parts[day]
                )
            except ValueError:
                continue
        return
