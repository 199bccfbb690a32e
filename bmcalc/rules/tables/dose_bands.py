"""NHS England's dose bands as data: the series of volumes, and the products that have bands."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from pydantic import Field

from bmcalc.rules.quantities import Concentration, Entry, Name, Volume
from bmcalc.rules.tables.reading import read_table


class BandedProduct(Entry):
    """A concentration that has bands, and whose table it is."""

    name: Name
    concentration: Concentration
    source: str


class DoseBands(Entry):
    """The volumes of the bands, the same for every concentration, and the products by drug."""

    volumes: Annotated[tuple[Volume, ...], Field(min_length=3)]
    products: dict[str, BandedProduct]


@cache
def dose_bands() -> DoseBands:
    """Return the bands of ``resources/tables/dose_bands.toml``."""
    return read_table("dose_bands", DoseBands)
