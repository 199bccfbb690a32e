"""What a field asks for: its label, its units, its limits, and how it reads what is typed.

One annotation on an input; the form row, the strict parsing, the JSON Schema, the command line
and the sentence of a refusal all come from it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self

from bmcalc.core.numbers import plain
from bmcalc.core.problems import Rejected
from bmcalc.core.reading import MAX_DIGITS, read_number, read_quantity
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.core.units import Unit, unit

if TYPE_CHECKING:
    from pydantic_core import CoreSchema


class Unset:
    """The one default that means: not said, so the rule of the calculator decides."""

    def __repr__(self) -> str:
        return "UNSET"


UNSET = Unset()


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One question.

    ``required``: refused when missing. ``noted``: its absence is reported as an info finding.
    ``null_means_off``: an explicit null switches something off and is not the same as absent.
    ``section`` groups the fields of a long form; ``hint`` stands beside the field.
    """

    label: object
    symbol: object = None
    hint: object = None
    section: object = None
    required: bool = False
    noted: bool = False
    null_means_off: bool = False
    kind: ClassVar[str] = ""

    def but(self, **changes: Any) -> Self:
        """Return the same question with some of its properties changed."""
        return replace(self, **changes)

    def read(self, raw: object) -> Any:
        """Return the value that ``raw`` states; raise :class:`Rejected` with a code and text."""
        raise NotImplementedError

    def written(self, value: Any) -> Any:
        """Return a value as the JSON contract writes it; :meth:`read` takes it back."""
        return value

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of what may be typed."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        from pydantic_core import core_schema

        reader = core_schema.no_info_plain_validator_function(self.read)
        return core_schema.nullable_schema(reader) if self.null_means_off else reader


