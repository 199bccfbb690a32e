"""The inputs of a calculator: annotated fields that a form, a schema and the reader share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, cast, get_type_hints

from bmcalc.core.ask import UNSET, Ask, AskInteger, AskQuantity
from bmcalc.core.problems import Problem


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Inputs:
    """The questions of a calculator: fields annotated with an Ask, each None or its default.

    A subclass is a frozen dataclass too and says so above its name. ``unread`` names the fields
    that were given but could not be read: None here, and yet not left out.
    """

    unread: frozenset[str] = frozenset()

    @classmethod
    def asks(cls) -> dict[str, Ask]:
        """Return the question of each field, in order."""
        return _asks(cls)

    @classmethod
    def defaults(cls) -> dict[str, Any]:
        """Return the default of each field that has one."""
        defaults = {name: getattr(cls, name, None) for name in cls.asks()}
        return {
            name: value for name, value in defaults.items()
            if value is not None and value is not UNSET
        }

    def needs(self) -> Iterable[str]:
        """Name the fields that are required with the choices made."""
        return required(type(self))

    def conflicts(self) -> Iterable[Problem]:
        """Yield what contradicts or does not apply. Any field may be None here."""
        return ()

    def notes(self) -> Iterable[str]:
        """Name the optional fields whose absence is worth an info finding."""
        return noted(type(self))


Result = TypeVar("Result")


def _once_a_class(function: Callable[[Any], Result]) -> Callable[[type[Any]], Result]:
    """Remember what a function says of a class of inputs."""
    return cast("Callable[[type[Any]], Result]", cache(function))


@_once_a_class
def _asks(cls: type[Inputs]) -> dict[str, Ask]:
    asks = {}
    for name, hint in get_type_hints(cls, include_extras=True).items():
        for extra in getattr(hint, "__metadata__", ()):
            if isinstance(extra, Ask):
                asks[name] = extra
    return asks


@_once_a_class
def required(cls: type[Inputs]) -> tuple[str, ...]:
    """Return the names of the fields that are always required."""
    return tuple(name for name, ask in _asks(cls).items() if ask.required)


@_once_a_class
def noted(cls: type[Inputs]) -> tuple[str, ...]:
    """Return the names of the fields whose absence is reported."""
    return tuple(name for name, ask in _asks(cls).items() if ask.noted)


@_once_a_class
def limited(cls: type[Inputs]) -> tuple[tuple[str, AskQuantity | AskInteger], ...]:
    """Return the fields whose numbers have usual limits."""
    return tuple(
        (name, ask)
        for name, ask in _asks(cls).items()
        if isinstance(ask, (AskQuantity, AskInteger))
    )
