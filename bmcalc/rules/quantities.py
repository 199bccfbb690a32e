"""Quantities and names as data files write them, read as strictly as what a person types.

``"75 mg/m^2"`` becomes a :class:`Term`; a bare number, two numbers, an unlisted unit or a unit of
the wrong dimension is refused with the reason. ``{ en = "…", zh = "…" }`` becomes a name in both
languages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Any, Final, Self, TypeAlias

from pydantic import BaseModel, ConfigDict

from bmcalc.core.numbers import plain
from bmcalc.core.problems import Rejected
from bmcalc.core.reading import read_quantity
from bmcalc.core.term import Term
from bmcalc.core.texts import Bilingual, Joined, _
from bmcalc.core.units import Unit, unit
from bmcalc.rules.read_as import ReadAs


class Refusal(ValueError):
    """Why an entry of a data file cannot be taken, as text in the reader's language."""

    def __init__(self, text: object) -> None:
        super().__init__(str(text))
        self.text = text


class Entry(BaseModel):
    """A part of a data file: frozen, and an unknown key is refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_default=True, defer_build=True
    )

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some fields replaced, which works out anew what follows from them."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


def written(term: Term) -> str:
    """Return a quantity as the data files write it, for example ``75 mg/m^2``."""
    return f"{plain(term.magnitude)} {term.unit.key}".rstrip()


def read_term(text: object, *units: str) -> Term:
    """Return the quantity that a data file states, in the dimension of one of ``units``.

    Raises :class:`Refusal` for anything but one plain number with one listed unit.
    """
    if isinstance(text, Term):
        return text
    if not isinstance(text, str):
        raise Refusal(_("A quantity is a text with its unit, such as \"75 mg/m^2\"."))
    try:
        magnitude, found = read_quantity(text)
    except Rejected as rejected:
        raise Refusal(rejected.text) from rejected
    if not of_dimension(found, units):
        wanted = Joined([unit(key).label for key in units])
        raise Refusal(_("“{text}” must be in {units}.", text=text, units=wanted))
    return Term(magnitude, found)


def of_dimension(found: Unit, units: tuple[str, ...]) -> bool:
    """Say whether a unit is one of ``units`` or converts to one; the usual ones need no pint."""
    return not units or found.key in units or any(
        found.same_dimension(unit(key)) for key in units
    )


def read_positive(text: object, *units: str) -> Term:
    """Return a quantity above zero; raises :class:`Refusal` for zero and below."""
    term = read_term(text, *units)
    if term.magnitude <= 0:
        raise Refusal(_("“{text}” must be above zero.", text=str(text)))
    return term


def _of(*units: str, read: Callable[..., Term] = read_positive) -> ReadAs:
    def validate(text: object) -> Term:
        return read(text, *units)

    schema = {
        "type": "string",
        "description": "One plain number and its unit"
        + (f": {', '.join(units)} or another unit of that dimension" if units else ""),
        "pattern": r"^-?[0-9]+(\.[0-9]+)? ?\S.*$",
    }
    return ReadAs(validate, written, lambda: schema)


DOSE_UNITS = ("mg", "ug", "mg/m^2", "mg/kg", "mg*min/mL", "IU", "ug/h")

Dose: TypeAlias = Annotated[Term, _of(*DOSE_UNITS)]
"""A dose: a fixed amount, an amount per m² or kg, a target AUC, or a patch's rate."""

Amount: TypeAlias = Annotated[Term, _of("mg", "ug", "IU", "ug/h")]
"""What a vial, tablet or patch holds."""

Area: TypeAlias = Annotated[Term, _of("m^2")]
Weight: TypeAlias = Annotated[Term, _of("kg")]
Volume: TypeAlias = Annotated[Term, _of("mL")]
Concentration: TypeAlias = Annotated[Term, _of("mg/mL")]
Duration: TypeAlias = Annotated[Term, _of("min")]
Days: TypeAlias = Annotated[Term, _of("day")]
Percent: TypeAlias = Annotated[Term, _of("%")]
Calcium: TypeAlias = Annotated[Term, _of("mmol/L")]
Creatinine: TypeAlias = Annotated[Term, _of("mg/dL", "umol/L")]
Clearance: TypeAlias = Annotated[Term, _of("mL/min")]
Bilirubin: TypeAlias = Annotated[Term, _of("umol/L", "mg/dL")]
Enzyme: TypeAlias = Annotated[Term, _of("U/L")]
CellCount: TypeAlias = Annotated[Term, _of("x10^9/L")]


def _read_name(given: object) -> Bilingual:
    if isinstance(given, Bilingual):
        return given
    if (
        not isinstance(given, dict)
        or set(given) != {"en", "zh"}
        or not all(isinstance(text, str) and text.strip() for text in given.values())
    ):
        raise Refusal(_("Give the text in both languages, as en and zh."))
    return Bilingual(given["en"], given["zh"])


def _write_name(name: Bilingual) -> dict[str, str]:
    return {"en": name.english, "zh": name.chinese}


_NAME_SCHEMA: Final = {
    "type": "object",
    "properties": {
        "en": {"type": "string", "minLength": 1},
        "zh": {"type": "string", "minLength": 1},
    },
    "required": ["en", "zh"],
    "additionalProperties": False,
}
Name: TypeAlias = Annotated[Bilingual, ReadAs(_read_name, _write_name, lambda: _NAME_SCHEMA)]
"""A name or sentence in English and Chinese."""


def share(percent: Term) -> Decimal:
    """Return a percentage as a plain factor: 75 % is 0.75."""
    return percent.to("%").magnitude / 100
