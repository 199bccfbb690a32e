"""NHS England's dose bands: a fixed series of volumes, times the concentration of the product.

The boundary between two neighbours is the geometric mean of their doses, as the printed tables
round it: the volume to 0.001 mL, the dose to 0.01 mg. A band includes its lower boundary.
"""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal, localcontext
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from bmcalc.core.numbers import CONTEXT, half_up
from bmcalc.core.term import Term, q
from bmcalc.core.units import unit

D = Decimal

_SERIES = """
    0.26 0.28 0.30 0.34 0.38 0.42 0.46 0.52 0.58 0.64 0.72 0.8 0.9 1.0 1.1 1.2 1.3 1.4 1.5 1.6 1.7
    1.8 2.0 2.2 2.4 2.6 2.8 3.0 3.2 3.4 3.6 4.0 4.4 4.8 5.4 6.0 6.6 7.4 8.2 9 10 11 12 13 14 15 16
    18 20 22 24 27 30 33 36 40 45 50 56 63 70 79 89 100 113 128 145 164 185 209 236 267 300
"""
VOLUMES = tuple(D(volume) for volume in _SERIES.split())
"""mL of the bands, the same for every concentration."""


class BandTable(NamedTuple):
    """A concentration that has bands, and whose table it is."""

    concentration: Term
    source: str


BAND_TABLES: dict[str, BandTable] = {
    "docetaxel": BandTable(q("20 mg/mL"), "nhs-dose-bands"),
    "paclitaxel": BandTable(q("6 mg/mL"), "nhs-dose-bands"),
    "carboplatin": BandTable(q("10 mg/mL"), "nhs-dose-bands-by-rule"),
    "gemcitabine": BandTable(q("100 mg/mL"), "nhs-dose-bands-by-rule"),
}


class Band(NamedTuple):
    """One band: give ``dose`` for everything from ``start`` to below ``end`` (all mg)."""

    start: Decimal
    end: Decimal
    dose: Decimal
    volume: Decimal


@cache
def bands(concentration: Decimal) -> tuple[Band, ...]:
    """Return the bands of a concentration in mg/mL, the smallest dose first.

    The first and the last volume only bound their neighbours: no table says where they end.
    """
    with localcontext(CONTEXT):
        edges = [
            half_up(half_up((low * high).sqrt(), 3) * concentration, 2)
            for low, high in pairwise(VOLUMES)
        ]
    return tuple(
        Band(start, end, (volume * concentration).normalize(), volume)
        for (start, end), volume in zip(pairwise(edges), VOLUMES[1:-1], strict=True)
    )


def band_for(dose: Term, concentration: Term, limit: Term | None = None) -> Band | None:
    """Return the band of a dose, or the next lower one whose dose is not above ``limit``.

    None where the dose lies outside the table.
    """
    table = bands(concentration.to("mg/mL").magnitude)
    amount = dose.to("mg").settled
    place = bisect_right(table, amount, key=lambda band: band.start) - 1
    if place < 0 or amount >= table[place].end:
        return None
    if limit is not None:
        highest = limit.to("mg").settled
        while place >= 0 and table[place].dose > highest:
            place -= 1
    return table[place] if place >= 0 else None


def banded(dose: Term, concentration: Term, band: Band) -> Term:
    """Return the dose of a band as a term that was made from the dose."""
    return Term(band.dose, unit("mg"), None, True, "band", (dose, concentration))
