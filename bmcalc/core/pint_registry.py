"""pint's registry of our units: the authority with which :mod:`bmcalc.core.unit_parts` is compared.

No calculation asks it, as its import takes longer than an order check.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pint


@cache
def registry() -> pint.UnitRegistry[Decimal]:
    """Return the one registry, Decimal throughout, made from ``units.txt`` alone."""
    import pint

    return pint.UnitRegistry(
        Path(__file__).with_name("units.txt"),
        non_int_type=Decimal,
        on_redefinition="raise",
        cache_folder=None,
    )
