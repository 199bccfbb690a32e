"""Every calculator of the contract: the pages of one question, and the checks of a whole order."""

from __future__ import annotations

from typing import Any

from bmcalc.core.calculator import Calculator
from bmcalc.core.discovery import Discovery

_EVERYWHERE = Discovery("bmcalc.calculators", "bmcalc.orders")


def calculator(identifier: str) -> Calculator[Any]:
    """Return the calculator ``identifier``; raise KeyError where there is none."""
    return _EVERYWHERE.calculator(identifier)


def all_calculators() -> tuple[Calculator[Any], ...]:
    """Return every calculator, in the order of their places."""
    return _EVERYWHERE.all()
