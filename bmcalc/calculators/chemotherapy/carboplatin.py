"""Carboplatin by target AUC, from a GFR or from the patient."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from bmcalc.calculators.body.body_plausibility import confirm_bmi, plausible_bmi
from bmcalc.calculators.chemotherapy.carboplatin_fields import CarboplatinInputs
from bmcalc.calculators.chemotherapy.carboplatin_limits import (
    Capped,
    cap_gfr,
    confirm_auc,
    fda_cap,
    fda_per_auc,
    gate_equation,
)
from bmcalc.calculators.chemotherapy.rules_on_demand import rules_of_page
from bmcalc.calculators.kidney.gfr_estimate import (
    WEIGHT_BASES,
    Clearance,
    RenalPatient,
    RenalPolicy,
    clearance,
    confirm_equation,
    confirm_high_gfr,
    confirm_muscle_mass,
    nccn_floor,
    show_deindexed,
)
from bmcalc.calculators.kidney.steady_state import tell_if_unknown, tell_no_estimate
from bmcalc.calculators.shared.dose_rounding import rounded_dose
from bmcalc.calculators.shared.ordered_dose import DEVIATION, compare_order
from bmcalc.core.arithmetic import least
from bmcalc.core.calculator import Calculator, NotFor
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.numbers import plain
from bmcalc.core.problems import Refused
from bmcalc.core.term import Term, q, show
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.formulas.calvert import auc_of, calvert
from bmcalc.formulas.creatinine_clearance import in_years
from bmcalc.formulas.relative_change import relative_change
from bmcalc.formulas.renal_equations import RENAL_EQUATIONS

NO_KIDNEY = q("0 mL/min", _("GFR"))


class Gfr(NamedTuple):
    """A GFR before any cap, and what an estimate rests on."""

    gfr: Term
    patient: RenalPatient | None = None
    clearance: Clearance | None = None


def gfr_before_cap(given: CarboplatinInputs, work: Work) -> Gfr:
    """Return the GFR, typed or estimated; refuses one that cannot be true."""
    if given.gfr is None:
        patient = _patient(given, work)
        return _estimated(given, patient, work)
    if given.creatinine is not None:
        work.info(
            FindingCode.TYPED_GFR_USED,
            _("The typed GFR of {gfr} is used; the creatinine is not.", gfr=given.gfr),
            about="gfr",
        )
    return Gfr(given.gfr)


def carboplatin(given: CarboplatinInputs, work: Work) -> None:
    """Write the GFR, its cap, the dose with its rounding, and what the order comes to."""
    _dose_by_auc(given, work, by_rules=True)


def carboplatin_alone(given: CarboplatinInputs, work: Work) -> None:
    """Write the same without the drug's rules, for an owner that asks them itself."""
    _dose_by_auc(given, work, by_rules=False)


def _dose_by_auc(given: CarboplatinInputs, work: Work, *, by_rules: bool) -> None:
    auc = given.target_auc
    assert auc is not None
    confirm_auc(auc, work)
    reason = given.why_no_estimate
    if reason is not None:
        _give_no_dose(given, auc, reason, work)
        return
    measured = given.gfr is not None and given.gfr_kind == "measured"
    gfr, patient, found = gfr_before_cap(given, work)
    confirm_high_gfr(gfr, work)
    if by_rules:
        facts = {"gfr": gfr, "sex": given.sex, "age": given.age, "weight": given.weight}
        intended = rules_of_page()("carboplatin", auc, facts, None, work)
        auc = auc if intended is None else intended.dose.named(auc.symbol)
    capped = cap_gfr(gfr, given.gfr_cap, measured, work)
    calculated = work.step(
        _("Carboplatin dose"), calvert(auc, capped.gfr), "calvert-1989", _("calculated dose")
    )
    limit = None if capped.cap is None else calvert(auc, capped.cap).named(_("maximum"))
    dose = rounded_dose(
        calculated, given.rounding, given.rounding_step, "carboplatin", limit, work
    )
    work.give("gfr_used", capped.gfr)
    work.give("dose_calculated", calculated)
    work.give("dose", dose)
    work.give("dose_uncapped", _uncapped(auc, gfr, capped, calculated, measured, work))
    _give_other_basis(given, patient, found, auc, calculated, capped.cap, work)
    ordered = given.ordered_dose
    work.give("auc_of_order", None if ordered is None else work.step(
        _("AUC of the order"), auc_of(ordered, capped.gfr), "calvert-1989", decimals=2
    ))
    compare_order(ordered, calculated, dose, work)


def _give_no_dose(given: CarboplatinInputs, auc: Term, reason: object, work: Work) -> None:
    """Give no dose without a measured GFR; on dialysis tell what no kidney at all would come to."""
    for value in CALCULATOR.values:
        work.give(value.name, None)
    tell_no_estimate(reason, work, "dialysis" if given.dialysis else "creatinine_steady")
    if given.dialysis:
        without = work.step(
            _("Calvert at a GFR of 0: a thought, not a dose"), calvert(auc, NO_KIDNEY),
            "calvert-1989",
        )
        work.info(
            "CALVERT_WITHOUT_KIDNEYS",
            _("Without any kidney function, Calvert would come to {dose} for an AUC of {auc}: a "
              "thought, not a dose. Oncology and nephrology decide, with the time of dialysis.",
              dose=show(without, 1, trim=True), auc=show(auc, 2, trim=True).partition(" ")[0]),
            "calvert-1989", about="dialysis",
        )


