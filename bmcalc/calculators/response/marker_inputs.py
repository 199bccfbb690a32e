"""Tumour and bone markers, the questions: two values, or a series from which a trend is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any

from bmcalc.core.ask import AskChoice, AskDate, AskInteger, AskQuantity, AskRows, AskText, Span
from bmcalc.core.calculator import Inputs
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term, q
from bmcalc.core.texts import _
from bmcalc.core.units import unit

Point = dict[str, Any]

MARKER_NAMES: dict[str, object] = {
    "cea": _("CEA"),
    "ca15_3": _("CA15-3"),
    "ca27_29": _("CA27.29"),
    "ca125": _("CA125"),
    "beta_ctx": _("β-CTX"),
    "p1np": _("P1NP"),
    "alp": _("ALP"),
}
UNIT_OF_MARKER = {
    "cea": unit("ng/mL"),
    "ca15_3": unit("U/mL"),
    "ca27_29": unit("U/mL"),
    "ca125": unit("U/mL"),
    "beta_ctx": unit("ng/mL"),
    "p1np": unit("ng/mL"),
    "alp": unit("U/L"),
}
"""A unit of each marker; another one fits where it has the same dimension."""

UNITS = ("ng/mL", "ug/L", "pg/mL", "U/mL", "U/L")
RESULT = AskQuantity(
    label=_("Value"), symbol=_("now"),
    spans=tuple(Span(key, hard=("0", "1000000")) for key in UNITS),
)
REFERENCE = AskQuantity(
    label=_("Baseline value"), symbol=_("baseline"), hint=_("before this treatment"),
    spans=tuple(Span(key, hard=("0", "1000000"), above=True) for key in UNITS),
)
SERIES = AskRows(
    label=_("Series of values"), longest=60,
    hint=_("instead of single values, oldest first; the first one is the baseline"),
    columns={
        "label": AskText(label=_("Time"), longest=60),
        "on": AskDate(label=_("Date")),
        "value": RESULT.but(required=True),
    },
)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class MarkerInputs(Inputs):
    """A baseline, the value now and perhaps the one before; or the whole series."""

    marker: Annotated[str | None, AskChoice(
        label=_("Marker"), options=MARKER_NAMES, noted=True
    )] = None
    baseline: Annotated[Term | None, REFERENCE] = None
    previous: Annotated[Term | None, RESULT.but(
        label=_("Previous value"), symbol=_("previous"), noted=True
    )] = None
    value: Annotated[Term | None, RESULT.but(label=_("Value now"))] = None
    series: Annotated[list[Point] | None, SERIES] = None
    weeks_on_treatment: Annotated[int | None, AskInteger(
        label=_("Weeks on this treatment"), low=0, high=1000, noted=True,
    )] = None

    @property
    def points(self) -> list[Point]:
        """The values in time order, each with ``label``, ``on`` and ``value``."""
        if self.series:
            return self.series
        single = ((_("Baseline"), self.baseline), (_("Previous"), self.previous),
                  (_("Now"), self.value))
        return [
            {"label": label, "on": None, "value": value}
            for label, value in single if value is not None
        ]

    def needs(self) -> Iterable[str]:
        """Require a baseline and a value unless a series holds them."""
        return () if self.series or "series" in self.unread else ("baseline", "value")

    def notes(self) -> Iterable[str]:
        """Report an absent previous value only where no series gives it."""
        return (name for name in super().notes() if not (self.series and name == "previous"))

    def conflicts(self) -> Iterable[Problem]:
        """Refuse values that cannot be compared, and a series that is not one."""
        yield from self._units()
        if not self.series:
            return
        single = [name for name in ("baseline", "previous", "value") if getattr(self, name)]
        if single:
            yield Problem(
                "E_LOGIC", _("Enter either the single values or the series."), ("series", *single)
            )
        if len(self.series) == 1:
            yield Problem("E_MISSING", _("A series needs at least two values."), ("series",))
        if not self.series[0]["value"].magnitude:
            yield Problem(
                "E_RANGE", _("The first value is the baseline and must be above zero."), ("series",)
            )
        dates = [point["on"] for point in self.series if point["on"] is not None]
        if any(later < earlier for earlier, later in pairwise(dates)):
            yield Problem(
                "E_LOGIC", _("The dates of the series do not run forward."), ("series",)
            )

    def _units(self) -> Iterator[Problem]:
        values = {name: getattr(self, name) for name in ("baseline", "previous", "value")}
        given = [(name, value) for name, value in values.items() if value is not None]
        given += [("series", point["value"]) for point in self.series or ()]
        if not given:
            return
        first_name, first = given[0]
        if self.marker is not None:
            first_name, first = "marker", q(f"1 {UNIT_OF_MARKER[self.marker].key}")
        for name, value in given:
            if not value.unit.same_dimension(first.unit):
                yield Problem(
                    "E_UNIT",
                    _("{value} cannot be compared with a value in {unit}.",
                      value=value, unit=first.unit.label),
                    (name,) if first_name in ("marker", name) else (first_name, name),
                )
