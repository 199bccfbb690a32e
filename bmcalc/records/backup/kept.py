"""Which copies are kept: the newest of each of 14 days, and of each of 12 months."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Final, TypeVar

DAYS: Final = 14
MONTHS: Final = 12

_Name = TypeVar("_Name")


def kept(copies: Iterable[tuple[datetime.datetime, _Name]]) -> frozenset[_Name]:
    """Return the copies to keep, each given with the time on the wall when it was made.

    Days and months without a copy do not count: after a long pause nothing is lost by it.
    """
    by_day: dict[object, _Name] = {}
    by_month: dict[object, _Name] = {}
    for time, name in sorted(copies, key=lambda copy: copy[0]):
        by_day[time.date()] = name
        by_month[time.year, time.month] = name
    return frozenset([*list(by_day.values())[-DAYS:], *list(by_month.values())[-MONTHS:]])
