"""The sum of anthracyclines before one dose: what was given before, in this course, and today.

The history is that before the course; earlier doses of the course count as planned, in full, as a
dose that nobody confirmed counts as given.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from bmcalc.core.arithmetic import greatest
from bmcalc.core.problems import Refused
from bmcalc.core.term import Term
from bmcalc.core.units import unit
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.regimen_entry import Regimen
from bmcalc.formulary.sources import sources_from_memory
from bmcalc.formulas.bsa_formulas import body_surface_area
from bmcalc.orders.schedule.due_lines import DueLine
from bmcalc.orders.situation import Situation
from bmcalc.rules.anthracycline_sum import AnthracyclineSum, unknown_history
from bmcalc.rules.measure_form import Given
from bmcalc.rules.tables.anthracyclines import anthracycline_table

_HISTORY: Final = "anthracycline_history"
_TRASTUZUMAB: Final = ("trastuzumab_iv", "trastuzumab_sc", "phesgo")
"""Products whose last dose may have been told."""


def history_by_drug(rows: Iterable[Mapping[str, object]]) -> dict[str, Term]:
    """Return the doses that were told, added up by drug."""
    found: dict[str, Term] = {}
    for row in rows:
        drug, dose = row["drug"], row["dose_per_bsa"]
        assert isinstance(drug, str) and isinstance(dose, Term)
        found[drug] = found[drug] + dose if drug in found else dose
    return found


def anthracycline_measures(
    due: DueLine, situation: Situation, planned: Term, ordered: Term | None
) -> dict[str, Given]:
    """Return the measures of the sum before a dose; none before a dose of another drug.

    ``planned`` is the dose per m², ``ordered`` the ordered amount: the larger of the two counts.
    """
    if due.drug not in anthracycline_table().agents or planned.unit.key != "mg/m^2":
        return {}
    history = situation.facts[_HISTORY]
    before = history_by_drug(history) if isinstance(history, list) else {}
    for name, dose in planned_before(due.regimen, situation.cycle, due.day).items():
        before[name] = before[name] + dose if name in before else dose
    today = greatest(planned, _per_area(ordered, situation) or planned)
    after = {**before, due.drug: before[due.drug] + today if due.drug in before else today}
    total = AnthracyclineSum(
        situation.policy.label_profile, before, after, situation.facts["chest_radiotherapy"],
        sources_from_memory(),
    )
    known = {**total.measures(), **_trastuzumab(situation)}
    if history is None and due.first and _is_needed(due.drug):
        return known  # it is asked for as a needed fact, and once is enough
    return known if history not in (None, "unknown") else {**known, **unknown_history()}


def _is_needed(name: str) -> bool:
    """Say whether a first dose of a drug waits for the history anyway."""
    return any(_HISTORY in one.measures for one in drug(name).essential)


def planned_before(regimen: Regimen, cycle: int, day: int) -> dict[str, Term]:
    """Return what the plan gave before a day of a cycle of a regimen, by drug, each dose in full.

    ``regimen`` is that of the phase and ``cycle`` the number within it.
    """
    found: dict[str, Term] = {}
    for line in regimen.lines:
        if line.drug not in anthracycline_table().agents:
            continue
        first = line.first_cycle_days or line.days
        this = first if cycle == 1 else line.days
        count = sum(one < day for one in this)
        if cycle > 1:
            count += len(first) + (cycle - 2) * len(line.days)
        if count:
            dose = line.dose * count
            found[line.drug] = found[line.drug] + dose if line.drug in found else dose
    return found


def _trastuzumab(situation: Situation) -> dict[str, Given]:
    """Return the days since the last trastuzumab that was told as a fact or as a last dose."""
    today = situation.today
    told = [situation.facts["trastuzumab_last_on"],
            *(last.on for name, last in situation.last.items() if name in _TRASTUZUMAB)]
    days = [] if today is None else [
        (today - on).days for on in told if isinstance(on, datetime.date)
    ]
    return {"days_since_trastuzumab": Term(Decimal(min(days)), unit("day"))} if days else {}


def _per_area(ordered: Term | None, situation: Situation) -> Term | None:
    """Return the ordered dose per m²; None where there is none, or no body surface area."""
    facts, policy = situation.facts, situation.policy
    height, weight = facts["height"], facts["weight"]
    if ordered is None or height is None or weight is None:
        return None
    try:
        return ordered / body_surface_area(policy.bsa_formula, height, weight, facts["sex"])
    except Refused:
        return None
