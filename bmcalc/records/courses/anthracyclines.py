"""Anthracyclines before a course as the order check asks for them.

The order check adds the earlier cycles of its own course as they were planned, in full. What is
added here is what it cannot know: doses of other courses in the records, and what was given above
the plan in this one. Released doses that nobody confirmed count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, localcontext
from typing import Any

from bmcalc.core.numbers import CONTEXT
from bmcalc.core.work import Work
from bmcalc.orders.anthracyclines_of_order import planned_before
from bmcalc.orders.check_order import settled
from bmcalc.orders.order_check import CALCULATOR
from bmcalc.records.checks.giving import plain
from bmcalc.records.courses.course import NONE, UNKNOWN, Before, Course
from bmcalc.records.courses.given_before import Treatment
from bmcalc.rules.entered import question
from bmcalc.rules.tables.anthracyclines import anthracycline_table

_DIGITS = Decimal("0.000001")


def history_of(course: Course, others: Iterable[Before], treatments: Iterable[Treatment],
               target: Mapping[str, Any]) -> Any:
    """Return ``anthracycline_history`` for the next input of a course: "none", "unknown", rows.

    ``others`` is what was told before the other courses of the patient; ``target`` is the input
    to be, with its regimen, cycle and day.
    """
    told = course.before.anthracyclines
    if told == UNKNOWN:
        return UNKNOWN
    with localcontext(CONTEXT):
        rows = told_by_drug(told)
        for other in others:
            for drug, amount in told_by_drug(other.anthracyclines).items():
                rows[drug] = max(amount, rows.get(drug, Decimal(0)))
        here: dict[str, Decimal] = {}
        place = target["cycle"], target["day"]
        for treatment in treatments:
            is_own = treatment.check.course == course.id
            if is_own and treatment.place >= place:
                continue
            into = here if is_own else rows
            for drug, given in per_area(treatment):
                if given is None:
                    return UNKNOWN
                into[drug] = into.get(drug, Decimal(0)) + given
        counted = _counted_by_the_check(target) if here else {}
        for drug, amount in here.items():
            above = amount - counted.get(drug, Decimal(0))
            if above > _DIGITS:
                rows[drug] = rows.get(drug, Decimal(0)) + above
        return [
            {"drug": drug, "dose_per_bsa": f"{plain(amount.quantize(_DIGITS))} mg/m^2"}
            for drug, amount in rows.items()
        ] or NONE


def told_by_drug(history: Any) -> dict[str, Decimal]:
    """Return what was told, added up by drug in mg/m²; nothing for none and for unknown."""
    read = question("anthracycline_history").read(history)
    found: dict[str, Decimal] = {}
    if isinstance(read, list):
        for row in read:
            amount = row["dose_per_bsa"].to("mg/m^2").magnitude
            found[row["drug"]] = found.get(row["drug"], Decimal(0)) + amount
    return found


def per_area(treatment: Treatment) -> Iterator[tuple[str, Decimal | None]]:
    """Give the anthracyclines of a treatment in mg/m²; None where the area is not known."""
    bsa = treatment.version.shown.bsa
    for dose in treatment.doses:
        if dose.drug in anthracycline_table().agents:
            yield dose.drug, None if bsa is None else Decimal(dose.mg) / Decimal(bsa)


def _counted_by_the_check(target: Mapping[str, Any]) -> dict[str, Decimal]:
    """Return what the order check itself adds for the earlier cycles of the course, in mg/m²."""
    asked = ("regimen", "cycle", "day", "planned", "policy")
    read, problems = CALCULATOR.read({name: target[name] for name in asked if name in target})
    if problems:
        return {}
    situation, _lines = settled(read, Work())
    planned = planned_before(situation.regimen, situation.cycle, situation.day)
    return {drug: dose.to("mg/m^2").magnitude for drug, dose in planned.items()}
