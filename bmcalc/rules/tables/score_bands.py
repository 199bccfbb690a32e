"""The bands of scores as data: what a total counts as, and how the page marks it.

Read without pydantic: the pages of scores state their bands before anything is entered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bmcalc.core.texts import Bilingual, Joined, _
from bmcalc.core.work import Scale, Severity
from bmcalc.rules.data_files import entries_of, read_file, sources_of, text_of

FILE = ("tables", "score_bands.toml")


@dataclass(frozen=True)
class Band:
    """The totals from ``first`` to ``last``, both included."""

    key: str
    first: int
    last: int
    shown: Severity
    name: Bilingual

    def __contains__(self, total: int) -> bool:
        return self.first <= total <= self.last

    @property
    def totals(self) -> object:
        """The totals as people read them."""
        if self.first == self.last:
            return str(self.first)
        return _("{low} to {high}", low=self.first, high=self.last)


@dataclass(frozen=True)
class ScoreBands:
    """The bands of one score, the lowest totals first, and their sources."""

    bands: tuple[Band, ...]
    sources: tuple[str, ...]

    def of(self, total: int) -> str:
        """Return the key of the band of a total; raises ValueError for one that cannot be."""
        for band in self.bands:
            if total in band:
                return band.key
        raise ValueError(f"{total} is not a total of this score")

    def begin(self, key: str) -> int:
        """Return the first total of a band; raises KeyError for an unknown key."""
        return {band.key: band.first for band in self.bands}[key]

    @property
    def names(self) -> dict[str, object]:
        """The bands with their totals as people read them, by key."""
        return {
            band.key: _("{band} ({totals})", band=band.name, totals=band.totals)
            for band in self.bands
        }

    @property
    def rule(self) -> Joined:
        """All bands in one line: ``0 to 3: low, 4 to 6: intermediate``."""
        return Joined([
            _("{totals}: {band}", band=band.name, totals=band.totals) for band in self.bands
        ])

    @property
    def scale(self) -> Scale:
        """The scale that the page draws."""
        return Scale(
            low=self.bands[0].first, high=self.bands[-1].last,
            bands=tuple((band.first, band.last, band.shown) for band in self.bands),
        )


@cache
def score_bands() -> Mapping[str, ScoreBands]:
    """Return the bands of every score, read once; raises ValueError for an unusable entry."""
    return {score: _bands_of(score, entry) for score, entry in read_file(*FILE).items()}


def _bands_of(score: str, entry: object) -> ScoreBands:
    place = f"{FILE[-1]}: {score}"
    parts = entries_of(place, entry, ("bands", "sources"))
    bands = tuple(_band_of(place, one) for one in parts["bands"])
    if not bands or any(one.last + 1 != following.first for one, following in pairwise(bands)):
        raise ValueError(f"{place}: the bands do not follow one another")
    return ScoreBands(bands, sources_of(place, parts["sources"]))


def _band_of(place: str, entry: object) -> Band:
    parts = entries_of(place, entry, ("key", "first", "last", "shown", "name"))
    first, last, shown = parts["first"], parts["last"], str(parts["shown"]).upper()
    if type(first) is not int or type(last) is not int or first > last:
        raise ValueError(f"{place}: a band has a first and a last total")
    if shown not in Severity.__members__:
        raise ValueError(f"{place}: shown is info, caution or stop")
    return Band(str(parts["key"]), first, last, Severity[shown], text_of(place, parts["name"]))
