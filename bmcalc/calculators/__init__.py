"""One module a calculator. A module with a ``CALCULATOR`` is a calculator; nothing registers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bmcalc.core.discovery import Discovery

if TYPE_CHECKING:
    from bmcalc.core.calculator import Calculator

_HERE = Discovery(__name__)


def calculator(identifier: str) -> Calculator[Any]:
    """Return the calculator ``identifier``; raise KeyError where there is none."""
    return _HERE.calculator(identifier)


def all_calculators() -> tuple[Calculator[Any], ...]:
    """Return every calculator, in the order of their groups and places."""
    return _HERE.all()
