"""What is known of a patient before one dose: every measure by its key, derived when it is asked.

A measure that cannot be derived is unknown, never normal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, TypeVar

from bmcalc.core.term import Term
from bmcalc.core.units import unit
from bmcalc.rules.anthracycline_measures import SUM_MEASURES
from bmcalc.rules.derived import DERIVED
from bmcalc.rules.facts import Facts
from bmcalc.rules.measure import MEASURES
from bmcalc.rules.measure_form import Given

T = TypeVar("T")


def as_measure(name: str, value: object) -> Given:
    """Return a fact as a rule looks at it: yes or no, a quantity, or the key of a choice."""
    if value is None or isinstance(value, (Term, str)):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return Term(Decimal(value), unit(MEASURES[name].unit)) if isinstance(value, int) else None


HANDED: Final = frozenset({
    "planned_dose", "days_since_last", "days_between_starts", "cycle", "day", "calcium_age_days",
    "days_until_due", "planned_gap", "starts_again", "with_other_cytotoxic",
    "related_hypersensitivity", "planned_share", *SUM_MEASURES,
})
"""Measures that their owner hands over, as they need more than the facts of the patient."""


_NOT_LOOKED_AT: Final[Any] = object()
"""Stands for a measure that was not looked at yet."""


class Known(Mapping[str, Given]):
    """Every measure that the facts give; None for one that they do not.

    ``facts`` are what was entered, by the contract's names, and the limits of the laboratory;
    ``handed`` are measures that their owner derived, such as the planned dose of a regimen.
    """

    def __init__(self, facts: Mapping[str, Any], handed: Mapping[str, Given] | None = None) -> None:
        self.facts = facts
        self._handed: Mapping[str, Given] = handed or {}
        self._found: dict[str, Given] = dict(self._handed)
        self._made: dict[object, Any] = {}

    def fact(self, name: str) -> Any:
        """Return a fact as it was entered; None where it was not."""
        return self.facts.get(name)

    def but(self, **handed: Given) -> Known:
        """Return the same facts with some measures handed over."""
        other = Known(self.facts, {**self._handed, **handed})
        other._made = self._made
        return other

    def told(self, **facts: Any) -> Known:
        """Return what is known where some facts are told besides; what was handed over stays."""
        if not facts:
            return self
        return Known({**self.facts, **facts}, self._handed)

    def once(self, calculate: Callable[[Facts], T]) -> T:
        """Return what a function makes of the facts alone, calculated once for all measures."""
        if calculate not in self._made:
            self._made[calculate] = calculate(self)
        found: T = self._made[calculate]
        return found

    def __getitem__(self, name: str) -> Given:
        if name not in self._found:
            derived = DERIVED.get(name)
            self._found[name] = (
                derived.calculate(self) if derived is not None
                else as_measure(name, self.facts.get(name))
            )
        return self._found[name]

    def get(self, name: str, default: Any = None) -> Any:
        """Return a measure, or the default where it is not known."""
        value = self._found.get(name, _NOT_LOOKED_AT)
        if value is _NOT_LOOKED_AT:
            value = self[name] if name in MEASURES else None
        return default if value is None else value

    def __iter__(self) -> Iterator[str]:
        return (name for name in MEASURES if self[name] is not None)

    def __len__(self) -> int:
        return sum(1 for _name in self)
