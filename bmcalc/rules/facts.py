"""What a derived measure is made from: the facts, and other measures of the same patient."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, TypeVar

from bmcalc.rules.measure_form import Given, Measure

T = TypeVar("T")


class Facts(Protocol):
    """What is known: facts as they were entered, and other measures."""

    def fact(self, name: str) -> Any:
        """Return a fact as it was entered; None where it was not."""

    def __getitem__(self, name: str) -> Given:
        """Return a measure; None where it is not known."""

    def once(self, calculate: Callable[[Facts], T]) -> T:
        """Return what a function makes of the facts alone, calculated once for all measures."""


Calculation: TypeAlias = Callable[[Facts], Given]


@dataclass(frozen=True)
class Derived:
    """How a measure is derived: the facts and measures it rests on, and the function.

    ``measure`` is what rules see of it; None where the fact of the same name is entered too, and
    ``resources/measures`` says it.
    """

    of: tuple[str, ...]
    calculate: Calculation
    measure: Measure | None = None
