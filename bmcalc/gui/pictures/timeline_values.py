"""The values that a printed case follows, each with the limits of the product's own rules."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bmcalc.calculators.her2.lvef_fields import DEFAULT_LVEF_LLN
from bmcalc.calculators.pain.opioid_tables import opioid_data
from bmcalc.calculators.response.marker_change import rise_after_two_cycles
from bmcalc.calculators.response.marker_inputs import MARKER_NAMES
from bmcalc.calculators.toxicity.ctcae_grades import counts, table
from bmcalc.casebook.models import Case, Result
from bmcalc.core.numbers import plain
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.rules.calcium_status import DEFAULT_LLN, DEFAULT_ULN

Span = tuple[datetime.date, datetime.date]

MARKERS = ("cea", "ca15_3", "beta_ctx", "p1np")
FOLLOWED: dict[str, object] = {
    "calcium_total": _("Calcium"),
    "lvef": _("LVEF"),
    "qtc": _("QTc"),
    "anc": _("ANC"),
}


@dataclass(frozen=True)
class Limit:
    """One limit of a rule.

    Values below a ``low`` one are outside; of the others values above it, or from it on where
    ``reached``.
    """

    size: Decimal
    text: str
    source: str
    low: bool = False
    reached: bool = False

    @property
    def words(self) -> str:
        """What lies outside, such as ``< 2.11``."""
        sign = "<" if self.low else "≥" if self.reached else ">"
        return f"{sign} {self.text}"

    def crossed(self, size: Decimal) -> bool:
        """Say whether a value lies outside."""
        if self.low:
            return size < self.size
        return size >= self.size if self.reached else size > self.size


@dataclass(frozen=True)
class Point:
    """One value.

    Its day lies between ``first`` and ``last``; ``dated`` where a day or a month is printed.
    """

    first: datetime.date
    last: datetime.date
    size: Decimal
    dated: bool
    page: int

    @property
    def text(self) -> str:
        """The number as printed."""
        return plain(self.size)

    @property
    def middle(self) -> float:
        """The middle of the span, as a day number."""
        return (self.first.toordinal() + self.last.toordinal()) / 2

    def when(self) -> object:
        """Return the day or the month, or that none is printed."""
        if not self.dated:
            return _("no date")
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first:%Y-%m}"


@dataclass(frozen=True)
class Trend:
    """One followed value with its limits."""

    name: object
    unit: str
    points: tuple[Point, ...]
    limits: tuple[Limit, ...] = ()

    def outside(self, point: Point) -> bool:
        """Say whether a value lies outside a limit."""
        return any(limit.crossed(point.size) for limit in self.limits)


def trends_of(case: Case, treatment: Span) -> Iterator[Trend]:
    """Yield the pain, the markers, and the values that a treatment may disturb.

    ``treatment`` is the span in which a value without a date lies.
    """
    pain = opioid_data().severity
    yield Trend(_("Pain, NRS"), "", tuple(_pain(case)), (
        _whole(pain.moderate, pain.source), _whole(pain.severe, pain.source),
    ))
    for analyte in MARKERS:
        results = [one for one in case.laboratory if one.analyte == analyte]
        if len(results) > 1 or (results and rise_after_two_cycles(analyte) is not None):
            yield _marker(case, analyte, results)
    for analyte, name in FOLLOWED.items():
        points = tuple(_followed(case, analyte, treatment))
        if points:
            unit = _unit(case, analyte)
            yield Trend(name, unit, points, _limits(analyte))


def _whole(limit: int, source: str) -> Limit:
    return Limit(Decimal(limit), str(limit), source, reached=True)


def _pain(case: Case) -> Iterator[Point]:
    first, last = month_span(case.visit.month)
    yield Point(first, last, Decimal(case.visit.nrs), True, case.visit.page)
    for event in case.timeline:
        if event.nrs is not None:
            yield Point(event.on, event.on, Decimal(event.nrs), True, event.page)


def _marker(case: Case, analyte: str, results: list[Result]) -> Trend:
    points = tuple(_point(case, one) for one in results)
    unit = results[0].value.unit
    rise = rise_after_two_cycles(analyte)
    limits: tuple[Limit, ...] = ()
    if rise is not None and len(points) > 1:
        limit = (results[0].value + rise).magnitude
        limits = (Limit(limit, plain(limit), "markers-2017"),)
    return Trend(MARKER_NAMES[analyte], unit.label, points, limits)


def _point(case: Case, one: Result) -> Point:
    first, last = month_span(one.month or case.visit.month)
    return Point(first, last, one.value.magnitude, True, one.page)


def _followed(case: Case, analyte: str, treatment: Span) -> Iterator[Point]:
    for result in case.laboratory:
        if result.analyte == analyte:
            yield _point(case, result)
    for event in case.adverse_events:
        if event.analyte != analyte or event.value is None:
            continue
        if event.before is not None:
            first, last = month_span(case.visit.month)
            yield Point(first, last, event.before.magnitude, False, event.page)
        yield Point(*treatment, event.value.magnitude, False, event.page)


def _unit(case: Case, analyte: str) -> str:
    found: list[Term] = [one.value for one in case.laboratory if one.analyte == analyte]
    found += [
        one.value for one in case.adverse_events
        if one.analyte == analyte and one.value is not None
    ]
    return found[0].unit.label


def _limits(analyte: str) -> tuple[Limit, ...]:
    if analyte == "calcium_total":
        low, high = DEFAULT_LLN.magnitude, DEFAULT_ULN.magnitude
        return (Limit(low, plain(low), "ws-t-404-6", low=True),
                Limit(high, plain(high), "ws-t-404-6"))
    if analyte == "lvef":
        lowest = DEFAULT_LVEF_LLN.magnitude
        return (Limit(lowest, plain(lowest), "lvef-lower-limit", low=True),)
    if analyte == "qtc":
        return tuple(_whole(int(begin.magnitude), "ctcae-5") for begin in table().qtc.begins[:2])
    borders = [end.magnitude for end in counts()["anc"]["5"].below if end is not None]
    return tuple(Limit(border, plain(border), "ctcae-5", low=True) for border in borders[:2])


def month_span(month: str) -> Span:
    """Return the first and the last day of a month written ``2021-06``."""
    year, number = (int(part) for part in month.split("-"))
    last = calendar.monthrange(year, number)[1]
    return datetime.date(year, number, 1), datetime.date(year, number, last)