def _patient(given: CarboplatinInputs, work: Work) -> RenalPatient:
    assert given.sex is not None and given.age is not None and given.creatinine is not None
    height, weight, body_mass = given.height, given.weight, None
    if height is not None and weight is not None:
        body_mass = plausible_bmi(height, weight).named(_("BMI"))
        confirm_bmi(body_mass, work)
    confirm_muscle_mass(body_mass, given.albumin, work)
    return RenalPatient(
        given.sex, in_years(given.age), given.creatinine, height, weight, body_mass
    )


def _estimated(given: CarboplatinInputs, patient: RenalPatient, work: Work) -> Gfr:
    policy = RenalPolicy(given.weight_basis, given.creatinine_floor)
    tell_if_unknown(given.creatinine_steady, work)
    confirm_equation(given.equation, policy, work)
    found = clearance(given.equation, patient, policy, work)
    gfr, equation = found.gfr, RENAL_EQUATIONS[given.equation]
    if equation.indexed:
        gfr, _area = show_deindexed(gfr, patient, work)
    gate_equation(given.equation, equation.name, gfr, work)
    return Gfr(gfr, patient, found)


def _uncapped(
    auc: Term, gfr: Term, capped: Capped, calculated: Term, measured: bool, work: Work
) -> Term:
    """Return the dose without a cap; warn where a dose is given above the FDA's maximum."""
    if not measured and capped.gfr > fda_cap():
        work.caution(
            FindingCode.ABOVE_FDA_MAXIMUM,
            _("With an estimated GFR the dose should not exceed AUC × {per_auc} mg, here "
              "{maximum}.", per_auc=plain(fda_per_auc().magnitude),
              maximum=show(auc * fda_per_auc())),
            "fda-carboplatin-2010", about="gfr_cap",
        )
    if not capped.lowered:
        return calculated
    return work.step(_("Dose without the cap"), calvert(auc, gfr), "calvert-1989")


def _give_other_basis(
    given: CarboplatinInputs,
    patient: RenalPatient | None,
    found: Clearance | None,
    auc: Term,
    calculated: Term,
    cap: Term | None,
    work: Work,
) -> None:
    """Give the dose by the other way to weigh: actual without a floor, or NRG with its floor."""
    basis = "nrg" if given.weight_basis == "actual" else "actual"
    if (
        found is None or patient is None
        or RENAL_EQUATIONS[given.equation].scaled_by != "chosen_weight"
        or (basis == "nrg" and patient.body_mass is None)
    ):
        work.give("other_basis", None)
        work.give("dose_other_basis", None)
        return
    work.give("other_basis", basis)
    if basis == "actual" and not found.floored and found.weight is patient.weight:
        work.give("dose_other_basis", calculated)
        return
    dose = _dose_by(basis, given.equation, patient, auc, cap)
    work.give("dose_other_basis", dose)
    if dose is not None and dose != calculated:
        work.info(
            FindingCode.OTHER_BASIS,
            _("By the other weight ({basis}) the dose would be {dose}, a difference of {percent}.",
              basis=WEIGHT_BASES[basis], dose=show(dose, 1, trim=True),
              percent=show(relative_change(calculated, dose), 1)),
            "nccn-appendix-b", about="weight_basis",
        )


def _dose_by(
    basis: str, equation: str, patient: RenalPatient, auc: Term, cap: Term | None
) -> Term | None:
    """Return the dose by another weight basis, or None where its GFR cannot be."""
    policy = RenalPolicy(basis, nccn_floor() if basis == "nrg" else None)
    try:
        gfr = clearance(equation, patient, policy, Work()).gfr
    except Refused:
        return None
    return calvert(auc, gfr if cap is None else least(gfr, cap))


CALCULATOR = Calculator(
    id="carboplatin",
    title=_("Carboplatin"),
    summary=_("Dose by target AUC (Calvert), with the cap on an estimated GFR"),
    group="dosing",
    order=30,
    not_for=NotFor(
        _("Not on dialysis or with a changing creatinine, unless the GFR was measured. "
          "A GFR per 1.73 m² is never put into the formula: it is turned into mL/min "
          "first."),
        "creatinine-steady-state", "indexed-gfr",
    ),
    inputs=CarboplatinInputs,
    values=(
        Value(name="gfr_used", label=_("GFR used"), unit="mL/min", decimals=1),
        Value(name="dose_calculated", label=_("Calculated dose"), unit="mg", decimals=1,
              trim=True),
        Value(name="dose", label=_("Dose"), unit="mg", decimals=1, trim=True),
        Value(name="dose_uncapped", label=_("Dose without the cap"), unit="mg", decimals=1,
              trim=True),
        Value(name="other_basis", label=_("The other weight"), options=WEIGHT_BASES),
        Value(name="dose_other_basis", label=_("Dose by the other weight"), unit="mg",
              decimals=1, trim=True),
        Value(name="auc_of_order", label=_("AUC of the order"), unit="mg*min/mL", decimals=2),
        DEVIATION,
    ),
    formula=carboplatin,
    headline="dose",
    rules_of=("carboplatin",),
)

DOSE_BY_AUC = replace(CALCULATOR, formula=carboplatin_alone)
"""The same calculation for the order check, which asks the drug's rules itself, of every fact."""
