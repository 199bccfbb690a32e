"""The band of a fasting glucose, by the limits that the labels print in either unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.rules.data_files import quantity_of, read_file, sources_of
from bmcalc.rules.facts import Derived, Facts
from bmcalc.rules.measure_form import Given, Measure

FILE: Final = ("tables", "glucose.toml")
NORMAL: Final = "normal"


@dataclass(frozen=True)
class Band:
    """Where a band begins: above one of the limits, each in a unit of its own."""

    above: tuple[Term, ...]
    sources: tuple[str, ...]


@cache
def glucose_bands() -> Mapping[str, Band]:
    """Return every band by its name, the lowest first; ValueError for an unusable entry."""
    table = read_file(*FILE)
    cited = sources_of(FILE[-1], table["sources"])
    return {
        band["name"]: Band(tuple(quantity_of(f"{FILE[-1]}: {band['name']}", one)
                                 for one in band["above"]), cited)
        for band in table["bands"]
    }


def glucose_band(value: Term) -> str | None:
    """Return the band of a glucose; None for a unit in which no limit is printed."""
    reached = NORMAL
    for name, band in glucose_bands().items():
        limit = next((one for one in band.above if one.unit.same_dimension(value.unit)), None)
        if limit is None:
            return None
        if value > limit:
            reached = name
    return reached


def _band(known: Facts) -> Given:
    value = known.fact("glucose_fasting")
    return None if value is None else glucose_band(value)


GLUCOSE_MEASURES: Final[dict[str, Derived]] = {
    "glucose_band": Derived(
        ("glucose_fasting",), _band,
        Measure(_("band of the fasting glucose"), options={
            NORMAL: _("up to 6.1 mmol/L (110 mg/dL)"),
            "above_normal": _("up to 8.9 mmol/L (160 mg/dL)"),
            "above_160": _("above 8.9 mmol/L (160 mg/dL)"),
            "above_250": _("above 13.9 mmol/L (250 mg/dL)"),
            "above_500": _("above 27.8 mmol/L (500 mg/dL)"),
        }),
    ),
}
