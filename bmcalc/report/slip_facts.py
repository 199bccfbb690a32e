"""The patient on a slip: who it is, what the doses stand on, and what was checked before."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, Final

from bmcalc.core.ask.in_words import shown_input
from bmcalc.core.term import show
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.related_drugs import name_of
from bmcalc.formulas.bsa_formulas import BSA_FORMULAS
from bmcalc.orders.check_order import OrderCheck
from bmcalc.orders.reading.patient_facts import LABORATORY, patient_asks
from bmcalc.orders.situation import Situation
from bmcalc.report.making import NOTHING
from bmcalc.report.recorded import Recorded

_IN_THE_ROW: Final = ("height", "weight", "creatinine", "anc", "platelets")
_ABOVE: Final = ("sex", "age")


def who(situation: Situation, recorded: Recorded | None) -> str:
    """Return birth month, sex and age where they are known; never a bed."""
    parts: list[object] = []
    if recorded is not None and recorded.born:
        parts.append(_("born {month}", month=recorded.born))
    asks = patient_asks()
    sex, age = situation.facts["sex"], situation.facts["age"]
    if sex is not None:
        parts.append(shown_input(asks["sex"], sex))
    if age is not None:
        parts.append(_("{age} years", age=show(age) if hasattr(age, "unit") else age))
    return str(Joined(parts, " · "))


def measures(check: OrderCheck) -> tuple[tuple[str, str], ...]:
    """Return height, weight, area, creatinine, clearance and counts, each with its day."""
    situation, facts = check.situation, check.situation.facts
    asks = patient_asks()

    def named(name: str) -> tuple[str, str]:
        value, label = facts[name], str(asks[name].label)
        on = facts.dates.get(name)
        if value is not None and on is not None:
            label = str(_("{name} ({day})", name=label, day=_day(on, situation.today)))
        return label, NOTHING if value is None else shown_input(asks[name], value)

    formula = BSA_FORMULAS[check.policy.bsa_formula].name
    area = str(_("BSA, {formula}", formula=formula))
    clearance = str(_("CrCl, Cockcroft-Gault"))
    return (
        named("height"), named("weight"),
        (area, NOTHING if check.bsa is None else show(check.bsa, 2)),
        named("creatinine"),
        (clearance, NOTHING if check.crcl is None else show(check.crcl, 1)),
        named("anc"), named("platelets"),
    )


def checked_before(situation: Situation) -> str:
    """Return every other fact that was told, with its day, in one line."""
    words: list[object] = [
        _("{name}: {value}", name=name, value=value) for name, value in _others(situation)
    ]
    return str(Joined(words, "; "))


def _others(situation: Situation) -> Iterator[tuple[object, str]]:
    asks, facts = patient_asks(), situation.facts
    for name, value in facts.values.items():
        if value is None or name in (*_IN_THE_ROW, *_ABOVE):
            continue
        if name.endswith(("_uln", "_lln")):
            continue
        shown = _shown(asks[name], value)
        on = facts.dates.get(name)
        if on is not None:
            shown = str(_("{value} ({day})", value=shown, day=_day(on, situation.today)))
        elif name in LABORATORY:
            shown = str(_("{value} (undated)", value=shown))
        yield asks[name].label, shown


def _shown(ask: Any, value: Any) -> str:
    if isinstance(value, tuple):
        return str(Joined([name_of(one) for one in value])) or str(_("none"))
    return shown_input(ask, value)


def _day(on: datetime.date, today: datetime.date | None) -> str:
    """Return a day without its year where that is the year of the treatment."""
    whole = on.isoformat()
    return whole[5:] if today is not None and on.year == today.year else whole
