"""Questions for numbers: with a unit, whole, or plain."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from bmcalc.core.ask.question import NOTHING, Ask, Unset
from bmcalc.core.ask.span import Span, range_text
from bmcalc.core.numbers import plain
from bmcalc.core.problems import Rejected
from bmcalc.core.reading import is_short, read_number, read_quantity
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.core.units import Unit, unit


class AskQuantity(Ask):
    """Asks for a number with a unit; read as a :class:`Term` in the unit that was typed.

    ``refused`` says of a unit that is not offered what must be done with it first.
    """

    spans: tuple[Span, ...]
    decimals: int = 2
    refused: Mapping[str, object] = NOTHING
    limits_source: str = "plausibility-limits"
    kind = "quantity"

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
            raise Rejected("E_TYPE", _("This is not a plain number."))
        span = self.span_of(typed)
        if span is None:
            raise Rejected("E_UNIT", self.refused.get(typed.key) or _(
                "{unit} is not a unit of this field. Offered: {units}.",
                unit=typed.label, units=self._units(),
            ))
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


class AskInteger(Ask):
    """Asks for a whole number, such as an age in years or a pain score."""

    low: int
    high: int | None
    usual: tuple[int | None, int | None] = (None, None)
    slip: tuple[int | None, int | None] | None = None
    suffix: object = ""
    limits_source: str = "plausibility-limits"
    kind = "integer"

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

    def is_slip(self, value: int) -> bool:
        """Say whether the number is likely a slip of the keyboard."""
        low, high = self.unlikely
        return (low is not None and value < low) or (high is not None and value > high)

    @property
    def unlikely(self) -> tuple[int | None, int | None]:
        """The limits outside which a number is likely a slip."""
        return self.usual if self.slip is None else self.slip

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the whole number."""
        highest = {} if self.high is None else {"maximum": self.high}
        return {"type": "integer", "minimum": self.low, **highest}


def _exact(raw: object) -> Decimal:
    if isinstance(raw, bool):
        raise Rejected("E_TYPE", _("This is not a plain number."))
    if isinstance(raw, str):
        number, rest = read_number(raw)
        if rest:
            raise Rejected("E_TYPE", _("Enter a number alone, without a unit."))
        return number
    if isinstance(raw, (int, float, Decimal)):
        number = Decimal(repr(raw)) if isinstance(raw, float) else Decimal(raw)
        if is_short(number):
            return number
    raise Rejected("E_TYPE", _("This is not a plain number."))


class AskNumber(Ask):
    """Asks for a plain decimal number without a unit, such as a count of fractions' α/β."""

    low: str | None = None
    high: str | None = None
    above: bool = False
    kind = "number"

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
        """Return the JSON Schema: a number or a decimal string.

        A limit that is no whole number stands exactly as text, under ``x-minimum`` or
        ``x-maximum``, and as the next whole number outside it.
        """
        lowest = "exclusiveMinimum" if self.above else "minimum"
        return {
            "type": ["number", "string"],
            **_limit(lowest, "x-minimum", self.low, ROUND_FLOOR),
            **_limit("maximum", "x-maximum", self.high, ROUND_CEILING),
        }


def _limit(name: str, exact: str, limit: str | None, outwards: str) -> dict[str, int | str]:
    if limit is None:
        return {}
    whole = int(Decimal(limit).to_integral_value(outwards))
    return {name: whole} if whole == Decimal(limit) else {name: whole, exact: limit}
