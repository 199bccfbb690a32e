"""What an order check may be told about a patient, and the facts that its rules look at.

The questions are those for every measure that people enter, as the pages ask them. What was not
told stays unknown: no fact is ever assumed normal.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, Final

from bmcalc.calculators.calcium.calcium_fields import (
    CORRECTION,
    CORRECTION_REFERENCE,
    CORRECTION_SLOPE,
)
from bmcalc.core.ask import Ask, AskDate, AskObject
from bmcalc.core.problems import LONGEST_SHOWN, Problem, Rejected
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.related_drugs import other_drugs
from bmcalc.orders.reading.dated_patient import PatientFacts
from bmcalc.rules.entered import all_entered, question
from bmcalc.rules.known import HANDED


class AskDrugs(Ask):
    """Asks for a list of drugs by their ids, such as those with a severe reaction.

    Drugs that are related to one of the formulary are known too, without being in it.
    """

    kind = "drugs"

    def read(self, raw: object) -> tuple[str, ...]:
        """Return the ids; ``E_TYPE`` for no list, ``E_ENUM`` for a drug that is not known."""
        if not isinstance(raw, (list, tuple)) or not all(isinstance(one, str) for one in raw):
            raise Rejected("E_TYPE", _("This must be a list of drugs."))
        for identifier in raw:
            if identifier not in drugs() and identifier not in other_drugs():
                raise Rejected("E_ENUM", _("“{id}” is not a drug of the formulary.",
                                           id=identifier[:LONGEST_SHOWN]))
        return tuple(raw)

    def written(self, value: tuple[str, ...]) -> list[str]:
        """Return the ids as the contract writes them."""
        return list(value)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the list."""
        return {"type": "array", "items": {"enum": sorted({*drugs(), *other_drugs()})}}


_LIMIT_OF: Final = {
    "bilirubin_uln": "bilirubin", "alt_uln": "alt", "ast_uln": "ast", "alp_uln": "alp",
}
"""The laboratory's limits that may stand beside the value they belong to."""

_DATED: Final = (
    "creatinine", "bilirubin", "alt", "ast", "alp", "anc", "platelets", "haemoglobin",
    "phosphate", "potassium", "lvef_baseline", "lvef_now", "qtcf", "albumin", "calcium_total",
    "calcium_ionised", "magnesium", "vitamin_d_25oh", "blood_pressure_systolic",
    "blood_pressure_diastolic", "proteinuria", "glucose_fasting", "hba1c",
)
LABORATORY: Final[dict[str, Ask]] = {name: question(name) for name in _DATED}
"""The results that carry a date."""

_CORRECTION: Final[dict[str, Ask]] = {
    "correction": CORRECTION, "correction_slope": CORRECTION_SLOPE,
    "correction_reference": CORRECTION_REFERENCE,
}
"""How total calcium is corrected: a choice of the laboratory, not a measure."""

_ALLERGIES: Final = "hypersensitivity"
"""Asked here for all drugs at once."""

_ELSEWHERE: Final = HANDED | {"calcium_age_days", "lvef_lln", _ALLERGIES}
"""What the order, its dates or the policy say."""


@cache
def patient_asks() -> dict[str, Ask]:
    """Return every question about a patient by its name, the body first."""
    asks: dict[str, Ask] = {
        name: entered.ask for name, entered in all_entered().items() if name not in _ELSEWHERE
    }
    asks |= _CORRECTION
    asks[_ALLERGIES] = AskDrugs(label=_("Drugs with a severe reaction before"))
    return {name: ask.but(required=False, noted=False) for name, ask in asks.items()}


@dataclass(frozen=True)
class Result:
    """One laboratory value, with its day and its upper limit where they were given."""

    value: Any
    on: datetime.date | None = None
    upper_limit: Term | None = None


class AskResult(Ask):
    """Asks for a laboratory value: alone, or with its date as ``{"value": …, "on": …}``."""

    of: Ask
    limit: Ask | None = None

    @cached_property
    def _whole(self) -> AskObject:
        parts: dict[str, Ask] = {
            "value": self.of.but(required=True), "on": AskDate(label=_("Date of the result")),
        }
        if self.limit is not None:
            parts["uln"] = self.limit
        return AskObject(label=self.label, fields=parts)

    def read(self, raw: object) -> Result:
        """Return the value with its date; refuses as the question of the value does."""
        if isinstance(raw, Mapping):
            read = self._whole.read(raw)
            return Result(read["value"], read.get("on"), read.get("uln"))
        return Result(self.of.read(raw))

    def written(self, value: Result) -> object:
        """Return the result as the contract writes it."""
        written: dict[str, Any] = {"value": self.of.written(value.value)}
        if value.on is not None:
            written["on"] = value.on.isoformat()
        if value.upper_limit is not None and self.limit is not None:
            written["uln"] = self.limit.written(value.upper_limit)
        return written

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema: the value alone, or an object with its date."""
        return {"anyOf": [self.of.schema(), self._whole.schema()]}


def laboratory_ask() -> AskObject:
    """Return the question for dated laboratory values."""
    limits = {of: question(name) for name, of in _LIMIT_OF.items()}
    return AskObject(
        label=_("Laboratory values"),
        fields={
            name: AskResult(label=ask.label, of=ask.but(required=False, noted=False),
                            limit=limits.get(name))
            for name, ask in LABORATORY.items()
        },
    )


@dataclass(frozen=True)
class Facts:
    """Everything that was told, by name, and the dates of what has one."""

    values: Mapping[str, Any]
    dates: Mapping[str, datetime.date] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    def among(self, asks: Mapping[str, Ask]) -> dict[str, Any]:
        """Return the facts that a calculator asks for, as raw input for it."""
        return {name: value for name, value in self.values.items() if name in asks}


def gathered(
    patient: Mapping[str, Any], laboratory: Mapping[str, Result], limits: Mapping[str, Term | None]
) -> Facts:
    """Return the patient's fields and the laboratory's values together.

    ``limits`` are the upper limits of the hospital's laboratory, where the order gives none.
    """
    values: dict[str, Any] = {
        name: limit for name, limit in limits.items() if limit is not None
    }
    values.update(patient)
    dates = dict(patient.dates) if isinstance(patient, PatientFacts) else {}
    for name, result in laboratory.items():
        values[name] = result.value
        if result.on is not None:
            dates[name] = result.on
        if result.upper_limit is not None:
            values[f"{name}_uln"] = result.upper_limit
    return Facts(values, dates)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, Term) and isinstance(other, Term):
        return one.unit.same_dimension(other.unit) and one == other
    return bool(one == other)


def told_twice(
    patient: Mapping[str, Any], laboratory: Mapping[str, Result]
) -> Iterator[Problem]:
    """Yield ``E_AMBIG`` for a value that stands twice and differs."""
    for name, result in laboratory.items():
        if name in patient and not _same(patient[name], result.value):
            yield Problem(
                "E_AMBIG",
                _("{label} stands twice, with two values.", label=LABORATORY[name].label),
                (f"patient.{name}", f"labs.{name}"),
            )


