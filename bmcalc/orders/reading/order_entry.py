"""What was ordered, drug by drug or as a pasted text, and what was given last."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, TypeAlias

from bmcalc.core.ask import (
    Ask,
    AskChoice,
    AskDate,
    AskFlag,
    AskMap,
    AskObject,
    AskQuantity,
    AskText,
    Span,
)
from bmcalc.core.problems import Rejected
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drugs
from bmcalc.orders.reading.order_words import days_in
from bmcalc.orders.reading.pasted_order import NotUnderstood, PastedLine, read_pasted

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
}
ROUTE = AskChoice(label=_("Route"), options=ROUTE_NAMES)


@dataclass(frozen=True)
class Ordered:
    """One ordered dose. ``days`` are the days of the cycle for which it was written."""

    dose: Term
    route: str | None = None
    days: tuple[int, ...] = ()
    per_day: bool = False


@dataclass(frozen=True)
class Order:
    """Everything that was ordered. Pasted lines that were not understood are kept.

    ``unread`` are the drugs that are ordered with a dose that could not be read.
    """

    doses: Mapping[str, Ordered] = field(default_factory=dict)
    not_understood: tuple[NotUnderstood, ...] = ()
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True)
class LastDose:
    """When a drug was given last, and how much where that is known."""

    on: datetime.date
    dose: Term | None = None


@dataclass(frozen=True, kw_only=True)
class AskDays(Ask):
    """Asks for days of a cycle, as ``[1, 8]`` or ``"1-21"``."""

    kind: ClassVar[str] = "days"

    def read(self, raw: object) -> tuple[int, ...]:
        """Return the days; ``E_TYPE`` for anything but days from 1 to 366."""
        days = days_in(raw) if isinstance(raw, str) else raw
        if (
            not isinstance(days, (list, tuple)) or not days
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
        return {"anyOf": [{"type": "array", "items": {"type": "integer", "minimum": 1}},
                          {"type": "string", "examples": ["1-21"]}]}


_ORDERED = AskObject(
    label=DOSE.label,
    fields={
        "dose": DOSE.but(required=True), "route": ROUTE, "days": AskDays(label=_("Days")),
        "per_day": AskFlag(label=_("Dose per day")),
    },
)


@dataclass(frozen=True, kw_only=True)
class AskOrdered(Ask):
    """Asks for one ordered dose: ``"515 mg"``, or an object with its route and days."""

    kind: ClassVar[str] = "ordered"

    def read(self, raw: object) -> Ordered:
        """Return the ordered dose; refuses as the question of a dose does."""
        if isinstance(raw, Ordered):
            return raw
        if isinstance(raw, Mapping):
            read = _ORDERED.read(raw)
            return Ordered(read["dose"], read.get("route"), read.get("days", ()),
                           read.get("per_day", False))
        return Ordered(DOSE.read(raw))

    def written(self, value: Ordered) -> object:
        """Return the ordered dose as the contract writes it."""
        if value.route is None and not value.days and not value.per_day:
            return DOSE.written(value.dose)
        written: dict[str, Any] = {"dose": DOSE.written(value.dose)}
        if value.route is not None:
            written["route"] = value.route
        if value.days:
            written["days"] = list(value.days)
        if value.per_day:
            written["per_day"] = True
        return written

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema: the dose alone, or an object."""
        return {"anyOf": [DOSE.schema(), _ORDERED.schema()]}


_TYPED = AskMap(label=_("Order"), each=AskOrdered(label=DOSE.label))
_PASTED = AskText(label=_("Order"), longest=20_000)


@dataclass(frozen=True)
class PastedText:
    """A pasted order, read once the regimen is known."""

    text: str


OrderInput: TypeAlias = Mapping[str, Ordered] | PastedText


@dataclass(frozen=True, kw_only=True)
class AskOrder(Ask):
    """Asks for the order: a map of drugs, or a pasted text with one drug a line."""

    kind: ClassVar[str] = "order"

    def read(self, raw: object) -> OrderInput:
        """Return the doses by drug, or the text that was pasted."""
        return PastedText(_PASTED.read(raw)) if isinstance(raw, str) else _TYPED.read(raw)

    def written(self, value: OrderInput) -> object:
        """Return the order as the contract writes it."""
        return value.text if isinstance(value, PastedText) else _TYPED.written(value)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema: a map of drugs, or a text."""
        return {"anyOf": [_TYPED.schema(), _PASTED.schema()]}


_LAST = AskObject(
    label=_("Last dose"),
    fields={"on": AskDate(label=_("Date of the last dose"), required=True), "dose": DOSE},
)


@dataclass(frozen=True, kw_only=True)
class AskLastDose(Ask):
    """Asks when a drug was given last: a date, or an object with the dose."""

    kind: ClassVar[str] = "last_dose"

    def read(self, raw: object) -> LastDose:
        """Return the last dose; ``E_DATE`` for no date."""
        if isinstance(raw, Mapping):
            read = _LAST.read(raw)
            return LastDose(read["on"], read.get("dose"))
        return LastDose(_LAST.fields["on"].read(raw))

    def written(self, value: LastDose) -> dict[str, Any]:
        """Return the last dose as the contract writes it."""
        written: dict[str, Any] = {"on": value.on.isoformat()}
        if value.dose is not None:
            written["dose"] = DOSE.written(value.dose)
        return written

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema: an object with the date and, where known, the dose."""
        return _LAST.schema()


LAST_DOSES = AskMap(
    label=_("Last doses"), each=AskLastDose(label=_("Last dose")), names=lambda: drugs().keys()
)


def understood_order(given: OrderInput | None, expected: Mapping[str, object], day: int) -> Order:
    """Return what was ordered for a day; of a pasted text only what was understood.

    A drug that stands on several lines is taken from the line of this day; where that is not one
    line, its lines are handed back as not understood.
    """
    if given is None:
        return Order()
    if not isinstance(given, PastedText):
        return Order(given)
    pasted = read_pasted(given.text, drugs(), expected)
    by_drug: dict[str, list[PastedLine]] = {}
    for line in pasted.lines:
        by_drug.setdefault(line.drug, []).append(line)
    doses: dict[str, Ordered] = {}
    strange = list(pasted.not_understood)
    for drug, lines in by_drug.items():
        chosen = [line for line in lines if day in line.days] if len(lines) > 1 else lines
        if len(chosen) == 1:
            line = chosen[0]
            days = tuple(sorted({one for each in lines for one in each.days}))
            doses[drug] = Ordered(line.dose, line.route, days, line.per_day)
        else:
            reason = _("This drug stands on several lines.")
            strange.extend(NotUnderstood(line.number, line.text, reason) for line in lines)
    return Order(doses, tuple(sorted(strange, key=lambda one: one.number)))


