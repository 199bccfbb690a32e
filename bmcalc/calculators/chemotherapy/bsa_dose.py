"""Cytotoxic doses per m²: area, reduction, cap, rounding, and the order beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

from bmcalc.calculators.body.body_plausibility import (
    confirm_area,
    confirm_bmi,
    plausible_area,
    plausible_bmi,
)
from bmcalc.calculators.body.body_size import BSA_FORMULA
from bmcalc.calculators.chemotherapy.dose_caps import (
    capped_dose,
    gate_cycle,
    gate_total,
    reduced,
)
from bmcalc.calculators.chemotherapy.dose_per_area import (
    AREA_DRUGS,
    AreaDrugNames,
    gate_disagreeing_order,
    gate_typed_dose,
    too_low,
)
from bmcalc.calculators.chemotherapy.rules_on_demand import rules_of_page
from bmcalc.calculators.questions.label_profile import LABEL_PROFILE
from bmcalc.calculators.questions.patient_fields import HEIGHT, SEX, WEIGHT
from bmcalc.calculators.shared.dose_rounding import (
    ROUNDING,
    ROUNDING_STEP,
    rounded_dose,
    rounding_conflicts,
    rounding_needs,
)
from bmcalc.calculators.shared.ordered_dose import DEVIATION, ORDERED_DOSE, compare_order
from bmcalc.core.ask import AskChoice, AskQuantity, AskText, Span
from bmcalc.core.calculator import Calculator, Inputs, NotFor
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.problems import Problem, missing
from bmcalc.core.rounding import is_small_dose
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.formulas.bsa_formulas import BSA_FORMULAS, body_surface_area
from bmcalc.rules.rule import Profile

if TYPE_CHECKING:
    from bmcalc.formulary.drugs import Drug

DRUG = AskChoice(
    label=_("Drug"),
    options=AreaDrugNames(),
)
DOSE_PER_BSA = AskQuantity(
    label=_("Dose per m²"), symbol=_("dose per m²"), decimals=1,
    spans=(Span("mg/m^2", hard=("0", "10000"), above=True),),
    hint=_("Empty: the usual dose of the drug."),
)
REDUCTION = AskQuantity(
    label=_("Reduction"), symbol=_("reduction"), decimals=0,
    limits_source="dose-per-area-limits",
    spans=(Span("%", hard=("0", "70"), usual=(None, "40")),),
)
REDUCTION_REASON = AskText(label=_("Reason of the reduction"))
BSA_CAP = AskQuantity(
    label=_("Cap on the body surface area"), symbol=_("cap"), decimals=2, null_means_off=True,
    spans=(Span("m^2", hard=("1.5", "3.2")),),
    hint=_("Empty: none. A habit of some sites, in no label."),
)
_POLICY = _("Method")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class BsaDoseInputs(Inputs):
    """The drug, the patient's size, the dose with its reduction, the policy and the order."""

    drug: Annotated[str | None, DRUG.but(required=True)] = None
    sex: Annotated[str | None, SEX] = None
    height: Annotated[Term | None, HEIGHT.but(required=True)] = None
    weight: Annotated[Term | None, WEIGHT.but(required=True)] = None
    dose_per_bsa: Annotated[Term | None, DOSE_PER_BSA] = None
    reduction: Annotated[Term | None, REDUCTION] = None
    reduction_reason: Annotated[str | None, REDUCTION_REASON] = None
    bsa_formula: Annotated[str, BSA_FORMULA.but(section=_POLICY)] = "mosteller"
    bsa_cap: Annotated[Term | None, BSA_CAP.but(section=_POLICY)] = None
    rounding: Annotated[str, ROUNDING.but(section=_POLICY)] = "none"
    rounding_step: Annotated[Term | None, ROUNDING_STEP.but(section=_POLICY)] = None
    label_profile: Annotated[Profile, LABEL_PROFILE.but(section=_POLICY)] = "cn"
    ordered_dose: Annotated[Term | None, ORDERED_DOSE] = None

    def needs(self) -> Iterable[str]:
        """Name the drug and the size, the sex where the formula goes by it, and a reason."""
        yield from super().needs()
        yield from rounding_needs(self.rounding)
        if BSA_FORMULAS[self.bsa_formula].by_sex:
            yield "sex"
        if self.reduction is not None and self.reduction.magnitude:
            yield "reduction_reason"

    def conflicts(self) -> Iterable[Problem]:
        """Yield a dose that cannot be this drug's, and a rounding that cannot be done."""
        if self.drug is None:
            return
        found = AREA_DRUGS[self.drug]
        if self.dose_per_bsa is not None:
            yield from too_low(found, self.dose_per_bsa)
        elif found.usual_dose is None:
            yield missing(DOSE_PER_BSA.label, "dose_per_bsa")
        yield from rounding_conflicts(self.rounding, self.rounding_step, self.drug)


