"""What a person does not say of a line and the plan says: it counts as the order check counts it.

Each field of a line comes to «as planned» where it says what the plan says, or says nothing and
the order check takes it from the plan; two lines that come to the same say the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import localcontext
from typing import Any, Final, TypeAlias

from bmcalc.core.numbers import CONTEXT
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Work
from bmcalc.orders.check_order import settled
from bmcalc.orders.order_check import OrderCheckInputs
from bmcalc.orders.reading.ordered import Ordered
from bmcalc.orders.reading.ordered_ask import ROUTE_NAMES
from bmcalc.orders.reading.ordered_words import fields_in_words
from bmcalc.orders.schedule.due_lines import DueLine
from bmcalc.orders.taken_from_plan import (
    are_days_taken,
    is_frequency_taken,
    is_planned_interval,
    run_of_today,
)
from bmcalc.orders.within_the_cycle import days_ordered, times_a_week

WHEN: Final = ("times_per_day", "times_per_week", "days", "cycle_days", "duration_days", "once",
               "as_needed")
"""What a frequency says. ``standing`` only says who ends it."""

AS_PLANNED: Final = "as planned"
_A_DAY: Final = "times_per_day"

Plan: TypeAlias = Mapping[str, DueLine]
"""The line of each drug in the regimen, on the day of the check."""


def plan_of(read: OrderCheckInputs) -> Plan:
    """Return the plan that the order check holds an order against."""
    with localcontext(CONTEXT):
        _situation, due = settled(read, Work())
    lines = Counter(line.drug for line in due)
    return {line.drug: line for line in due if lines[line.drug] == 1}


def when(ordered: Ordered) -> dict[str, Any]:
    """Return what a line says of how often and when, by the names of its fields; as JSON."""
    said: dict[str, Any] = {}
    for name in WHEN:
        value = getattr(ordered, name)
        if isinstance(value, tuple):
            value = sorted(set(value))
        if value:
            said[name] = value
    return said


def means_the_same(part: str, one: Ordered, other: Ordered, due: DueLine | None) -> bool:
    """Say whether the route, or the frequency, of two lines of a drug is the same by its plan."""
    if part == "route":
        if one.route == other.route:
            return True
        return due is not None and _route(one, due) == _route(other, due)
    if when(one) == when(other):
        return True
    return due is not None and _meant(one, due) == _meant(other, due)


def _route(ordered: Ordered, due: DueLine) -> str:
    return due.line.route if ordered.route is None else ordered.route


def _planned(due: DueLine) -> dict[str, Any]:
    """Return the plan of a line in the fields of an order."""
    first, last = run_of_today(due)
    days, times = sorted(due.days_named), due.line.times_per_day
    a_week = times_a_week(due)
    return {
        _A_DAY: times, "days": days, "cycle_days": due.cycle_days,
        "duration_days": last - first + 1,
        "times_per_week": int(a_week) if a_week == int(a_week) else None,
        "once": True if len(days) == 1 and times == 1 else None,
    }


def _meant(ordered: Ordered, due: DueLine) -> dict[str, Any]:
    """Return what each field of a frequency comes to."""
    said, planned = when(ordered), _planned(due)
    taken = set(_taken(ordered, due))
    found: dict[str, Any] = {}
    for name in WHEN:
        value = said.get(name)
        if name == "days" and value is not None:
            value = sorted(days_ordered(due, ordered))
        is_planned = value is not None and value == planned.get(name)
        if name == "cycle_days":
            is_planned = is_planned_interval(due, ordered)
        found[name] = AS_PLANNED if is_planned or name in taken else value
    return found


def _taken(ordered: Ordered, due: DueLine) -> Iterator[str]:
    """Give the fields that a line does not say and the order check takes from the plan."""
    said = when(ordered)
    are_taken = are_days_taken(due, ordered)
    for name, value in _planned(due).items():
        if name not in said and value is not None and (
            is_frequency_taken(due) if name == _A_DAY else are_taken
        ):
            yield name


def told_from_plan(part: str, own: Ordered, other: Ordered, due: DueLine | None) -> object:
    """Return in words what one line takes from the plan that the other says; "" for nothing."""
    if due is None:
        return ""
    if part == "route":
        if own.route is not None or other.route is None:
            return ""
        return _("not said, the plan says {plan}", plan=ROUTE_NAMES[due.line.route])
    missing = [name for name in _taken(own, due) if name in when(other)]
    if not missing:
        return ""
    said, planned = frequency_in_words(own), _planned(due)
    if missing != [_A_DAY] and not own.days:
        missing.append("days")
    fields: dict[str, Any] = {name: planned[name] for name in missing}
    if "days" in fields:
        fields["days"] = tuple(fields["days"])
    plan = Joined(frequency_in_words(replace(Ordered(own.dose), **fields)), " · ")
    if not said:
        return _("not said, the plan says {plan}", plan=plan)
    return _("{said}; not said besides, the plan says {plan}", said=Joined(said, " · "), plan=plan)


def frequency_in_words(ordered: Ordered) -> list[object]:
    """Return how often and when a line is given, for people."""
    return list(fields_in_words(replace(Ordered(ordered.dose), **{
        name: getattr(ordered, name) for name in WHEN
    })))
