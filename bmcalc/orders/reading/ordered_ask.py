"""The questions for an order: every field of a line is read, or refused with its path."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from bmcalc.core.ask import (
    Ask,
    AskChoice,
    AskFlag,
    AskInteger,
    AskMap,
    AskObject,
    AskQuantity,
    AskText,
    OptionsOnDemand,
    Span,
)
from bmcalc.core.problems import Problem, Rejected, RejectedParts
from bmcalc.core.texts import _
from bmcalc.orders.reading.fluids import fluid_names
from bmcalc.orders.reading.ordered import Ordered
from bmcalc.orders.reading.plain_text import MOST_CHARACTERS, refuse_too_long
from bmcalc.orders.reading.typed_line import TypedLine, laid_over

DOSE = AskQuantity(
    label=_("Ordered dose"), symbol=_("ordered dose"), decimals=1,
    spans=(
        Span("mg", hard=("0", "20000"), above=True),
        Span("g", hard=("0", "20"), above=True),
    ),
)
ROUTE_NAMES: Final[dict[str, object]] = {
    "iv": _("intravenous"), "sc": _("subcutaneous"), "im": _("intramuscular"),
    "po": _("by mouth"), "td": _("through the skin"),
    "iv_push": _("as an intravenous push"), "intrathecal": _("intrathecal"),
    "intraperitoneal": _("into the peritoneum"), "intrapleural": _("into the pleura"),
    "intravitreal": _("into the eye"), "intravesical": _("into the bladder"),
    "intra_arterial": _("into an artery"), "intradermal": _("into the skin"),
    "inhaled": _("inhaled"), "rectal": _("rectal"), "local": _("locally"),
}
"""Every route that an order may state; most of them no drug here has."""

MOST_LINES_OF_A_DRUG: Final = 20
MOST_DAYS: Final = 366
_LONGEST_DAYS: Final = 200
_DAYS: Final = re.compile(
    r"\s*d?[0-9]{1,3}(?:\s*-\s*d?[0-9]{1,3})?(?:\s*,\s*d?[0-9]{1,3}(?:\s*-\s*d?[0-9]{1,3})?)*\s*"
)


class AskDays(Ask):
    """Asks for days of a cycle, as ``[1, 8]`` or ``"1-21"``."""

    kind = "days"

    def read(self, raw: object) -> tuple[int, ...]:
        """Return the days; ``E_TYPE`` for anything but days from 1 to 366."""
        days = _days_of(raw) if isinstance(raw, str) else raw
        if (
            not isinstance(days, (list, tuple)) or not 1 <= len(days) <= MOST_DAYS
            or not all(type(day) is int and 1 <= day <= 366 for day in days)
        ):
            raise Rejected(
                "E_TYPE", _("Days are a list such as [1, 8] or a range such as \"1-21\".")
            )
        return tuple(days)

    def written(self, value: tuple[int, ...]) -> list[int]:
        """Return the days as the contract writes them."""
        return list(value)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the days."""
        day = {"type": "integer", "minimum": 1, "maximum": 366}
        return {"anyOf": [
            {"type": "array", "items": day, "minItems": 1, "maxItems": MOST_DAYS},
            {"type": "string", "maxLength": _LONGEST_DAYS, "examples": ["1-21"]},
        ]}


def _days_of(text: str) -> object:
    from bmcalc.orders.reading.times import days_in, runs_back  # seldom: most days are a list

    short = len(text) <= _LONGEST_DAYS
    return days_in(text) if short and _DAYS.fullmatch(text) and not runs_back(text) else ()


_ORDERED = AskObject(
    label=DOSE.label,
    fields={
        "dose": DOSE.but(required=True),
        "route": AskChoice(label=_("Route"), options=ROUTE_NAMES),
        "times_per_day": AskInteger(label=_("Times a day"), low=1, high=24),
        "times_per_week": AskInteger(label=_("Times a week"), low=1, high=7),
        "days": AskDays(label=_("Days")),
        "cycle_days": AskInteger(label=_("Repeated after days"), low=1, high=366),
        "infusion": AskQuantity(
            label=_("Infusion time"), spans=(Span("min", hard=("0", "10080"), above=True),
                                             Span("h", hard=("0", "168"), above=True)),
        ),
        "diluent": AskChoice(label=_("Diluent"), options=OptionsOnDemand(fluid_names)),
        "volume": AskQuantity(
            label=_("Volume"), spans=(Span("mL", hard=("0", "5000"), above=True),),
        ),
        "per_day": AskFlag(label=_("Dose per day")),
    },
)
_FIELDS: Final = tuple(_ORDERED.fields)


