"""What was really given, drug by drug and day by day, or why it was not."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from bmcalc.core.problems import Rejected
from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drugs
from bmcalc.orders.reading.ordered_ask import DOSE
from bmcalc.records.checks.case import Case, day_of
from bmcalc.records.checks.check import DoseGiven
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.kinds import Kind


def dose_given(drug: str, on: str, dose: str) -> DoseGiven:
    """Return a dose as the records keep it, from one such as ``"120 mg"`` or ``"2 g"``.

    :class:`RecordsFault` for what is no dose.
    """
    try:
        read = DOSE.read(dose).to("mg")
    except Rejected as rejected:
        raise RecordsFault(_("{drug}: {text}", drug=Case.name(drug),
                             text=rejected.text)) from rejected
    return DoseGiven(drug, on, plain(read.magnitude))


def plain(number: Decimal) -> str:
    """Return a number without an exponent and without zeros at its end."""
    return format(number.normalize(), "f")


def given_problems(case: Case) -> Iterator[object]:
    """Give what is wrong with what was given, or not given."""
    doses: list[Mapping[str, Any]] = list(case.body.get("doses") or ())
    not_given: Mapping[str, str] = case.body.get("not_given") or {}
    if (case.draft.kind is Kind.GIVEN) != bool(doses):
        yield _("Given means that a dose was given, not given that none was.")
    ordered = set(case.shown.ordered)
    told = {one["drug"] for one in doses} | set(not_given)
    for drug in sorted(ordered - told):
        yield _("Of {line} it is not said whether it was given.", line=case.name(drug))
    for drug in sorted(told - set(case.shown.drugs)):
        yield _("The check has no line {line}.", line=case.name(drug))
    for drug, reason in not_given.items():
        if not str(reason).strip():
            yield _("Why was {line} not given?", line=case.name(drug))
    for one in doses:
        yield from _of_dose(case, one)
        if one["drug"] not in not_given:
            yield from _not_as_ordered(case, one)


def _of_dose(case: Case, one: Mapping[str, Any]) -> Iterator[object]:
    name = case.name(one["drug"])
    if one["drug"] not in drugs():
        yield _("{line} is no drug of the formulary.", line=name)
    try:
        DOSE.read(f"{one['dose']} mg")
    except Rejected as rejected:
        yield _("{drug}: {text}", drug=name, text=rejected.text)
    on, today = day_of(one["on"]), case.draft.at.local().date()
    if on is None or on > today:
        yield _("{line} has no day on which it was given, or one that is still to come.",
                line=name)
    elif on < _earliest(case):
        yield _("{line} cannot have been given before it was released.", line=name)


def _not_as_ordered(case: Case, one: Mapping[str, Any]) -> Iterator[object]:
    """Ask why a dose is further from the ordered one than the policy lets an order be.

    The reason stands where that of a dose that was not given would: a slip of a digit would go
    into the next cycle and into the sum of a lifetime.
    """
    ordered = case.shown.ordered.get(one["drug"])
    try:
        dose = DOSE.read(f"{one['dose']} mg").magnitude
    except Rejected:
        return
    if ordered is None:
        return
    off = abs(dose - Decimal(ordered)) * 100 / Decimal(ordered)
    if off > case.policy.tolerance_stops.to("%").magnitude:
        yield _("{line}: {dose} mg were given and {ordered} mg ordered. Why? Is it no slip?",
                line=case.name(one["drug"]), dose=one["dose"], ordered=ordered)


def _earliest(case: Case) -> datetime.date:
    """Return the earliest day of a dose: that of the release, or of the treatment if before."""
    released, planned = case.version.released, day_of(case.shown.on)
    days = [] if released is None else [released.at.local().date()]
    return min([*days, *([] if planned is None else [planned])], default=datetime.date.min)
