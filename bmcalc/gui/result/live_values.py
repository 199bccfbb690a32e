"""What the patient strip shows beside its fields: the area by Mosteller, and the clearance.

Only these two numbers are calculated, by the same equations and limits as on their pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import localcontext
from typing import Any

from bmcalc.calculators.body.body_plausibility import plausible_area, plausible_bmi
from bmcalc.calculators.kidney.gfr_estimate import is_possible
from bmcalc.calculators.kidney.steady_state import CREATININE_STEADY, DIALYSIS, why_no_estimate
from bmcalc.calculators.questions.patient_fields import AGE, CREATININE, HEIGHT, SEX, WEIGHT
from bmcalc.core.numbers import CONTEXT
from bmcalc.core.problems import Refused, Rejected
from bmcalc.core.term import Term, show
from bmcalc.core.work import Work
from bmcalc.formulas.bsa_formulas import mosteller
from bmcalc.formulas.creatinine_clearance import in_years, show_clearance
from bmcalc.gui.result.shown_values import NONE

_ASKS = {"sex": SEX, "age": AGE, "height": HEIGHT, "weight": WEIGHT, "creatinine": CREATININE}


ABOUT_CREATININE = {"dialysis": DIALYSIS, "creatinine_steady": CREATININE_STEADY}
"""What keeps a creatinine from saying anything; answered on a page, not in the strip."""


def body_surface_area(patient: Mapping[str, Any]) -> str:
    """Return the area by Mosteller for people, or a dash where it cannot be calculated."""
    with localcontext(CONTEXT):
        read = _read(patient, "height", "weight")
        if read is None:
            return NONE
        height, weight = read["height"], read["weight"]
        try:
            plausible_bmi(height, weight)
            return show(plausible_area(mosteller(height, weight, None)), 2)
        except Refused:
            return NONE


def creatinine_clearance(patient: Mapping[str, Any]) -> str:
    """Return the clearance by Cockcroft-Gault for people, or a dash."""
    clearance = clearance_of(patient)
    return NONE if clearance is None else show(clearance, 0)


def clearance_of(patient: Mapping[str, Any]) -> Term | None:
    """Return the clearance by Cockcroft-Gault in mL/min, or None where a field is missing.

    None also on dialysis and where the creatinine is not at steady state.
    """
    if why_no_estimate(patient.get("dialysis"), patient.get("creatinine_steady")) is not None:
        return None
    with localcontext(CONTEXT):
        read = _read(patient, "sex", "age", "weight", "creatinine")
        if read is None or not _size_is_plausible(patient, read["weight"]):
            return None
        found = show_clearance(
            in_years(read["age"]), read["sex"], read["creatinine"], read["weight"], Work()
        )
        return found if is_possible(found) else None


def _size_is_plausible(patient: Mapping[str, Any], weight: Term) -> bool:
    """Say whether a height that was given can belong to the weight; without one nothing is said."""
    if "height" not in patient:
        return True
    read = _read(patient, "height")
    if read is None:
        return False
    try:
        plausible_bmi(read["height"], weight)
    except Refused:
        return False
    return True


def _read(patient: Mapping[str, Any], *names: str) -> dict[str, Any] | None:
    """Return the fields as they are understood; None where one is missing or cannot be read."""
    try:
        return {name: _ASKS[name].read(patient[name]) for name in names}
    except (KeyError, Rejected):
        return None