def _is_said(given: object) -> bool:
    """Say whether a field of a line holds anything: no days and «not per day» say nothing."""
    return bool(given) if isinstance(given, (bool, tuple)) else given is not None


class AskOrdered(Ask):
    """Asks for one ordered dose: ``"515 mg"``, or an object with its route, days and so on."""

    kind = "ordered"

    def read(self, raw: object) -> Ordered:
        """Return the ordered dose; refuses as the question of each field does."""
        if isinstance(raw, Ordered):
            return raw
        if isinstance(raw, TypedLine):
            return self._typed(raw)
        if isinstance(raw, Mapping):
            read = _ORDERED.read(raw)
            infusion = read.get("infusion")
            if infusion is not None:
                read["infusion"] = infusion.to("min")
            return Ordered(**read)
        return Ordered(dose=DOSE.read(raw))

    def _typed(self, line: TypedLine) -> Ordered:
        """Return a typed line with what stood there before and was not typed over."""
        typed, over = line.read(), line.over
        if over is None:
            return typed
        below = self.read({**over, "dose": typed.dose}) if isinstance(over, Mapping) else over
        return laid_over(typed, below)

    def written(self, value: Ordered) -> object:
        """Return the ordered dose as the contract writes it."""
        written: dict[str, Any] = {}
        for name in _FIELDS:
            given = getattr(value, name)
            if given is not None and _is_said(given):
                written[name] = _ORDERED.fields[name].written(given)
        return written["dose"] if written.keys() == {"dose"} else written

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema: the dose alone, or an object."""
        return {"anyOf": [DOSE.schema(), _ORDERED.schema()]}


class AskOrderedLines(Ask):
    """Asks for the lines of one drug: one dose, or a list where the drug stands twice."""

    each: AskOrdered
    kind = "ordered_lines"

    def read(self, raw: object) -> tuple[Ordered, ...]:
        """Return the lines; a fault in a list is named with the place of its line."""
        if not isinstance(raw, (list, tuple)):
            return (self.each.read(raw),)
        if not 1 <= len(raw) <= MOST_LINES_OF_A_DRUG:
            raise Rejected("E_RANGE", _("A drug stands on 1 to {limit} lines.",
                                        limit=MOST_LINES_OF_A_DRUG))
        read: list[Ordered] = []
        faults: list[Problem] = []
        for place, one in enumerate(raw):
            try:
                read.append(self.each.read(one))
            except Rejected as rejected:
                faults.extend(rejected.under(str(place), self.each.label))
        if faults:
            raise RejectedParts(faults)
        return tuple(read)

    def written(self, value: tuple[Ordered, ...]) -> object:
        """Return the lines as the contract writes them."""
        lines = [self.each.written(one) for one in value]
        return lines[0] if len(lines) == 1 else lines

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema: one line, or a list of lines."""
        one = self.each.schema()
        return {"anyOf": [*one["anyOf"], {"type": "array", "items": one, "minItems": 1,
                                            "maxItems": MOST_LINES_OF_A_DRUG}]}


_TYPED = AskMap(
    label=_("Order"), each=AskOrderedLines(label=DOSE.label, each=AskOrdered(label=DOSE.label))
)
_PASTED = AskText(label=_("Order"), longest=MOST_CHARACTERS)


@dataclass(frozen=True)
class PastedText:
    """A pasted order, read once the day is known."""

    text: str


OrderInput: TypeAlias = Mapping[str, tuple[Ordered, ...]] | PastedText


class AskOrder(Ask):
    """Asks for the order: a map of drugs, or a pasted text."""

    kind = "order"

    def read(self, raw: object) -> OrderInput:
        """Return the lines by drug, or the text that was pasted; ``E_RANGE`` for a longer one."""
        if isinstance(raw, str):
            text = _PASTED.read(raw)
            refuse_too_long(text)
            return PastedText(text)
        return _TYPED.read(raw)

    def written(self, value: OrderInput) -> object:
        """Return the order as the contract writes it."""
        return value.text if isinstance(value, PastedText) else _TYPED.written(value)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema: a map of drugs, or a text."""
        return {"anyOf": [_TYPED.schema(), _PASTED.schema()]}
