"""One condition of a rule, written as a pharmacist reads it: ``anc < 1.5 x10^9/L``.

A condition is true, false, or unknown where the measure was not entered. Nothing is assumed
normal: an unknown measure makes a rule «not checked», never «passed». Two forms are about what
is not known: ``cholestasis != yes`` holds unless it is known to be so, and ``crcl is unknown``
holds where nobody said it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial
from operator import eq, ge, gt, le, lt, ne
from typing import Annotated, Any, Final, TypeAlias

from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.rules.measure import MEASURES
from bmcalc.rules.measure_form import Given, Measure
from bmcalc.rules.quantities import DOSE_UNITS, Refusal, read_term, written
from bmcalc.rules.read_as import ReadAs

_COMPARISONS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "!=": ne,
}
_WRITTEN = re.compile(r"([a-z_0-9]+) (<=|>=|<|>|=|!=|is) (\S.*)")
_SIGNS: Final = {"<=": "≤", ">=": "≥", "!=": "≠"}
_UNKNOWN: Final = "unknown"
_OF_THE_UNKNOWN: Final = ("is", "!=")
"""The two forms that hold where nothing is known of the measure."""



@dataclass(frozen=True)
class Condition:
    """``measure`` compared with ``limit``: a quantity, or the key of a choice."""

    measure: str
    comparison: str
    limit: Term | str

    def __str__(self) -> str:
        measure = MEASURES[self.measure]
        if self.comparison == "is":
            return str(_("{measure} unknown", measure=measure.label))
        limit = measure.options.get(self.limit) if isinstance(self.limit, str) else self.limit
        return f"{measure.label} {_SIGNS.get(self.comparison, self.comparison)} {limit}"

    def written(self) -> str:
        """Return the condition as the data files write it."""
        limit = self.limit if isinstance(self.limit, str) else written(self.limit)
        return f"{self.measure} {self.comparison} {limit}"

    def met(self, known: Mapping[str, Given]) -> bool | None:
        """Say whether the condition holds; None where its measure is unknown.

        A quantity in another dimension than the limit's raises DimensionError, as everywhere,
        except a planned dose on another basis, which is not what the condition is about.
        """
        value = known.get(self.measure)
        if value is not None:
            return self.compare(value)
        return True if self.comparison in _OF_THE_UNKNOWN else None

    @cached_property
    def compare(self) -> Callable[[Any], bool]:
        """The comparison with the limit, chosen once for all the values that it is asked of."""
        limit = self.limit
        if self.comparison == "is":
            return partial(eq, _UNKNOWN)
        if isinstance(limit, str):
            return partial(ne if self.comparison == "!=" else eq, limit)
        compares = _COMPARISONS[self.comparison]
        if self.measure == "planned_dose":
            return lambda dose: (
                isinstance(dose, Term) and dose.unit.same_dimension(limit.unit)
                and compares(dose, limit)
            )
        unit, amount = limit.unit, limit.settled

        def compare(value: Term | str) -> bool:
            if not isinstance(value, Term):
                return False
            if value.unit is not unit:
                return compares(value, limit)
            return compares(value.magnitude if value.exact else value.settled, amount)

        return compare


def read_condition(text: object) -> Condition:
    """Return the condition that a data file states; raises :class:`Refusal` with the reason."""
    if isinstance(text, Condition):
        return text
    found = _WRITTEN.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise Refusal(_("A condition is written like \"anc < 1.5 x10^9/L\"."))
    name, comparison, limit = found.groups()
    measure = MEASURES.get(name)
    if measure is None:
        raise Refusal(_("“{name}” is not a measure known here.", name=name))
    if comparison == "is":
        if limit != _UNKNOWN:
            raise Refusal(_("Only “is unknown” is written with “is”."))
        return Condition(name, comparison, limit)
    if measure.options:
        return Condition(name, comparison, _read_choice(measure, comparison, limit))
    if comparison == "!=":
        raise Refusal(_("Only a choice is compared with !=."))
    return Condition(name, comparison, _read_limit(measure, limit))


def _read_choice(measure: Measure, comparison: str, limit: str) -> str:
    if comparison not in ("=", "!=") or limit not in measure.options:
        raise Refusal(
            _("This measure is compared with = or != and one of: {choices}.",
              choices=Joined(list(measure.options)))
        )
    return limit


def _read_limit(measure: Measure, limit: str) -> Term:
    if not measure.unit:
        if not re.fullmatch(r"[0-9]{1,3}", limit):
            raise Refusal(_("“{text}” must be a whole number.", text=limit))
        return Term(Decimal(limit))
    units = DOSE_UNITS if measure.unit == "dose" else (measure.unit,)
    return read_term(limit, *units)


def all_met(conditions: Iterable[Condition], known: Mapping[str, Given]) -> bool | None:
    """Say whether every condition holds; None where that hangs on an unknown measure."""
    unknown = False
    for condition in conditions:
        met = condition.met(known)
        if met is False:
            return False
        unknown = unknown or met is None
    return None if unknown else True


def any_met(conditions: Iterable[Condition], known: Mapping[str, Given]) -> bool | None:
    """Say whether one condition holds; None where that hangs on an unknown measure."""
    unknown = False
    for condition in conditions:
        met = condition.met(known)
        if met:
            return True
        unknown = unknown or met is None
    return None if unknown else False


def _schema() -> dict[str, Any]:
    """Return the JSON Schema of a condition, which names the measures."""
    return {
        "type": "string",
        "description": "measure, comparison, limit: anc < 1.5 x10^9/L",
        "pattern": rf"^({'|'.join(MEASURES)}) (<=|>=|<|>|=|!=|is) \S.*$",
    }


Conditions: TypeAlias = tuple[
    Annotated[Condition, ReadAs(read_condition, Condition.written, _schema)], ...
]
