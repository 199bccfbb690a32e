"""What was ordered for one day, drug by drug or as a pasted text, and what was given last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from bmcalc.calculators.chemotherapy.bsa_dose import REDUCTION
from bmcalc.calculators.questions.patient_fields import WEIGHT
from bmcalc.core.ask import Ask, AskChoice, AskDate, AskMap, AskObject
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drugs import drugs
from bmcalc.orders.reading.ordered import (
    BesideLine,
    Discontinued,
    LastDose,
    NotUnderstood,
    Order,
    Ordered,
    OtherDrugLine,
    PastedOrder,
    ToldLine,
)
from bmcalc.orders.reading.ordered_ask import DOSE, ROUTE_NAMES, AskOrder, OrderInput, PastedText

__all__ = [
    "DOSE", "LAST_DOSES", "LAST_REASON", "ROUTE_NAMES", "AskLastDose", "AskOrder", "KeptLine",
    "LastDose", "Order", "OrderInput", "Ordered", "PastedText", "kept_of", "order_of",
    "understood_order", "with_kept",
]

LAST_REASON = AskChoice(
    label=_("Why the last dose was reduced"),
    options={
        "toxicity": _("for toxicity"), "low_start": _("started low, such as for DPYD"),
        "other": _("for another reason"), "unknown": _("not known"),
    },
)
_LAST = AskObject(
    label=_("Last dose"),
    fields={
        "on": AskDate(label=_("Date of the last dose"), required=True), "dose": DOSE,
        "weight": WEIGHT.but(label=_("Weight behind the last dose")),
        "percent": REDUCTION.but(label=_("Reduction of the last dose")),
        "reason": LAST_REASON,
    },
)


class AskLastDose(Ask):
    """Asks when a drug was given last: a date, or an object with the dose."""

    kind = "last_dose"

    def read(self, raw: object) -> LastDose:
        """Return the last dose; ``E_DATE`` for no date."""
        if isinstance(raw, Mapping):
            read = _LAST.read(raw)
            return LastDose(**read)
        return LastDose(_LAST.fields["on"].read(raw))

    def written(self, value: LastDose) -> dict[str, Any]:
        """Return the last dose as the contract writes it."""
        return {
            name: _LAST.fields[name].written(part) for name in _LAST.fields
            if (part := getattr(value, name)) is not None
        }

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema: the date, or an object with it and, where known, the dose."""
        return {"anyOf": [_LAST.fields["on"].schema(), _LAST.schema()]}


LAST_DOSES = AskMap(
    label=_("Last doses"), each=AskLastDose(label=_("Last dose")), names=lambda: drugs().keys()
)


def understood_order(given: OrderInput | None, day: int) -> Order:
    """Return what was ordered for a day; of a pasted text only what was understood."""
    if given is None:
        return Order()
    if not isinstance(given, PastedText):
        return order_of(given, day)
    from bmcalc.orders.reading.pasted_order import read_pasted  # for a text alone

    return order_of_text(read_pasted(given.text, drugs()), day)


def order_of_text(pasted: PastedOrder, day: int) -> Order:
    """Return the order of a day from a pasted text that was read, with what it left open."""
    lines: dict[str, list[Ordered]] = {}
    for line in pasted.lines:
        lines.setdefault(line.drug, []).append(line.ordered)
    return replace(
        order_of(lines, day), not_understood=pasted.not_understood,
        discontinued=pasted.discontinued, others=pasted.others, beside=pasted.beside,
        told=pasted.told, unread=_named_in(pasted.not_understood), pasted=True,
    )


def order_of(lines: Mapping[str, Sequence[Ordered]], day: int) -> Order:
    """Return the order of a day from every line of each drug.

    A drug that stands on several lines with different days is taken from the line of this day;
    else its lines are one order of their sum, and each of them is kept.
    """
    doses: dict[str, Ordered] = {}
    twice: dict[str, tuple[Ordered, ...]] = {}
    for drug, ordered in lines.items():
        of_today = list(ordered)
        if len(of_today) > 1 and _on_different_days(of_today):
            of_today = [one for one in of_today if day in one.days] or of_today[:1]
        doses[drug] = of_today[0]
        if len(of_today) > 1:
            twice[drug] = tuple(of_today)
            doses[drug] = _together(of_today)
        elif len(ordered) > 1:
            days = tuple(sorted({one for each in ordered for one in each.days}))
            doses[drug] = replace(
                of_today[0], days=days,
                doubts=(*of_today[0].doubts, *_of_other_days(of_today[0], ordered)),
            )
    return Order(doses, twice)


