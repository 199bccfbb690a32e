"""What was read of a line, in a few words: the same in the window and in a text."""

from __future__ import annotations

from collections.abc import Iterator

from bmcalc.core.term import show
from bmcalc.core.texts import Joined, _
from bmcalc.orders.reading.fluids import fluid_names
from bmcalc.orders.reading.ordered import Ordered
from bmcalc.orders.reading.ordered_ask import ROUTE_NAMES

MOST_DAYS_LISTED = 3


def fields_in_words(ordered: Ordered) -> Iterator[object]:
    """Give every field of a line beside its dose that was read."""
    if ordered.per_day:
        yield _("a day")
    if ordered.product is not None:
        yield ordered.product
    if ordered.basis is not None:
        yield show(ordered.basis, 2, trim=True)
    if ordered.size is not None:
        yield show(ordered.size, 2, trim=True)
    if ordered.route is not None:
        yield ROUTE_NAMES[ordered.route]
    if ordered.diluent is not None:
        yield fluid_names()[ordered.diluent]
    if ordered.volume is not None:
        yield show(ordered.volume, 1, trim=True)
    if ordered.infusion is not None:
        yield show(ordered.infusion, 1, trim=True)
    yield from _when(ordered)


def _when(ordered: Ordered) -> Iterator[object]:
    if ordered.times_per_day is not None:
        yield _("{times} × a day", times=ordered.times_per_day)
    if ordered.times_per_week is not None:
        yield _("{times} × a week", times=ordered.times_per_week)
    if ordered.once:
        yield _("single dose")
    if ordered.as_needed:
        yield _("when needed")
    if ordered.days:
        yield _days(ordered.days)
    if ordered.duration_days is not None:
        yield _("for {days} days", days=ordered.duration_days)
    if ordered.cycle_days is not None:
        yield _("every {days} days", days=ordered.cycle_days)
    if ordered.cycle is not None:
        yield _("cycle {cycle}", cycle=ordered.cycle)
    if ordered.phase is not None:
        yield _("loading dose") if ordered.phase == "loading" else _("maintenance dose")


def _days(days: tuple[int, ...]) -> str:
    if len(days) > MOST_DAYS_LISTED and list(days) == list(range(days[0], days[-1] + 1)):
        return f"d{days[0]}–{days[-1]}"
    return "d" + ",".join(str(day) for day in days)


def in_words(ordered: Ordered) -> object:
    """Return the dose with every field that was read."""
    return Joined([show(ordered.dose, 3, trim=True), *fields_in_words(ordered)], " · ")
