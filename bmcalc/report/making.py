"""How a dose is made ready, in the words and digits that paper takes from the check."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from bmcalc.core.term import show
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drugs import drug
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.reading.fluids import fluid_names
from bmcalc.orders.reading.ordered_ask import ROUTE_NAMES
from bmcalc.orders.schedule.due_lines import Due
from bmcalc.orders.supply.running import rate
from bmcalc.orders.supply.supply_of_dose import Making
from bmcalc.orders.supply.supply_values import line_values, quantity

NOTHING: Final = "–"
_SLOW: Final = 10
"""Below so many mL an hour the first decimal is shown."""


def shown(term: Any, decimals: int | None = 1) -> str:
    """Return a quantity as the contract shows it; nothing for none."""
    value = quantity(term, decimals)
    return "" if value is None else value["display"]


def names_of(line: OrderLine) -> tuple[str, str]:
    """Return the name of a drug in the language of the moment, and in the other one.

    The second is empty for a drug of which one name alone is known.
    """
    name = line.name
    first = str(name)
    both = {getattr(name, "english", first), getattr(name, "chinese", first)} - {first}
    return first, next(iter(both), "")


def is_idle(line: OrderLine) -> bool:
    """Say whether nobody expects the drug on this day, and nobody ordered it."""
    return line.order is None and line.due is not None and line.due.due is Due.NOT_TODAY


def route_of(line: OrderLine) -> str:
    """Return by which route it is given, as the order says or else the plan; empty if neither."""
    said = None if line.order is None else line.order.route
    route = said or (None if line.due is None else line.due.line.route)
    return "" if route is None else str(ROUTE_NAMES[route])


def vials_of(line: OrderLine, making: Making) -> Iterator[str]:
    """Give the vials or tablets, the volume to draw and what is left over, a line each."""
    plan, run = line.vials, line.supply.run
    if plan is None or making is Making.NONE:
        return
    if making.mark:
        yield f"[{making.mark}]"
    yield " + ".join(str(pick) for pick in plan.picks)
    if line.supply.is_swallowed:
        if run is not None and run.doses > 1:
            yield str(_("{days} days: {pieces}", days=run.days, pieces=plan.times(run.doses)))
        return
    parts: list[object] = []
    if line.volume is not None:
        parts.append(shown(line.volume, 2))
    if plan.multi_dose:
        parts.append(_("multi-dose vial"))
    elif line.waste is not None:
        parts.append(_("left over {dose}", dose=show(line.waste, 1, trim=True))
                     if line.waste.settled else _("nothing left over"))
    yield str(Joined(parts, " · "))


def diluents_of(line: OrderLine) -> tuple[str, ...]:
    """Return the fluids in which a dose may be diluted: the ordered one, or those of the text."""
    said = None if line.order is None else line.order.diluent
    if said is not None:
        return (str(fluid_names()[said]),)
    how = line.supply.preparation
    return () if how is None or how.undiluted else tuple(str(one.label) for one in how.diluents)


def is_undiluted(line: OrderLine) -> bool:
    """Say whether the text gives it undiluted."""
    how = line.supply.preparation
    return how is not None and how.undiluted


def diluent_in_words(line: OrderLine, making: Making) -> str:
    """Return the diluent with the volume of its bag, or that there is none, or by mouth."""
    if making is Making.NONE:
        return ""
    if line.supply.is_swallowed or is_undiluted(line):
        words = [route_of(line)] + ([] if line.supply.is_swallowed else [str(_("not diluted"))])
        return str(Joined([one for one in words if one]))
    fluids = str(Joined(list(diluents_of(line)), _(" or ")))
    bag = "" if line.supply.bag is None else shown(line.supply.bag.volume, None)
    return " ".join(part for part in (fluids, bag) if part)


def final_concentration(line: OrderLine) -> str:
    """Return the final concentration with the digits that agree with the label's range."""
    found = line_values(line.supply)["supply"]["concentration"]
    return "" if found is None else str(found["display"])


def given_in_words(line: OrderLine) -> str:
    """Return the route, how long a dose runs and how much runs in an hour, as far as known."""
    parts = [route_of(line), shown(line.supply.minutes, None)]
    hourly = rate(line.supply)
    if hourly is not None:
        parts.append(show(hourly, 0 if hourly.magnitude >= _SLOW else 1))
    return " · ".join(part for part in parts if part)


def handling_of(line: OrderLine) -> str:
    """Return the words of the formulary about making ready and keeping; empty for none."""
    texts: list[object] = []
    if line.supply.preparation is not None:
        texts.append(line.supply.preparation.text)
    if line.due is not None:
        texts += [kept.text for kept in drug(line.drug).keeping]
    return str(Joined(list(dict.fromkeys(texts)), " "))