def _of_other_days(today: Ordered, ordered: Sequence[Ordered]) -> Iterator[object]:
    """Give what must be confirmed of the lines for other days: each is checked on its own day.

    A line that orders the same as today's is judged with it.
    """
    for one in ordered:
        if one is today:
            continue
        yield from one.doubts
        if replace(one, days=(), dates=(), doubts=(), notes=(), text="", product=None) != replace(
            today, days=(), dates=(), doubts=(), notes=(), text="", product=None
        ):
            yield _(
                "The line for day {days} orders something else than today's, {dose}: it is not "
                "checked here.", days=Joined(list(one.days)), dose=one.dose,
            )


def _on_different_days(ordered: Sequence[Ordered]) -> bool:
    """Say whether every line names its days and no day stands on two lines."""
    named = [day for one in ordered for day in one.days]
    return all(one.days for one in ordered) and len(named) == len(set(named))


def _together(ordered: Sequence[Ordered]) -> Ordered:
    """Return several lines of one day as one: their sum, and what all of them say alike."""
    total = sum((one.dose.to("mg") for one in ordered[1:]), ordered[0].dose.to("mg"))
    first = ordered[0]
    differing: dict[str, Any] = {
        name: None for name in ("times_per_day", "times_per_week", "cycle_days", "duration_days",
                                "infusion", "diluent", "volume", "phase", "cycle")
        if len({getattr(one, name) for one in ordered}) > 1
    }
    return replace(
        first, dose=total.named(_("ordered dose")), **differing, product=None,
        route=_worst_route(ordered), per_day=any(one.per_day for one in ordered),
        as_needed=any(one.as_needed for one in ordered), basis=None, size=None,
        days=tuple(sorted({day for one in ordered for day in one.days})),
        doubts=tuple(doubt for one in ordered for doubt in one.doubts),
    )


def _worst_route(ordered: Sequence[Ordered]) -> str | None:
    """Return the route of all lines, and of several the one that is least usual."""
    known = list(ROUTE_NAMES)
    return max((one.route for one in ordered if one.route is not None), key=known.index,
               default=None)


KeptLine: TypeAlias = NotUnderstood | Discontinued | OtherDrugLine | BesideLine | ToldLine
"""A line of a pasted order that is no dose and still stands."""


def kept_of(order: Order) -> tuple[KeptLine, ...]:
    """Return the lines of an order that are no dose, as they stand in the text."""
    kept: list[KeptLine] = [
        *order.not_understood, *order.discontinued, *order.others, *order.beside,
        *(one for one in order.told if one.said is not None),
    ]
    return tuple(sorted(kept, key=lambda one: one.number))


def with_kept(order: Order, kept: Sequence[KeptLine], unread: frozenset[str]) -> Order:
    """Return an order with lines of a pasted one that are no dose."""
    if not (kept or unread or order.not_understood):
        return order
    strange = (*order.not_understood,
               *(one for one in kept if isinstance(one, NotUnderstood)))
    return replace(
        order, not_understood=strange, unread=unread | order.unread | _named_in(strange),
        discontinued=(*order.discontinued,
                      *(one for one in kept if isinstance(one, Discontinued))),
        others=(*order.others, *(one for one in kept if isinstance(one, OtherDrugLine))),
        beside=(*order.beside, *(one for one in kept if isinstance(one, BesideLine))),
        told=(*order.told, *(one for one in kept if isinstance(one, ToldLine))),
    )


def _named_in(lines: Iterable[NotUnderstood]) -> frozenset[str]:
    return frozenset(drug for line in lines for drug in line.drugs)