def bsa_dose(given: BsaDoseInputs, work: Work) -> None:
    """Write the area, the dose after reduction and cap, its rounding, and the order beside it."""
    from bmcalc.calculators.shared.intended_dose import Reduction

    found = AREA_DRUGS[given.drug or ""]
    planned = _dose_per_area(given, found, work)
    facts = {"sex": given.sex, "weight": given.weight}
    reduction = None
    if given.reduction is not None:
        reduction = Reduction(given.reduction, given.reduction_reason or "")
    intended = rules_of_page()(found.id, planned, facts, reduction, work)
    percent = None
    if intended is not None:
        planned = intended.dose if intended.percent is None else intended.base
        percent = intended.percent
    _dose_by_area(given, found, planned.named(_("dose per m²")), percent, work)


def bsa_dose_alone(given: BsaDoseInputs, work: Work) -> None:
    """Write the same without the drug's rules, for an owner that asks them itself."""
    found = AREA_DRUGS[given.drug or ""]
    _dose_by_area(given, found, _dose_per_area(given, found, work), given.reduction, work)


def _dose_by_area(
    given: BsaDoseInputs, found: Drug, per_area: Term, reduction: Term | None, work: Work
) -> None:
    assert given.height is not None and given.weight is not None
    area = _area(given, given.height, given.weight, work)
    uncapped = _reduced(
        work.step(_("Dose"), per_area * area, found.sources[0], _("dose")), reduction, work
    )
    used, calculated, limit = capped_dose(
        found, per_area, area, uncapped, reduction, given.bsa_cap, given.label_profile, work
    )
    dose = rounded_dose(
        calculated, given.rounding, given.rounding_step, found.id, limit, work
    )
    work.give("bsa", area)
    work.give("bsa_used", used)
    for name, one in (
        ("dose_uncapped", uncapped), ("dose_calculated", calculated), ("dose", dose),
    ):
        work.give(name, one, 2 if is_small_dose(one) else None)
    agrees = compare_order(given.ordered_dose, calculated, dose, work)
    per_area_ordered = None
    if given.ordered_dose is not None:
        per_area_ordered = work.step(
            _("Dose per m² of the order"), given.ordered_dose / area, "order-tolerance"
        )
        gate_total(found, per_area, calculated, given.ordered_dose, given.label_profile,
                   "ordered_dose", work)
        if not agrees:
            gate_disagreeing_order(found, per_area_ordered, area, work)
    work.give("dose_per_bsa_of_order", per_area_ordered)


def _dose_per_area(given: BsaDoseInputs, found: Drug, work: Work) -> Term:
    if given.dose_per_bsa is not None:
        gate_typed_dose(found, given.dose_per_bsa, work)
        gate_cycle(found, given.dose_per_bsa, given.dose_per_bsa, given.label_profile,
                   "dose_per_bsa", work)
        return given.dose_per_bsa
    assert found.usual_dose is not None
    work.info(
        FindingCode.USUAL_DOSE_USED,
        _("No dose per m² was given: the usual {dose} of {drug} is used.",
          dose=found.usual_dose, drug=found.name),
        *found.sources, about="dose_per_bsa",
    )
    return found.usual_dose.named(_("dose per m²"))


def _area(given: BsaDoseInputs, height: Term, weight: Term, work: Work) -> Term:
    confirm_bmi(plausible_bmi(height, weight), work)
    formula = BSA_FORMULAS[given.bsa_formula]
    area = plausible_area(body_surface_area(given.bsa_formula, height, weight, given.sex))
    confirm_area(area, work)
    return work.step(
        _("Body surface area, {formula}", formula=formula.name), area, formula.source, _("BSA"),
        decimals=4,
    )


def _reduced(dose: Term, reduction: Term | None, work: Work) -> Term:
    if reduction is None or not reduction.magnitude:
        return dose
    return work.step(_("Dose, reduced"), reduced(dose, reduction), "rounding-order", _("dose"))


CALCULATOR = Calculator(
    id="bsa-dose",
    title=_("BSA dose"),
    summary=_("Docetaxel, paclitaxel, nab-paclitaxel, gemcitabine: dose per m² with its checks"),
    group="dosing",
    order=40,
    not_for=NotFor(
        _("Not for carboplatin, which is dosed by AUC, and not for a drug that is dosed "
          "by kilogram or as a fixed amount."),
        "calvert-1989", "dose-per-area-limits",
    ),
    inputs=BsaDoseInputs,
    values=(
        Value(name="bsa", label=_("Body surface area"), unit="m^2", decimals=2),
        Value(name="bsa_used", label=_("Body surface area used"), unit="m^2", decimals=2),
        Value(name="dose_uncapped", label=_("Dose without the cap"), unit="mg", decimals=1,
              trim=True),
        Value(name="dose_calculated", label=_("Calculated dose"), unit="mg", decimals=1,
              trim=True),
        Value(name="dose", label=_("Dose"), unit="mg", decimals=1, trim=True),
        Value(name="dose_per_bsa_of_order", label=_("Dose per m² of the order"), unit="mg/m^2",
              decimals=1, trim=True),
        DEVIATION,
    ),
    formula=bsa_dose,
    headline="dose",
    rules_of=("docetaxel", "paclitaxel", "nab_paclitaxel", "gemcitabine"),
)

DOSE_BY_AREA = replace(CALCULATOR, formula=bsa_dose_alone)
"""The same calculation for the order check, which asks the drug's rules itself, of every fact."""
