"""Reference intervals where a laboratory states none of its own.

Read without pydantic: the calcium fields of the first pages have them as their defaults.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bmcalc.core.term import Term
from bmcalc.core.texts import Bilingual
from bmcalc.rules.data_files import entries_of, quantity_of, read_file, sources_of, text_of

FILE = ("tables", "laboratory.toml")


@dataclass(frozen=True)
class Interval:
    """A reference interval of adults; both ends are normal."""

    name: Bilingual
    lower: Term
    upper: Term
    sources: tuple[str, ...]

    def state(self, value: Term) -> str:
        """Return ``low``, ``normal`` or ``high``."""
        if value < self.lower:
            return "low"
        return "high" if value > self.upper else "normal"


@cache
def intervals() -> Mapping[str, Interval]:
    """Return every interval by its analyte, read once; ValueError for an unusable entry."""
    return {name: _interval_of(name, entry) for name, entry in read_file(*FILE).items()}


def interval(analyte: str) -> Interval:
    """Return the interval of an analyte; raises LookupError where the file has none."""
    try:
        return intervals()[analyte]
    except KeyError:
        raise LookupError(f"{FILE[-1]} has no interval of {analyte!r}") from None


def _interval_of(analyte: str, entry: object) -> Interval:
    place = f"{FILE[-1]}: {analyte}"
    parts = entries_of(place, entry, ("name", "lower", "upper", "sources"))
    lower, upper = (quantity_of(f"{place}.{end}", parts[end]) for end in ("lower", "upper"))
    if lower >= upper:
        raise ValueError(f"{place}: the lower end is not below the upper one")
    name, cited = text_of(place, parts["name"]), sources_of(place, parts["sources"])
    return Interval(name, lower, upper, cited)
