"""NHS England's dose bands: a fixed series of volumes, times the concentration of the product.

The boundary between two neighbours is the geometric mean of their doses, as the printed tables
round it: the volume to 0.001 mL, the dose to 0.01 mg. A band includes its lower boundary.
"""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal, localcontext
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from bmcalc.core.numbers import CONTEXT, half_up
from bmcalc.core.term import Term
from bmcalc.core.units import unit

if TYPE_CHECKING:
    from bmcalc.rules.tables.dose_bands import DoseBands


def band_table() -> DoseBands:
    """Return the series of volumes and the products that have bands, read when first needed."""
    from bmcalc.rules.tables.dose_bands import dose_bands

    return dose_bands()


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
    volumes = [volume.to("mL").magnitude for volume in band_table().volumes]
    with localcontext(CONTEXT):
        edges = [
            half_up(half_up((low * high).sqrt(), 3) * concentration, 2)
            for low, high in pairwise(volumes)
        ]
    return tuple(
        Band(start, end, (volume * concentration).normalize(), volume)
        for (start, end), volume in zip(pairwise(edges), volumes[1:-1], strict=True)
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
