"""The measures that the formulary's rules look at, reckoned from what was told of a patient.

A measure that cannot be reckoned is left out: to a rule it is unknown, never normal.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal

from bmcalc.calculators.calcium.calcium_fields import CalciumInputs
from bmcalc.calculators.calcium.calcium_status import calcium_status
from bmcalc.calculators.her2.lvef_rules import fall
from bmcalc.calculators.kidney.gfr_estimate import RenalPatient, RenalPolicy, clearance, in_years
from bmcalc.calculators.questions.liver_fields import multiple
from bmcalc.core.problems import Refused
from bmcalc.core.term import Term, greatest, q
from bmcalc.core.units import unit
from bmcalc.core.work import Work
from bmcalc.formulary.policy import Policy
from bmcalc.formulas.analytes import (
    bilirubin_in_umol_per_l,
    creatinine_in_umol_per_l,
    magnesium_in_mmol_per_l,
    phosphate_in_mmol_per_l,
)
from bmcalc.orders.reading.patient_facts import DERIVED, Facts
from bmcalc.orders.schedule.dose_dates import days_between
from bmcalc.rules.condition import Given
from bmcalc.rules.measure import MEASURES

MINERAL_LIMITS = {
    "magnesium": (q("0.75 mmol/L"), q("1.02 mmol/L")),
    "phosphate": (q("0.85 mmol/L"), q("1.51 mmol/L")),
    "potassium": (q("3.5 mmol/L"), q("5.3 mmol/L")),
}
"""Reference intervals of adults in China (WS/T 404)."""

RAISED = q("1.5 xULN")
"""The lowest cut-off for AST and ALT in any rule: below it one of them does not stand for both."""


def known_measures(
    facts: Facts, policy: Policy, today: datetime.date | None, work: Work
) -> dict[str, Given]:
    """Return every measure of the formulary that the facts give, by its key.

    The steps that are worth showing, such as the clearance, go into ``work``.
    """
    known: dict[str, Given] = {}
    for name in MEASURES:
        value = facts[name]
        if name not in DERIVED and value is not None:
            known[name] = _as_measure(name, value)
    found: dict[str, Given] = {
        "crcl": facts["crcl"] or creatinine_clearance(facts, work),
        "bilirubin": _bilirubin(facts["bilirubin"], facts["bilirubin_uln"]),
        **_liver(facts), **_heart(facts, policy), **_minerals(facts),
        **_around_surgery(facts["surgery_on"], today),
    }
    baseline, creatinine = facts["creatinine_baseline"], facts["creatinine"]
    if baseline is not None and creatinine is not None:
        found["creatinine_rise"] = (
            creatinine_in_umol_per_l(creatinine) - creatinine_in_umol_per_l(baseline)
        )
    known.update({name: value for name, value in found.items() if value is not None})
    return known


def _as_measure(name: str, value: object) -> Given:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        key = MEASURES[name].unit
        return Term(Decimal(value), unit(key))
    if name == "creatinine_baseline" and isinstance(value, Term):
        return creatinine_in_umol_per_l(value)
    return value if isinstance(value, (str, Term)) else None


def creatinine_clearance(facts: Facts, work: Work) -> Term | None:
    """Return Cockcroft-Gault with the actual weight, as labels mean it; None where it is unknown.

    A clearance that cannot be true is unknown here: where a dose rests on it, it is refused.
    """
    sex, age, creatinine = facts["sex"], facts["age"], facts["creatinine"]
    weight = facts["weight"]
    if sex is None or age is None or creatinine is None or weight is None:
        return None
    patient = RenalPatient(sex, in_years(age), creatinine, facts["height"], weight, None)
    steps = Work()
    try:
        found = clearance("cockcroft_gault", patient, RenalPolicy("actual", None), steps).gfr
    except Refused:
        return None
    work.steps.extend(steps.steps)
    return found


def _bilirubin(value: Term | None, limit: Term | None) -> Term | None:
    """Return bilirubin in µmol/L; a multiple says how much only with its upper limit."""
    if value is None:
        return None
    if value.unit.key != "xULN":
        return bilirubin_in_umol_per_l(value)
    return None if limit is None else bilirubin_in_umol_per_l(limit) * value.magnitude


def _liver(facts: Facts) -> dict[str, Given]:
    ast = multiple(facts["ast"], facts["ast_uln"])
    alt = multiple(facts["alt"], facts["alt_uln"])
    either: Term | None = None
    if ast is not None and alt is not None:
        either = greatest(ast, alt)
    else:
        alone = ast if ast is not None else alt
        either = alone if alone is not None and alone > RAISED else None
    return {
        "bilirubin_xuln": multiple(facts["bilirubin"], facts["bilirubin_uln"]),
        "alp_xuln": multiple(facts["alp"], facts["alp_uln"]),
        "ast_xuln": ast,
        "transaminase_xuln": either,
    }


def _heart(facts: Facts, policy: Policy) -> dict[str, Given]:
    found: dict[str, Given] = {}
    now, before = facts["lvef_now"], facts["lvef_baseline"]
    if now is not None:
        low = now < policy.laboratory.lvef_lln
        found["lvef_range"] = "below" if low else "normal"
        if before is not None:
            found["lvef_fall"] = fall(before, now)
    qtcf, baseline = facts["qtcf"], facts["qtcf_baseline"]
    if qtcf is not None and baseline is not None:
        found["qtcf_rise"] = qtcf - baseline
    return found


def _minerals(facts: Facts) -> dict[str, Given]:
    found: dict[str, Given] = {"calcium_state": _calcium_state(facts)}
    for name, convert in (
        ("magnesium", magnesium_in_mmol_per_l), ("phosphate", phosphate_in_mmol_per_l),
        ("potassium", None),
    ):
        value = facts[name]
        if value is not None:
            lower, upper = MINERAL_LIMITS[name]
            converted = value if convert is None else convert(value)
            found[f"{name}_state"] = (
                "low" if converted < lower else "high" if converted > upper else "normal"
            )
    return found


def _calcium_state(facts: Facts) -> str | None:
    """Return low, normal or high; None without a calcium, or where albumin would decide."""
    if facts["calcium_total"] is None and facts["calcium_ionised"] is None:
        return None
    given = CalciumInputs(**facts.among(CalciumInputs.asks()))
    status = calcium_status(given, Work())
    if status.is_low:
        return "low"
    if status.is_high:
        return "high"
    return "normal" if status.grade == "normal" else None


def _around_surgery(
    surgery: datetime.date | None, today: datetime.date | None
) -> Mapping[str, Given]:
    if surgery is None or today is None:
        return {}
    days = days_between(surgery, today)
    name = "days_since_surgery" if days >= 0 else "days_to_surgery"
    return {name: Term(Decimal(abs(days)), unit("day"))}
