"""What is made ready, as the JSON contract writes it."""

from __future__ import annotations

from typing import Any

from bmcalc.core.numbers import plain
from bmcalc.core.rounding import decimals_against, is_small_dose
from bmcalc.core.term import Term, show
from bmcalc.formulary.drugs import Infusion, Preparation
from bmcalc.orders.supply.preparation import Range
from bmcalc.orders.supply.supply_of_dose import Supply
from bmcalc.orders.supply.vials import VialPlan


def quantity(term: Term | None, decimals: int | None = 1) -> dict[str, str] | None:
    """Return a quantity as the JSON contract writes it, shown with so many decimals at most.

    A dose of a few milligrams is shown with one more: 2.27 mg of eribulin is not 2.3.
    """
    if term is None:
        return None
    if decimals == 1 and is_small_dose(term):
        decimals = 2
    return {
        "value": plain(term.magnitude), "unit": term.unit.key,
        "display": show(term, decimals, trim=True),
    }


def line_values(supply: Supply) -> dict[str, Any]:
    """Return the keys of a line that tell how it is made ready; every one null where it is not."""
    plan = supply.vials
    vials, volume, bag = _vials(plan), quantity(supply.volume, 2), _bag(supply)
    waste = quantity(supply.waste)
    return {
        "vials": vials,
        "fewest_vials": _vials(supply.fewest),
        "volume": volume,
        "waste": waste,
        "waste_percent": quantity(None if plan is None else plan.waste_percent),
        "bag": bag,
        "minutes": quantity(supply.minutes, None),
        "preparation": _text_of(supply.preparation),
        "infusion": _text_of(supply.infusion),
        "supply": {
            "state": supply.state.value,
            "dose": quantity(supply.dose, None),
            "vials": vials,
            "volume": volume,
            "bag": bag,
            "concentration": _concentration(supply),
            "waste": waste,
            "tablets": _tablets(supply),
        },
    }


def _text_of(entry: Preparation | Infusion | None) -> object:
    return None if entry is None else entry.text


def _bag(supply: Supply) -> dict[str, str] | None:
    return None if supply.bag is None else quantity(supply.bag.volume, None)


def _concentration(supply: Supply) -> dict[str, str] | None:
    """Return the final concentration with the digits that agree with the label's range."""
    final, how = supply.concentration, supply.preparation
    if final is None:
        return None
    allowed = Range(None, None) if how is None else Range(
        how.lowest_concentration, how.highest_concentration
    )
    return quantity(final, decimals_against(final, allowed.limits(), 2))


def _vials(plan: VialPlan | None) -> list[dict[str, Any]] | None:
    if plan is None:
        return None
    return [
        {
            "strength": quantity(pick.presentation.strength, None), "count": pick.count,
            "form": pick.presentation.form, "multi_dose": pick.presentation.multi_dose,
        }
        for pick in plan.picks
    ]


def _tablets(supply: Supply) -> list[dict[str, Any]] | None:
    """Return the pieces of one dose and of the run; the run's are null where it is not known."""
    run = supply.run
    if supply.vials is None or not supply.is_swallowed:
        return None
    return [
        {
            "strength": quantity(pick.presentation.strength, None),
            "form": pick.presentation.form, "count": pick.count,
            "days": None if run is None else run.days,
            "count_of_run": None if run is None else pick.count * run.doses,
        }
        for pick in supply.vials.picks
    ]