@dataclass(frozen=True)
class Span:
    """One unit a field offers, with its hard limits (refused) and usual limits (confirmed).

    Limits are decimal strings in that unit, both ends included; None is no limit. The hard
    limits are exclusive of a side where ``above`` is set: the number must be more than it.
    """

    key: str
    hard: tuple[str | None, str | None]
    usual: tuple[str | None, str | None] = (None, None)
    above: bool = False

    @cached_property
    def unit(self) -> Unit:
        """The unit itself."""
        return unit(self.key)

    @cached_property
    def _limits(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        low, high = self.hard
        usual_low, usual_high = self.usual
        return (
            Decimal("-Infinity" if low is None else low),
            Decimal("Infinity" if high is None else high),
            Decimal("-Infinity" if usual_low is None else usual_low),
            Decimal("Infinity" if usual_high is None else usual_high),
        )

    def inside(self, number: Decimal) -> bool:
        """Say whether the number is one that can be."""
        low, high, _low, _high = self._limits
        return (low < number if self.above else low <= number) and number <= high

    def is_usual(self, number: Decimal) -> bool:
        """Say whether the number needs no confirmation."""
        _low, _high, low, high = self._limits
        return low <= number <= high


def range_text(low: str | None, high: str | None, label: str) -> object:
    """Return a range for people, for example ``18–1300 µmol/L``."""
    suffix = f" {label}" if label else ""
    if high is None:
        return f"≥ {low}{suffix}"
    if low is None:
        return f"≤ {high}{suffix}"
    return f"{low}–{high}{suffix}"


@dataclass(frozen=True, kw_only=True)
class AskQuantity(Ask):
    """Asks for a number with a unit; read as a :class:`Term` in the unit that was typed."""

    spans: tuple[Span, ...]
    decimals: int = 2
    limits_source: str = "plausibility-limits"
    kind: ClassVar[str] = "quantity"

    def span_of(self, wanted: Unit) -> Span | None:
        """Return the span whose unit this is, or None when the field does not offer it."""
        for span in self.spans:
            if span.unit is wanted:
                return span
        return None

    def read(self, raw: object) -> Term:
        """Return the typed quantity; ``E_TYPE``, ``E_UNIT`` or ``E_RANGE`` where it is refused."""
        if isinstance(raw, Term):
            number, typed = raw.magnitude, raw.unit
        elif isinstance(raw, str):
            number, typed = read_quantity(raw)
        elif isinstance(raw, (int, float, Decimal)) and not isinstance(raw, bool):
            raise Rejected("E_UNIT", _("A unit is missing. Offered: {units}.", units=self._units()))
        else:
            raise Rejected("E_TYPE", _("This is no plain number."))
        span = self.span_of(typed)
        if span is None:
            raise Rejected(
                "E_UNIT",
                _("{unit} is not a unit of this field. Offered: {units}.",
                  unit=typed.label, units=self._units()),
            )
        if not span.inside(number):
            raise self._outside(span, number)
        return Term(number, typed, self.label if self.symbol is None else self.symbol)

    def _units(self) -> object:
        return Joined([span.unit.label for span in self.spans])

    def _outside(self, span: Span, number: Decimal) -> Rejected:
        for other in self.spans:
            if other is not span and other.inside(number):
                return Rejected(
                    "E_UNIT",
                    _("{number} {unit} cannot be; it would fit {other}. Check the unit.",
                      number=plain(number), unit=span.unit.label, other=other.unit.label),
                )
        return Rejected(
            "E_RANGE",
            _("Outside what is possible ({range}).", range=range_text(*span.hard, span.unit.label)),
        )

    def written(self, value: Term | None) -> str | None:
        """Return the quantity in the contract's spelling, for example ``"68 umol/L"``."""
        if value is None or isinstance(value, Unset):
            return None
        preferred = self.spans[0].unit
        if value.unit is not preferred and value.unit.same_dimension(preferred):
            value = value.to(preferred.key)
        return f"{plain(value.magnitude)} {value.unit.key}"

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema: a string with a number and one of the listed units."""
        return {
            "type": "string",
            "units": {
                span.key: {"minimum": span.hard[0], "maximum": span.hard[1],
                           "usual": list(span.usual)}
                for span in self.spans
            },
            "examples": [f"{(self.spans[0].usual[0] or self.spans[0].hard[0] or '1')} "
                         f"{self.spans[0].key}"],
        }


@dataclass(frozen=True, kw_only=True)
class AskInteger(Ask):
    """Asks for a whole number, such as an age in years or a pain score."""

    low: int
    high: int | None
    usual: tuple[int | None, int | None] = (None, None)
    suffix: object = ""
    limits_source: str = "plausibility-limits"
    kind: ClassVar[str] = "integer"

    def read(self, raw: object) -> int:
        """Return the whole number; ``E_TYPE``, ``E_INT`` or ``E_RANGE`` where it is refused."""
        number = _exact(raw)
        if number != number.to_integral_value():
            raise Rejected("E_INT", _("This must be a whole number."))
        value = int(number)
        if value < self.low or (self.high is not None and value > self.high):
            high = None if self.high is None else str(self.high)
            raise Rejected(
                "E_RANGE",
                _("Outside what is possible ({range}).",
                  range=range_text(str(self.low), high, str(self.suffix))),
            )
        return value

    def is_usual(self, value: int) -> bool:
        """Say whether the number needs no confirmation."""
        low, high = self.usual
        return (low is None or value >= low) and (high is None or value <= high)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the whole number."""
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


def _exact(raw: object) -> Decimal:
    if isinstance(raw, bool):
        raise Rejected("E_TYPE", _("This is no plain number."))
    if isinstance(raw, str):
        number, rest = read_number(raw)
        if rest:
            raise Rejected("E_TYPE", _("Enter a number alone, without a unit."))
        return number
    if isinstance(raw, int):
        return Decimal(raw)
    if isinstance(raw, (float, Decimal)):
        number = Decimal(repr(raw)) if isinstance(raw, float) else raw
        if number.is_finite() and number.adjusted() <= MAX_DIGITS:
            return number
    raise Rejected("E_TYPE", _("This is no plain number."))


@dataclass(frozen=True, kw_only=True)
class AskNumber(Ask):
    """Asks for a plain decimal number without a unit, such as a count of fractions' α/β."""

    low: str | None = None
    high: str | None = None
    above: bool = False
    kind: ClassVar[str] = "number"

    def read(self, raw: object) -> Term:
        """Return the number as a term; ``E_TYPE`` or ``E_RANGE`` where it is refused."""
        number = _exact(raw)
        span = Span("", (self.low, self.high), above=self.above)
        if not span.inside(number):
            raise Rejected(
                "E_RANGE",
                _("Outside what is possible ({range}).", range=range_text(*span.hard, "")),
            )
        return Term(number, unit(""), self.label if self.symbol is None else self.symbol)

    def written(self, value: Term | None) -> str | None:
        """Return the number as a decimal string."""
        return None if value is None else plain(value.magnitude)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema: a number or a decimal string."""
        return {"type": ["number", "string"], "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, kw_only=True)
class AskChoice(Ask):
    """Asks for one of a few keys; ``options`` maps each key to what people read.

    ``style`` is how a window may draw it: ``list`` or ``segments``. ``points`` are shown beside
    the options of a score.
    """

    options: Mapping[str, object]
    points: Mapping[str, int] = field(default_factory=dict)
    style: str = "list"
    kind: ClassVar[str] = "choice"

    def read(self, raw: object) -> str:
        """Return the key; ``E_ENUM`` for anything that is not listed."""
        if isinstance(raw, str) and raw in self.options:
            return raw
        raise Rejected(
            "E_ENUM",
            _("Choose one of: {options}.", options=Joined(list(self.options.values()))),
        )

    def __hash__(self) -> int:
        return hash((str(self.label), tuple(self.options)))

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema: the listed keys."""
        return {"enum": list(self.options)}


@dataclass(frozen=True, kw_only=True)
class AskFlag(Ask):
    """Asks yes or no. Unanswered is neither."""

    kind: ClassVar[str] = "flag"

    def read(self, raw: object) -> bool:
        """Return true or false; ``E_TYPE`` for anything else."""
        if isinstance(raw, bool):
            return raw
        raise Rejected("E_TYPE", _("Answer yes or no."))

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of a truth value."""
        return {"type": "boolean"}


@dataclass(frozen=True, kw_only=True)
class AskDate(Ask):
    """Asks for a calendar date, written 2023-08-20."""

    kind: ClassVar[str] = "date"

    def read(self, raw: object) -> datetime.date:
        """Return the date; ``E_DATE`` for anything but an existing day in ISO form."""
        if isinstance(raw, datetime.date) and not isinstance(raw, datetime.datetime):
            return raw
        if isinstance(raw, str) and len(raw) == len("2023-08-20") and raw[4] == "-":
            try:
                return datetime.date.fromisoformat(raw)
            except ValueError:
                pass
        raise Rejected("E_DATE", _("Write an existing date as 2023-08-20."))

    def written(self, value: datetime.date | None) -> str | None:
        """Return the date in ISO form."""
        return None if value is None else value.isoformat()

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of an ISO date."""
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, kw_only=True)
class AskText(Ask):
    """Asks for free words, such as the reason for a reduction."""

    longest: int = 500
    kind: ClassVar[str] = "text"

    def read(self, raw: object) -> str:
        """Return the words without surrounding space; ``E_TYPE`` for no text at all."""
        if isinstance(raw, str) and raw.strip() and len(raw) <= self.longest:
            return raw.strip()
        raise Rejected("E_TYPE", _("Write a few words."))

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the text."""
        return {"type": "string", "maxLength": self.longest}


@dataclass(frozen=True, kw_only=True)
class AskRows(Ask):
    """Asks for a list of rows, each with the same questions, such as the opioids of a day."""

    columns: Mapping[str, Ask]
    longest: int = 20
    kind: ClassVar[str] = "rows"

    def read(self, raw: object) -> list[dict[str, Any]]:
        """Return the rows; the first fault of a row is raised with its code."""
        if not isinstance(raw, list) or len(raw) > self.longest:
            raise Rejected("E_TYPE", _("This must be a list of rows."))
        return [self._row(row) for row in raw]

    def _row(self, row: object) -> dict[str, Any]:
        if not isinstance(row, dict):
            raise Rejected("E_TYPE", _("This must be a list of rows."))
        for name in row:
            if name not in self.columns:
                raise Rejected("E_UNKNOWN", _("There is no field “{name}”.", name=name))
        read: dict[str, Any] = {}
        for name, ask in self.columns.items():
            if row.get(name) is None:
                if ask.required:
                    raise Rejected("E_MISSING", _("{label} is missing.", label=ask.label))
                read[name] = None
            else:
                read[name] = ask.read(row[name])
        return read

    def written(self, value: list[dict[str, Any]] | None) -> list[dict[str, Any]] | None:
        """Return the rows as the contract writes them."""
        if value is None:
            return None
        return [
            {name: None if row[name] is None else ask.written(row[name])
             for name, ask in self.columns.items()}
            for row in value
        ]

    def __hash__(self) -> int:
        return hash((str(self.label), tuple(self.columns)))

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the list."""
        return {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: ask.schema() for name, ask in self.columns.items()},
                "required": [name for name, ask in self.columns.items() if ask.required],
            },
        }
