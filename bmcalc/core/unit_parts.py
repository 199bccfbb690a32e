"""What the parts of our units are made of, as pint reads ``units.txt``.

Kept as data, so that no dose waits for pint; tests compare every pair of units with pint itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

Parts: TypeAlias = Mapping[str, int]
"""The powers of the parts of a unit, in the order in which they are written."""


class Made(NamedTuple):
    """How a part follows from base units: its scales, one a step, and the powers of the base."""

    scales: tuple[Decimal, ...]
    base: Parts


def _made(scales: str, **base: int) -> Made:
    return Made(tuple(Decimal(scale) for scale in scales.split()), MappingProxyType(base))


_BASE_UNITS: Final = (
    "meter", "gram", "mole", "second", "year", "standard_body", "percent", "percentage_point",
    "cell", "beat", "international_unit", "enzyme_unit", "kilocalorie", "gray", "point",
    "upper_limit", "millimeter_of_mercury", "celsius",
)
MADE_OF: Final[Mapping[str, Made]] = {
    **{name: _made("", **{name: 1}) for name in _BASE_UNITS},
    "centimeter": _made("0.01", meter=1),
    "millimeter": _made("0.001", meter=1),
    "kilogram": _made("1000", gram=1),
    "milligram": _made("0.001", gram=1),
    "microgram": _made("0.000001", gram=1),
    "nanogram": _made("0.000000001", gram=1),
    "picogram": _made("0.000000000001", gram=1),
    "liter": _made("0.001", meter=3),
    "deciliter": _made("0.0001", meter=3),
    "milliliter": _made("0.000001", meter=3),
    "microliter": _made("0.000000001", meter=3),
    "millimole": _made("0.001", mole=1),
    "micromole": _made("0.000001", mole=1),
    "nanomole": _made("0.000000001", mole=1),
    "millisecond": _made("0.001", second=1),
    "minute": _made("60", second=1),
    "hour": _made("60 60", second=1),
    "day": _made("24 60 60", second=1),
    "week": _made("7 24 60 60", second=1),
}
"""Every part of a unit that a person can write, and what it is in base units."""

_SCALED = re.compile(r"1e9\*")
_STEP = re.compile(r"([*/]?)([a-z_]+)(?:\*\*([0-9]+))?")


def read_parts(expression: str) -> tuple[Decimal, Parts]:
    """Return the scale and the parts of a unit's expression, such as ``1e9*cell/liter``."""
    scaled = _SCALED.match(expression)
    rest = expression[scaled.end():] if scaled else expression
    parts = {
        name: int(power or 1) * (-1 if sign == "/" else 1)
        for sign, name, power in _STEP.findall(rest)
    }
    return Decimal("1e9") if scaled else Decimal(1), parts


def combined(left: Parts, right: Parts, sign: int) -> Parts:
    """Return the parts of a product (``sign`` 1) or of a quotient (−1); what cancels is gone."""
    found = dict(left)
    for name, power in right.items():
        found[name] = found.get(name, 0) + sign * power
    return {name: power for name, power in found.items() if power}


def in_base(parts: Parts) -> tuple[Decimal, Parts]:
    """Return what one of a unit is in base units: the factor, and their powers.

    Equal scales cancel first, then the factor is divided, as pint does it: so it is pint's to the
    last digit.
    """
    base: dict[str, int] = {}
    above: dict[Decimal, int] = {}
    below: dict[Decimal, int] = {}
    for name, power in parts.items():
        made = MADE_OF[name]
        side = above if power > 0 else below
        for scale in made.scales:
            side[scale] = side.get(scale, 0) + abs(power)
        for unit, times in made.base.items():
            base[unit] = base.get(unit, 0) + times * power
    factor = Decimal(1)
    for scale, power in above.items():
        factor *= scale ** max(power - below.get(scale, 0), 0)
    for scale, power in below.items():
        factor *= scale ** -max(power - above.get(scale, 0), 0)
    return factor, {name: power for name, power in base.items() if power}
