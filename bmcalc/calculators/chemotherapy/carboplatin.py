"""Carboplatin by target AUC, from a GFR or from the patient."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Annotated, NamedTuple

from bmcalc.calculators.body.body_plausibility import confirm_bmi, plausible_bmi
from bmcalc.calculators.chemotherapy.carboplatin_fields import (
    GFR,
    GFR_CAP,
    GFR_KIND,
    TARGET_AUC,
)
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
    CREATININE_AGE,
    CREATININE_FLOOR,
    EQUATION,
    SHIPPED_FLOOR,
    WEIGHT_BASES,
    WEIGHT_BASIS,
    Clearance,
    RenalPatient,
    RenalPolicy,
    body_fields,
    clearance,
    confirm_equation,
    confirm_high_gfr,
    confirm_muscle_mass,
    nccn_floor,
    show_deindexed,
)
from bmcalc.calculators.questions.patient_fields import (
    AGE,
    ALBUMIN,
    CREATININE,
    HEIGHT,
    SEX,
    WEIGHT,
)
from bmcalc.calculators.shared.dose_rounding import (
    ROUNDING,
    ROUNDING_STEP,
    rounded_dose,
    rounding_conflicts,
    rounding_needs,
)
from bmcalc.calculators.shared.ordered_dose import DEVIATION, ORDERED_DOSE, compare_order
from bmcalc.core.arithmetic import least
from bmcalc.core.ask import UNSET, Unset
from bmcalc.core.calculator import Calculator, Inputs
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.numbers import plain
from bmcalc.core.problems import Problem, Refused
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.formulas.calvert import auc_of, calvert
from bmcalc.formulas.creatinine_clearance import in_years
from bmcalc.formulas.relative_change import relative_change
from bmcalc.formulas.renal_equations import RENAL_EQUATIONS

_KIDNEY = _("From the patient")
_POLICY = _("Method")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class CarboplatinInputs(Inputs):
    """The target, a GFR or the patient it is estimated from, the policy, and the order."""

    target_auc: Annotated[Term | None, TARGET_AUC.but(required=True)] = None
    gfr: Annotated[Term | None, GFR] = None
    gfr_kind: Annotated[str | None, GFR_KIND] = None
    sex: Annotated[str | None, SEX.but(section=_KIDNEY)] = None
    age: Annotated[int | None, AGE.but(section=_KIDNEY)] = None
    height: Annotated[Term | None, HEIGHT.but(section=_KIDNEY)] = None
    weight: Annotated[Term | None, WEIGHT.but(section=_KIDNEY)] = None
    creatinine: Annotated[Term | None, CREATININE.but(section=_KIDNEY)] = None
    creatinine_age_days: Annotated[
        int | None, CREATININE_AGE.but(usual=(None, 3), section=_KIDNEY)
    ] = None
    albumin: Annotated[Term | None, ALBUMIN.but(section=_KIDNEY)] = None
    equation: Annotated[str, EQUATION.but(section=_POLICY)] = "cockcroft_gault"
    weight_basis: Annotated[str, WEIGHT_BASIS.but(section=_POLICY)] = "nrg"
    creatinine_floor: Annotated[
        Term | None, CREATININE_FLOOR.but(section=_POLICY)
    ] = SHIPPED_FLOOR
    gfr_cap: Annotated[Term | Unset | None, GFR_CAP.but(section=_POLICY)] = UNSET
    rounding: Annotated[str, ROUNDING.but(section=_POLICY)] = "none"
    rounding_step: Annotated[Term | None, ROUNDING_STEP.but(section=_POLICY)] = None
    ordered_dose: Annotated[Term | None, ORDERED_DOSE] = None

    @property
    def gfr_is_typed(self) -> bool:
        """Whether the GFR comes from its own field, readable or not, and not from creatinine."""
        return self.gfr is not None or "gfr" in self.unread

    def needs(self) -> Iterable[str]:
        """Name the target, and either the kind of the typed GFR or what an estimate takes."""
        yield from super().needs()
        yield from rounding_needs(self.rounding)
        if self.gfr_is_typed:
            yield "gfr_kind"
        elif self.gfr_kind == "measured":
            yield "gfr"
        else:
            yield from ("sex", "age", "creatinine")
            equation = RENAL_EQUATIONS[self.equation]
            if equation.indexed:
                yield from ("height", "weight")
            yield from body_fields(equation, self.weight_basis)

    def conflicts(self) -> Iterable[Problem]:
        """Yield a rounding that cannot be done."""
        return rounding_conflicts(self.rounding, self.rounding_step, "carboplatin")

    def notes(self) -> Iterable[str]:
        """Name the age of the creatinine where the GFR rests on it."""
        return () if self.gfr_is_typed else ("creatinine_age_days",)


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
            "TYPED_GFR_USED",
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
            "OTHER_BASIS",
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
