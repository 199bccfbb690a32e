"""Renal function from creatinine by nine equations, absolute and indexed results kept apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from bmcalc.calculators.body.body_plausibility import confirm_bmi, plausible_bmi
from bmcalc.calculators.kidney.gfr_estimate import (
    CREATININE_AGE,
    CREATININE_FLOOR,
    EQUATION,
    WEIGHT_BASIS,
    RenalPatient,
    RenalPolicy,
    body_fields,
    clearance,
    confirm_equation,
    confirm_high_gfr,
    confirm_muscle_mass,
    show_deindexed,
)
from bmcalc.calculators.kidney.steady_state import (
    CREATININE_STEADY,
    DIALYSIS,
    tell_if_unknown,
    tell_no_estimate,
    why_no_estimate,
)
from bmcalc.calculators.questions.patient_fields import (
    AGE,
    ALBUMIN,
    CREATININE,
    HEIGHT,
    SEX,
    WEIGHT,
)
from bmcalc.core.calculator import Calculator, Inputs, NotFor
from bmcalc.core.numbers import plain
from bmcalc.core.problems import Refused
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import GivenValue, Value, Work
from bmcalc.formulas.analytes import creatinine_in_umol_per_l
from bmcalc.formulas.creatinine_clearance import in_years
from bmcalc.formulas.renal_equations import RENAL_EQUATIONS
from bmcalc.rules.limits import limit


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class RenalFunctionInputs(Inputs):
    """The patient, the creatinine, the equation and its policy."""

    sex: Annotated[str | None, SEX.but(required=True)] = None
    age: Annotated[int | None, AGE.but(required=True)] = None
    height: Annotated[Term | None, HEIGHT] = None
    weight: Annotated[Term | None, WEIGHT] = None
    creatinine: Annotated[Term | None, CREATININE.but(required=True)] = None
    creatinine_age_days: Annotated[int | None, CREATININE_AGE.but(noted=True)] = None
    creatinine_steady: Annotated[str | None, CREATININE_STEADY.but(noted=True)] = None
    dialysis: Annotated[bool | None, DIALYSIS.but(noted=True)] = None
    albumin: Annotated[Term | None, ALBUMIN] = None
    equation: Annotated[str, EQUATION] = "cockcroft_gault"
    weight_basis: Annotated[str, WEIGHT_BASIS] = "actual"
    creatinine_floor: Annotated[Term | None, CREATININE_FLOOR] = None

    def needs(self) -> Iterable[str]:
        """Name the patient's fields, and the body size that the equation takes."""
        yield from super().needs()
        yield from body_fields(RENAL_EQUATIONS[self.equation], self.weight_basis)


def renal_function(given: RenalFunctionInputs, work: Work) -> None:
    """Write the GFR in the units that the equation allows, and what the other equations give."""
    assert given.sex is not None and given.age is not None and given.creatinine is not None
    height, weight = given.height, given.weight
    body_mass = None
    if height is not None and weight is not None:
        body_mass = plausible_bmi(height, weight).named(_("BMI"))
        confirm_bmi(body_mass, work)
    reason = why_no_estimate(given.dialysis, given.creatinine_steady)
    if reason is not None:
        _give_no_estimate(given.creatinine, work)
        tell_no_estimate(reason, work, "dialysis" if given.dialysis else "creatinine_steady")
        return
    tell_if_unknown(given.creatinine_steady, work)
    patient = RenalPatient(
        given.sex, in_years(given.age), given.creatinine, height, weight, body_mass
    )
    policy = RenalPolicy(given.weight_basis, given.creatinine_floor)
    confirm_equation(given.equation, policy, work)
    found = clearance(given.equation, patient, policy, work)
    gfr: Term | None = found.gfr
    indexed, area = None, found.area
    if RENAL_EQUATIONS[given.equation].scaled_by is None:
        indexed, gfr = found.gfr, None
        if body_mass is None:
            work.info(
                "NOT_DEINDEXED",
                _("Without height and weight the result stays per 1.73 m²; it is not a clearance "
                  "to dose carboplatin by."),
                "indexed-gfr",
            )
        else:
            gfr, area = show_deindexed(found.gfr, patient, work)
    work.give("gfr", gfr)
    work.give("gfr_indexed", indexed)
    work.give("creatinine_used", found.creatinine)
    work.give("weight_used", found.weight)
    work.give("bsa", area)
    work.give("others", other_equations(given.equation, patient, policy))
    _confirm_gfr(found.gfr if gfr is None else gfr, work)
    confirm_muscle_mass(body_mass, given.albumin, work)


def _give_no_estimate(creatinine: Term, work: Work) -> None:
    for name in ("gfr", "gfr_indexed", "weight_used", "bsa"):
        work.give(name, None)
    work.give("creatinine_used", creatinine_in_umol_per_l(creatinine))
    work.give("others", {})


def other_equations(
    chosen: str, patient: RenalPatient, policy: RenalPolicy
) -> dict[str, GivenValue]:
    """Return what each other equation gives in its own unit; None where it cannot be true.

    Equations that need a height or a weight which is not there are left out.
    """
    sizes = {"height": patient.height, "weight": patient.weight}
    found: dict[str, GivenValue] = {}
    for key, equation in RENAL_EQUATIONS.items():
        needed = body_fields(equation, policy.weight_basis)
        if key == chosen or any(sizes[name] is None for name in needed):
            continue
        try:
            found[key] = clearance(key, patient, policy, Work()).gfr
        except Refused:
            found[key] = None
    return found


def _confirm_gfr(gfr: Term, work: Work) -> None:
    confirm_high_gfr(gfr, work)
    lowest, low = (
        limit(name).magnitude for name in ("gfr_too_low_to_dose", "gfr_usual_lowest")
    )
    if gfr.settled < lowest:
        work.stop(
            "GFR_TOO_LOW_TO_DOSE",
            _("A GFR of {gfr} is below {limit}: no dose may rest on it.",
              gfr=show(gfr, decimals_against(gfr, (lowest,), 1)), limit=plain(lowest)),
            "kdigo-g5",
        )
    if gfr.settled < low:
        work.caution(
            "GFR_LOW",
            _("A GFR of {gfr} is below {limit}. Check every renally cleared drug.",
              gfr=show(gfr, decimals_against(gfr, (low,), 1)), limit=plain(low)),
            "plausibility-limits",
        )


CALCULATOR = Calculator(
    id="renal-function",
    title=_("Renal function"),
    summary=_("GFR or creatinine clearance by nine equations, de-indexed step by step"),
    group="dosing",
    order=20,
    not_for=NotFor(
        _("Not on dialysis, and not while the creatinine is rising or falling: no "
          "estimate is true then. Little muscle makes every estimate too high."),
        "creatinine-steady-state", "nccn-appendix-b",
    ),
    inputs=RenalFunctionInputs,
    values=(
        Value(name="gfr", label=_("GFR"), unit="mL/min", decimals=1),
        Value(name="gfr_indexed", label=_("GFR, indexed"), unit="mL/min/1.73m^2", decimals=1),
        Value(name="creatinine_used", label=_("Creatinine used"), unit="umol/L", decimals=1),
        Value(name="weight_used", label=_("Weight used"), unit="kg", decimals=1),
        Value(name="bsa", label=_("Body surface area, Du Bois"), unit="m^2", decimals=2),
        Value(name="others", label=_("The other equations"), kind="object"),
    ),
    formula=renal_function,
    headline="gfr",
)
