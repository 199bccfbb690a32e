"""What an order check may be told about a patient, and the facts that its rules look at.

The questions are those of the calculators and the measures of the formulary's rules, each asked
once. What was not told stays unknown: no fact is ever assumed normal.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar, Final

from bmcalc.calculators.bone_agents.denosumab_fields import DenosumabInputs
from bmcalc.calculators.bone_agents.zoledronic_fields import ZoledronicInputs
from bmcalc.calculators.chemotherapy.carboplatin_fields import GFR, GFR_KIND
from bmcalc.calculators.questions.laboratory_fields import CRCL, PHOSPHATE
from bmcalc.calculators.questions.liver_fields import BILIRUBIN_MULTIPLE, MULTIPLE
from bmcalc.calculators.questions.patient_fields import (
    AGE,
    ALP,
    ALT,
    ANC,
    AST,
    BILIRUBIN,
    CREATININE,
    HAEMOGLOBIN,
    HEIGHT,
    LVEF_BASELINE,
    LVEF_NOW,
    PLATELETS,
    QTCF,
    SEX,
    WEIGHT,
)
from bmcalc.core.ask import (
    Ask,
    AskChoice,
    AskDate,
    AskFlag,
    AskInteger,
    AskObject,
    AskQuantity,
    Span,
)
from bmcalc.core.problems import Problem, Rejected
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drugs
from bmcalc.rules.known import is_entered
from bmcalc.rules.measure import MEASURES, Measure


@dataclass(frozen=True, kw_only=True)
class AskDrugs(Ask):
    """Asks for a list of drugs by their ids, such as those with a severe reaction."""

    kind: ClassVar[str] = "drugs"

    def read(self, raw: object) -> tuple[str, ...]:
        """Return the ids; ``E_TYPE`` for no list, ``E_ENUM`` for a drug that is not known."""
        if not isinstance(raw, (list, tuple)) or not all(isinstance(one, str) for one in raw):
            raise Rejected("E_TYPE", _("This must be a list of drugs."))
        for identifier in raw:
            if identifier not in drugs():
                raise Rejected("E_ENUM", _("“{id}” is not a drug of the formulary.", id=identifier))
        return tuple(raw)

    def written(self, value: tuple[str, ...]) -> list[str]:
        """Return the ids as the contract writes them."""
        return list(value)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the list."""
        return {"type": "array", "items": {"enum": sorted(drugs())}}


POTASSIUM = AskQuantity(
    label=_("Potassium"), symbol=_("potassium"),
    spans=(Span("mmol/L", hard=("1.5", "9"), usual=("3.5", "5.3")),),
)

_LIMITS: Final[dict[str, tuple[Ask, str]]] = {
    "bilirubin_uln": (BILIRUBIN.but(label=_("Upper limit of bilirubin")), "bilirubin"),
    "alt_uln": (ALT.but(label=_("Upper limit of ALT")), "alt"),
    "ast_uln": (AST.but(label=_("Upper limit of AST")), "ast"),
    "alp_uln": (ALP.but(label=_("Upper limit of ALP")), "alp"),
}

_BODY: Final[dict[str, Ask]] = {
    "sex": SEX, "age": AGE, "height": HEIGHT, "weight": WEIGHT, "gfr": GFR, "gfr_kind": GFR_KIND,
    "crcl": CRCL,
}

LABORATORY: Final[dict[str, Ask]] = {
    "creatinine": CREATININE,
    "bilirubin": BILIRUBIN.but(spans=(*BILIRUBIN.spans, BILIRUBIN_MULTIPLE)),
    **{
        name: ask.but(spans=(*ask.spans, MULTIPLE))
        for name, ask in (("alt", ALT), ("ast", AST), ("alp", ALP))
    },
    "anc": ANC, "platelets": PLATELETS, "haemoglobin": HAEMOGLOBIN, "phosphate": PHOSPHATE,
    "potassium": POTASSIUM, "lvef_baseline": LVEF_BASELINE, "lvef_now": LVEF_NOW, "qtcf": QTCF,
    **{
        name: DenosumabInputs.asks()[name]
        for name in ("albumin", "calcium_total", "calcium_ionised", "magnesium", "vitamin_d_25oh")
    },
}
"""The results that carry a date."""

_HISTORY: Final[dict[str, Ask]] = {
    "creatinine_baseline": CREATININE.but(label=_("Creatinine at baseline")),
    "qtcf_baseline": QTCF.but(label=_("QTcF at baseline")),
    "surgery_on": AskDate(label=_("Date of a major operation")),
    "hypersensitivity": AskDrugs(label=_("Drugs with a severe reaction before")),
}

_ELSEWHERE: Final = frozenset({
    "first_dose", "days_since_last", "label_profile", "calcium_age_days", "hypersensitivity",
    "ordered_dose",
})
"""Questions of a calculator that the order itself answers."""


def _question_of(measure: Measure) -> Ask:
    label = measure.label
    if set(measure.options) == {"yes", "no"}:
        return AskFlag(label=label)
    if measure.options:
        return AskChoice(label=label, options=measure.options)
    if not measure.unit:
        return AskInteger(label=label, low=0, high=100)
    return AskQuantity(label=label, spans=(Span(measure.unit, hard=("0", "100000")),))


@cache
def patient_asks() -> dict[str, Ask]:
    """Return every question about a patient by its name, the body first."""
    asks: dict[str, Ask] = {
        **_BODY, **LABORATORY, **{name: ask for name, (ask, _of) in _LIMITS.items()}, **_HISTORY,
    }
    for inputs in (DenosumabInputs, ZoledronicInputs):
        for name, ask in inputs.asks().items():
            if name not in _ELSEWHERE:
                asks.setdefault(name, ask)
    for name, measure in MEASURES.items():
        if is_entered(name) and name != "hypersensitivity":
            asks.setdefault(name, _question_of(measure))
    return {name: ask.but(required=False, noted=False) for name, ask in asks.items()}


@dataclass(frozen=True)
class Result:
    """One laboratory value, with its day and its upper limit where they were given."""

    value: Any
    on: datetime.date | None = None
    upper_limit: Term | None = None


@dataclass(frozen=True, kw_only=True)
class AskResult(Ask):
    """Asks for a laboratory value: alone, or with its date as ``{"value": …, "on": …}``."""

    of: Ask
    limit: Ask | None = None

    @property
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
    limits = {of: ask for ask, of in _LIMITS.values()}
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
    dates = {}
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


