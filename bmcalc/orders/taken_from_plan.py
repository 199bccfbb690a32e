"""What an order leaves unsaid and the plan says: how often a day, on which days.

What is not taken from the plan is asked about. A route that is not said is always the planned one.
"""

from __future__ import annotations

from bmcalc.formulary.drugs import drug
from bmcalc.formulary.planned_days import days_of, runs_of
from bmcalc.orders.reading.ordered import Ordered
from bmcalc.orders.schedule.due_lines import DueLine
from bmcalc.orders.within_the_cycle import days_ordered, lacks_the_pause, repeats_every


def run_of_today(due: DueLine) -> tuple[int, int]:
    """Return the first and the last planned day that follow one another around this day."""
    runs = runs_of(days_of(due.line, due.cycle or 2))
    for run in runs:
        if run[0] <= due.day <= run[1]:
            return run
    return runs[0]


def is_frequency_taken(due: DueLine) -> bool:
    """Say whether a frequency that is not said is the planned one: of what is given once a day."""
    return due.line.times_per_day == 1


def is_without_end(due: DueLine, order: Ordered) -> bool:
    """Say whether a dose of one planned day is ordered every day and without an end."""
    first, last = run_of_today(due)
    said = order.times_per_day
    return (
        first == last
        and (said == due.line.times_per_day or (said is None and _is_every_day(order)))
        and order.duration_days is None and not (order.once or order.days)
    )


def _is_every_day(order: Ordered) -> bool:
    """Say whether an order without a frequency goes on from day to day all the same."""
    return order.per_day or (order.standing and order.cycle_days is None)


def lacks_its_days(due: DueLine, order: Ordered) -> bool:
    """Say whether an order lacks the days of a drug whose orders must say them."""
    first, last = run_of_today(due)
    return (
        order.duration_days is None and not days_ordered(due, order) and last > first
        and drug(due.drug).days_are_said
    )


def are_days_taken(due: DueLine, order: Ordered) -> bool:
    """Say whether days that an order does not say are the planned ones."""
    return not (
        is_without_end(due, order) or lacks_the_pause(due, order) or lacks_its_days(due, order)
    )


def is_planned_interval(due: DueLine, order: Ordered) -> bool:
    """Say whether the interval that an order says is the planned one, in any way to say it."""
    said, length = order.cycle_days, due.cycle_days
    if said is None:
        return False
    days = days_of(due.line, due.cycle or 2)
    if said == length or (order.days and repeats_every(days, said, length)):
        return True
    return gaps_of(due) == {said}


def gaps_of(due: DueLine) -> set[int]:
    """Return the gaps in days between planned doses, also across the end of the cycle."""
    days = days_of(due.line, due.cycle or 2)
    following = [*days[1:], days[0] + due.cycle_days]
    return {later - day for day, later in zip(days, following, strict=True)}
