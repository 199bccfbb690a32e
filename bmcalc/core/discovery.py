"""Finding calculators: a module with a ``CALCULATOR`` is one, and nothing registers it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bmcalc.core.calculator import Calculator


def _modules_in(package: str) -> Iterator[tuple[str, str]]:
    """Give the name and the full name of every module, those of the folders inside too.

    A folder is gone through without importing its modules; the iterator works in a frozen program.
    """
    import pkgutil  # the first page asks for no calculator

    for module in pkgutil.iter_modules(import_module(package).__path__):
        full = f"{package}.{module.name}"
        if module.ispkg:
            yield from _modules_in(full)
        else:
            yield module.name, full


class Discovery:
    """The calculators of some packages. A module is imported when its calculator is asked for."""

    def __init__(self, *packages: str) -> None:
        self._packages = packages
        self._found: dict[str, Calculator[Any] | None] = {}

    @cached_property
    def _modules(self) -> dict[str, str]:
        """The full name of every module by its own."""
        return {
            name: full for package in self._packages for name, full in _modules_in(package)
        }

    def _in(self, name: str) -> Calculator[Any] | None:
        from bmcalc.core.calculator import Calculator

        if name not in self._found:
            declared = getattr(import_module(self._modules[name]), "CALCULATOR", None)
            self._found[name] = declared if isinstance(declared, Calculator) else None
        return self._found[name]

    def calculator(self, identifier: str) -> Calculator[Any]:
        """Return the calculator ``identifier``; raise KeyError where there is none."""
        name = identifier.replace("-", "_")
        found = self._in(name) if name in self._modules and "_" not in identifier else None
        if found is None:
            raise KeyError(identifier)
        return found

    def all(self) -> tuple[Calculator[Any], ...]:
        """Return every calculator, in the order of their groups and places."""
        declared = (self._in(name) for name in sorted(self._modules))
        found = [one for one in declared if one is not None]
        return tuple(sorted(found, key=lambda calculator: calculator.order))
