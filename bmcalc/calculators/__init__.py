"""One module a calculator. A module with a ``CALCULATOR`` is a calculator; nothing registers it."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Any

from bmcalc.core.calculator import Calculator


@cache
def _module_names() -> frozenset[str]:
    """Return the names of the modules here; the iterator also works in a frozen program."""
    return frozenset(module.name for module in pkgutil.iter_modules(__path__))


@cache
def calculator(identifier: str) -> Calculator[Any]:
    """Return the calculator ``identifier``; raise KeyError where there is none."""
    name = identifier.replace("-", "_")
    if name in _module_names() and "_" not in identifier:
        found = getattr(import_module(f"{__name__}.{name}"), "CALCULATOR", None)
        if isinstance(found, Calculator):
            return found
    raise KeyError(identifier)


@cache
def all_calculators() -> tuple[Calculator[Any], ...]:
    """Return every calculator, in the order of their groups and places."""
    modules = (import_module(f"{__name__}.{name}") for name in sorted(_module_names()))
    declared = (getattr(module, "CALCULATOR", None) for module in modules)
    found = [one for one in declared if isinstance(one, Calculator)]
    return tuple(sorted(found, key=lambda calculator: calculator.order))
