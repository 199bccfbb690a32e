"""Every calculator of the contract: the pages of one question, and the checks of a whole order.

A module with a ``CALCULATOR`` in one of :data:`PACKAGES` is found by its name; nothing registers
it. The packages are layers, so neither can list the other's.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Any

from bmcalc.core.calculator import Calculator

PACKAGES = ("bmcalc.calculators", "bmcalc.orders")


@cache
def _modules() -> dict[str, str]:
    """Return the full name of every module by its own; the iterator works in a frozen program."""
    found: dict[str, str] = {}
    for package in PACKAGES:
        for module in pkgutil.iter_modules(import_module(package).__path__):
            found.setdefault(module.name, f"{package}.{module.name}")
    return found


@cache
def calculator(identifier: str) -> Calculator[Any]:
    """Return the calculator ``identifier``; raise KeyError where there is none."""
    name = identifier.replace("-", "_")
    if "_" not in identifier and name in _modules():
        found = getattr(import_module(_modules()[name]), "CALCULATOR", None)
        if isinstance(found, Calculator):
            return found
    raise KeyError(identifier)


@cache
def all_calculators() -> tuple[Calculator[Any], ...]:
    """Return every calculator, in the order of their places."""
    modules = (import_module(full) for _name, full in sorted(_modules().items()))
    declared = (getattr(module, "CALCULATOR", None) for module in modules)
    found = [one for one in declared if isinstance(one, Calculator)]
    return tuple(sorted(found, key=lambda calculator: calculator.order))
