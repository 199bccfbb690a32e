"""Values of a course over its cycles: each as it was recorded, with its day and its cycle."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.units import DimensionError
from bmcalc.formulas.analytes import creatinine_in_umol_per_l
from bmcalc.formulas.calcium_correction import in_unit
from bmcalc.orders.check_order import OrderCheck
from bmcalc.records.checks.states import State
from bmcalc.records.courses.looked_at import LookedAt
from bmcalc.rules.calcium_status import calcium_status, results_of

WEIGHT, CREATININE, ANC, CALCIUM, LVEF = "weight", "creatinine", "anc", "calcium_total", "lvef_now"
FOLLOWED: Final[dict[str, tuple[object, str]]] = {
    WEIGHT: (_("Weight"), "kg"),
    CREATININE: (_("Creatinine"), "umol/L"),
    ANC: (_("Neutrophils (ANC)"), "x10^9/L"),
    CALCIUM: (_("Calcium"), "mmol/L"),
    LVEF: ("LVEF", "%"),
}
"""What is followed, with its name and the unit in which it is drawn."""


@dataclass(frozen=True)
class Point:
    """One value: as reported and in the unit of its line, its day, and where it was recorded.

    ``corrected`` is the calcium corrected by the albumin of the same check, where it has one.
    ``is_behind`` says that the check was given, so that the value is no longer open.
    """

    value: Term
    reported: Term
    on: datetime.date | None
    cycle: int
    day: int
    check: str
    is_behind: bool
    corrected: Term | None = None

    @property
    def place(self) -> str:
        """The cycle for people: C2, or C2 D8."""
        return f"C{self.cycle}" if self.day == 1 else f"C{self.cycle} D{self.day}"


@dataclass(frozen=True)
class Series:
    """One value over the cycles, in order; ``before`` is that from before the treatment."""

    name: str
    label: object
    unit: str
    points: tuple[Point, ...]
    before: Term | None = None


def series_of(seen: Sequence[LookedAt]) -> tuple[Series, ...]:
    """Return every value that is followed, those without a point too.

    A result that stands in several checks with one day is one point, where it was recorded first.
    """
    standing = [one for one in seen
                if one.version.state not in {State.CANCELLED, State.SUPERSEDED}]
    return tuple(
        Series(name, label, unit, tuple(_once(_points(name, unit, standing))),
               _baseline(standing) if name == LVEF else None)
        for name, (label, unit) in FOLLOWED.items()
    )


def _points(name: str, unit: str, seen: Iterable[LookedAt]) -> Iterator[Point]:
    for one in seen:
        if one.order is None:
            continue
        facts = one.order.situation.facts
        reported = facts[name]
        value = None if not isinstance(reported, Term) else _in(name, reported, unit)
        if value is None:
            continue
        on = facts.dates.get(name) or (one.order.situation.today if name == WEIGHT else None)
        yield Point(value, reported, on, *one.place, one.check.id,
                    one.version.state is State.GIVEN,
                    _corrected(one.order) if name == CALCIUM else None)


def _in(name: str, reported: Term, unit: str) -> Term | None:
    try:
        if name == CREATININE:
            return creatinine_in_umol_per_l(reported)
        return in_unit(reported, unit) if name == CALCIUM else reported.to(unit)
    except DimensionError:
        return None


def _corrected(order: OrderCheck) -> Term | None:
    facts = order.situation.facts
    if facts["albumin"] is None:
        return None
    found = calcium_status(results_of(lambda name: facts[name])).corrected
    return None if found is None else in_unit(found, "mmol/L")


def _once(points: Iterable[Point]) -> Iterator[Point]:
    """Give each result once, by its day; the earlier day first, undated ones by their cycle."""
    taken: set[tuple[datetime.date, Term]] = set()
    for point in sorted(points, key=lambda one: (one.cycle, one.day)):
        if point.on is not None:
            known = point.on, point.value
            if known in taken:
                continue
            taken.add(known)
        yield point


def _baseline(seen: Iterable[LookedAt]) -> Term | None:
    values = [value for one in seen if one.order is not None
              if isinstance(value := one.order.situation.facts["lvef_baseline"], Term)]
    return values[0] if values else None
