"""Doses that repeat within a cycle: twice a week, four days of each week."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.texts import _
from bmcalc.formulary.planned_days import days_of, runs_of
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.reading.ordered import Ordered
from bmcalc.orders.schedule.due_lines import DueLine

SOURCE: Final = "order-against-regimen"
WEEK: Final = 7


def repeats_every(days: Iterable[int], period: int, length: int) -> bool:
    """Say whether the days of a cycle are those of its first part, again and again."""
    planned = set(days)
    if period >= length or length % period:
        return False
    first = {day for day in planned if day <= period}
    return planned == spread(first, period, length)


def spread(days: Iterable[int], period: int, length: int) -> set[int]:
    """Return days that come again after a period, over the whole of a cycle."""
    return {day + start for start in range(0, length, period) for day in days}


def days_ordered(due: DueLine, order: Ordered) -> set[int]:
    """Return the days that an order lists, over the whole cycle where its own interval is a part.

    Days 1 to 4 every 7 days are four days of each week of the cycle.
    """
    listed, said = set(order.days), order.cycle_days
    if not listed or said is None:
        return listed
    planned = days_of(due.line, due.cycle or 2)
    if not repeats_every(planned, said, due.cycle_days) or max(listed) > said:
        return listed
    return spread(listed, said, due.cycle_days)


def times_a_week(due: DueLine) -> Decimal:
    """Return on how many days of a week the plan gives a dose."""
    return Decimal(len(days_of(due.line, due.cycle or 2)) * WEEK) / due.cycle_days


def compare_times_a_week(line: OrderLine, due: DueLine, order: Ordered) -> None:
    """Compare how often a week a dose is ordered with the days of the plan; more is a stop."""
    said = order.times_per_week
    if said is None:
        return
    length = due.cycle_days
    planned = times_a_week(due)
    if said == planned:
        return
    text = _("Ordered {said} × a week, planned on {days} days of {length}.", said=said,
             days=len(days_of(due.line, due.cycle or 2)), length=length)
    add = line.work.stop if said > planned else line.work.caution
    add(FindingCode.FREQUENCY_DIFFERS, text, *due.line.sources, about=f"order.{line.drug}")


def lacks_the_pause(due: DueLine, order: Ordered) -> bool:
    """Say whether a dose a day is ordered without its days, where the plan pauses in the cycle."""
    runs = runs_of(days_of(due.line, due.cycle or 2))
    paused = len(runs) > 1 and any(last > first for first, last in runs)
    unsaid = not (order.days or order.cycle_days or order.duration_days or order.once
                  or order.times_per_week)
    return paused and unsaid and order.times_per_day is not None


def ask_for_the_pause(line: OrderLine, due: DueLine, order: Ordered) -> None:
    """Ask about a dose a day without its days, where the plan pauses within the cycle."""
    if lacks_the_pause(due, order):
        first, last = runs_of(days_of(due.line, due.cycle or 2))[0]
        line.work.caution(
            FindingCode.DAYS_DIFFER,
            _("The days are not said; planned are days {first} to {last} and a pause, again and "
              "again: never without a break.", first=first, last=last),
            SOURCE, about=f"order.{line.drug}",
        )
