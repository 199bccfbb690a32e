"""What one of the two persons states: the same shape of both, so that it can be compared."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bmcalc.formulary.drug_entry import Basis
from bmcalc.formulary.drugs import drug, drugs
from bmcalc.formulary.planned_days import days_of
from bmcalc.formulary.regimen_entry import Line
from bmcalc.formulary.regimens import regimen
from bmcalc.formulary.sequences import stage_of
from bmcalc.orders.order_check import OrderCheckInputs
from bmcalc.orders.plan_for_patient import plans_for, with_plans
from bmcalc.orders.reading.order_entry import KeptLine, kept_of, understood_order
from bmcalc.orders.reading.ordered import BesideLine, Order, Ordered, OtherDrugLine, PastedOrder
from bmcalc.orders.reading.ordered_ask import PastedText
from bmcalc.orders.reading.pasted_order import read_pasted
from bmcalc.orders.reading.plain_text import folded
from bmcalc.orders.reading.planned_input import of_this_phase

OF_THE_BODY: Final = ("sex", "age", "height", "weight", "gfr", "gfr_kind")
"""The patient's facts that are asked again, with the creatinine, which may be a laboratory's."""

OTHER: Final = "other:"
"""What stands before the id, or the written name, of a drug that is not of the formulary."""


@dataclass(frozen=True)
class Stated:
    """One drug of an order. ``ordered`` is None for one that is read and not checked.

    ``drug`` is an id of the formulary, or ``other:`` and ``beside:`` with an id or a written name.
    """

    drug: str
    name: object
    ordered: Ordered | None = None


@dataclass(frozen=True)
class Side:
    """What one person states: by name what is asked once, the order, and the last doses."""

    values: Mapping[str, Any] = field(default_factory=dict)
    order: tuple[Stated, ...] = ()
    last: Mapping[str, datetime.date] = field(default_factory=dict)


@dataclass(frozen=True)
class FirstCheck:
    """The first check: the raw inputs of the order check, and the two identifiers.

    ``inputs`` is the JSON object that the calculator ``order-check`` takes, ``record_number`` and
    ``birth`` (``1974-03``) are the patient's. ``verdicts`` are those that were signed, under
    ``whole`` and under each drug, of several lines the worst; where they are left out the check is
    computed anew.
    """

    inputs: Mapping[str, Any]
    record_number: str
    birth: str
    verdicts: Mapping[str, str] | None = None


def not_checked(line: OtherDrugLine | BesideLine) -> Stated:
    """Return a drug that is read and not checked, by its id or its written name."""
    if isinstance(line, OtherDrugLine):
        return Stated(f"{OTHER}{line.drug or folded(line.written)}", line.name)
    return Stated(f"beside:{line.drug}", line.name)


def stated_in(read: PastedOrder) -> tuple[Stated, ...]:
    """Return every drug that a text orders, those last that nobody checks."""
    lines = [Stated(one.drug, drug(one.drug).name, one.ordered) for one in read.lines]
    beside: list[OtherDrugLine | BesideLine] = [*read.others, *read.beside]
    return (*lines, *(not_checked(one) for one in beside))


def ordered_lines(read: OrderCheckInputs) -> tuple[Stated, ...]:
    """Return every line of an order as it was given, none of them added up."""
    order = read.order
    if order is None:
        return ()
    if isinstance(order, PastedText):
        return stated_in(read_pasted(order.text, drugs()))
    return tuple(
        Stated(name, _name_of(name), one) for name, lines in order.items() for one in lines
    )


def _name_of(identifier: str) -> object:
    return drugs()[identifier].name if identifier in drugs() else identifier


def kept_lines(read: OrderCheckInputs) -> tuple[Order, tuple[KeptLine, ...]]:
    """Return the order that was understood, and its lines that are no dose."""
    assert read.day is not None
    order = understood_order(read.order, read.day)
    return order, kept_of(order)


def side_of_first(first: FirstCheck, read: OrderCheckInputs) -> Side:
    """Return what the first person states of all that is asked again."""
    patient, laboratory = read.patient or {}, read.labs or {}
    values: dict[str, Any] = {
        "record_number": first.record_number, "birth": first.birth,
        "regimen": read.regimen, "cycle": read.cycle, "day": read.day,
    }
    values |= {name: patient[name] for name in OF_THE_BODY if name in patient}
    result = laboratory.get("creatinine")
    values["creatinine"] = patient.get("creatinine") if result is None else result.value
    values["creatinine_on"] = getattr(patient, "dates", {}).get("creatinine") or (
        None if result is None else result.on)
    order = ordered_lines(read)
    values["target_auc"] = target_auc(read, order)
    last = {name: given.on for name, given in (read.last or {}).items()}
    return Side({name: one for name, one in values.items() if one is not None}, order, last)


def target_auc(read: OrderCheckInputs, order: tuple[Stated, ...]) -> Any:
    """Return the AUC that is planned for this day or behind an ordered dose, None for none."""
    if read.regimen is None or read.cycle is None or read.day is None:
        return None
    stage = stage_of(regimen(read.regimen), read.cycle)
    planned = of_this_phase(read.planned or {}, regimen(read.regimen), stage.regimen)
    lines = with_plans(stage.regimen, plans_for(stage.regimen, planned)).lines
    due = _by_auc(lines, stage.cycle, read.day, order)
    return None if due is None else due.dose


def is_auc_asked(side: Side) -> bool:
    """Say whether what one side states plans a drug by AUC, on this day or by ordering it."""
    said = side.values
    if not {"regimen", "cycle", "day"} <= said.keys():
        return False
    stage = stage_of(regimen(said["regimen"]), said["cycle"])
    return _by_auc(stage.regimen.lines, stage.cycle, said["day"], side.order) is not None


def _by_auc(
    lines: Iterable[Line], cycle: int, day: int, order: Iterable[Stated]
) -> Line | None:
    named = {one.drug for one in order}
    return next((
        line for line in lines
        if (day in days_of(line, cycle) or line.drug in named)
        and drug(line.drug).basis is Basis.AUC
    ), None)


def drug_by_auc(chosen: str, cycle: int) -> str | None:
    """Return the drug that a regimen plans by AUC in a cycle; None for none."""
    lines = stage_of(regimen(chosen), cycle).regimen.lines
    return next((one.drug for one in lines if drug(one.drug).basis is Basis.AUC), None)
