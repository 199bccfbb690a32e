"""Capecitabine in whole tablets: the dose of one time, the nearest tablets, the label's band."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from bmcalc.calculators.body.body_plausibility import confirm_area, plausible_area
from bmcalc.calculators.chemotherapy.capecitabine_fields import (
    CAPECITABINE,
    LARGE_ONLY,
    CapecitabineInputs,
)
from bmcalc.calculators.chemotherapy.dose_per_area import AREA_DRUGS, gate_typed_dose
from bmcalc.calculators.shared.ordered_dose import DEVIATION
from bmcalc.core.calculator import Calculator, NotFor
from bmcalc.core.term import Term, q, show
from bmcalc.core.texts import _
from bmcalc.core.units import unit
from bmcalc.core.work import Value, Work
from bmcalc.formulas.bsa_formulas import BSA_FORMULAS, body_surface_area
from bmcalc.formulas.relative_change import relative_change
from bmcalc.formulas.tablet_combination import Tablets, nearest_tablets

if TYPE_CHECKING:
    from bmcalc.calculators.shared.intended_dose import IntendedDose

SOURCE: Final = "capecitabine-tablets"
LARGE, SMALL = q("500 mg"), q("150 mg")
TIMES_PER_DAY: Final = 2
_FACTS: Final = (
    "crcl", "dpd", "ppe_grade", "mucositis_grade", "diarrhoea_grade", "worst_toxicity_grade",
    "toxicity_occurrence",
)


def capecitabine_tablets(given: CapecitabineInputs, work: Work) -> None:
    """Write the dose of one time, the tablets that come nearest, the band, supply and order."""
    from bmcalc.calculators.chemotherapy.capecitabine_order import compare_tablets
    from bmcalc.calculators.chemotherapy.oral_bands import give_band

    found = AREA_DRUGS[CAPECITABINE]
    assert given.height is not None and given.weight is not None
    usual = found.usual_dose
    assert usual is not None
    if given.dose_per_bsa is not None:
        gate_typed_dose(found, given.dose_per_bsa, work)
    planned = (given.dose_per_bsa or usual).named(_("dose per m²"))
    formula = BSA_FORMULAS[given.bsa_formula]
    area = plausible_area(
        body_surface_area(given.bsa_formula, given.height, given.weight, given.sex)
    )
    confirm_area(area, work)
    area = work.step(_("Body surface area, {formula}", formula=formula.name), area,
                     formula.source, _("BSA"), decimals=4)
    intended = _intended(given, planned, work)
    dose = work.step(
        _("Single dose"), (intended.dose.named(_("dose per m²")) * area).to("mg"),
        found.sources[0], _("dose"),
    )
    small = 0 if given.tablets == LARGE_ONLY else given.most_small
    tablets = nearest_tablets(dose, LARGE, SMALL, small)
    off = _give_tablets(given, dose, tablets, work)
    work.give("bsa", area)
    give_band(given, found.id, planned, intended.dose, area, dose, work)
    _ask_about(off, dose, tablets, work)
    compare_tablets(given, dose, tablets, small, work)


def _intended(given: CapecitabineInputs, planned: Term, work: Work) -> IntendedDose:
    """Tell the rules that look at what the page asks; return what they and the reduction leave."""
    from bmcalc.calculators.shared.drug_rules import drug_of_page, judge_drug
    from bmcalc.calculators.shared.intended_dose import Reduction, intended_dose
    from bmcalc.rules.engine import tell_on_page

    found = drug_of_page(CAPECITABINE)
    facts: dict[str, Any] = {name: getattr(given, name) for name in _FACTS}
    asked = {*_FACTS, "planned_share"}
    rules = [
        rule for rule in found.rules if rule.measures and asked >= {*rule.measures}
    ]
    reduction = None
    left = Decimal(100)
    if given.reduction is not None:
        reduction = Reduction(given.reduction, given.reduction_reason or "")
        left -= given.reduction.to("%").magnitude
    judgement = judge_drug(
        found, facts, planned=planned, profile=given.label_profile, rules=rules,
        handed={"planned_share": Term(left, unit("%"))},
    )
    tell_on_page(judgement, work)
    return intended_dose(planned, judgement, reduction, work)


def _give_tablets(
    given: CapecitabineInputs, dose: Term, tablets: Tablets, work: Work
) -> Term:
    work.decide(
        _("Tablets for a single dose"), _("whole tablets nearest to the dose; of two the lower"),
        show(dose, 1, trim=True),
        _("{large} × 500 mg + {small} × 150 mg", large=tablets.large, small=tablets.small), SOURCE,
    )
    made = work.step(_("Dose that the tablets make"), tablets.dose, SOURCE, _("dose"))
    off = work.step(
        _("Difference from the calculated dose"), relative_change(dose, made), SOURCE, decimals=1,
    )
    times = TIMES_PER_DAY * given.days
    work.give("dose_calculated", dose)
    work.give("dose", made)
    work.give("tablets_500", tablets.large)
    work.give("tablets_150", tablets.small)
    work.give("difference", off)
    work.give("per_day", work.step(_("Daily dose"), made * TIMES_PER_DAY, SOURCE))
    work.give("supply_500", tablets.large * times)
    work.give("supply_150", tablets.small * times)
    return off


def _ask_about(off: Term, dose: Term, tablets: Tablets, work: Work) -> None:
    """Tell tablets that are more than 5 % off the dose; ask about more than 10 %."""
    from bmcalc.rules.limits import contract_choice

    told, asked = (
        contract_choice(name).magnitude for name in ("tolerance_agrees", "tolerance_stops")
    )
    size = abs(off.settled)
    if size <= told:
        return
    text = _("Whole tablets make {made} of {dose}: {percent}.", made=tablets.dose,
             dose=show(dose, 1, trim=True), percent=show(off, 1))
    if size > asked:
        work.caution("TABLETS_FAR_OFF", text, SOURCE, about="tablets")
    else:
        work.info("TABLETS_OFF", text, SOURCE, about="tablets")


CALCULATOR = Calculator(
    id="capecitabine-tablets",
    title=_("Capecitabine tablets"),
    summary=_("Dose by area twice a day in whole tablets, the label's band, supply and order"),
    group="dosing",
    order=58,
    not_for=NotFor(
        _("Not with a complete DPD deficiency, and not below the clearance that the "
          "label excludes: no dose is safe there."),
        "dpd-cpic", "dpd-ema", "label-capecitabine-us",
    ),
    inputs=CapecitabineInputs,
    values=(
        Value(name="bsa", label=_("Body surface area"), unit="m^2", decimals=2),
        Value(name="dose_calculated", label=_("Calculated single dose"), unit="mg",
              decimals=1, trim=True),
        Value(name="dose", label=_("Single dose in tablets"), unit="mg", decimals=0),
        Value(name="tablets_500", label=_("500 mg tablets, single dose"), kind="integer"),
        Value(name="tablets_150", label=_("150 mg tablets, single dose"), kind="integer"),
        Value(name="difference", label=_("Difference from the calculated dose"), unit="%",
              decimals=1),
        Value(name="per_day", label=_("Daily dose"), unit="mg", decimals=0),
        Value(name="supply_500", label=_("500 mg tablets for the days"), kind="integer"),
        Value(name="supply_150", label=_("150 mg tablets for the days"), kind="integer"),
        Value(name="band_dose", label=_("Dose by the label's table"), unit="mg", decimals=0),
        Value(name="band_tablets_500", label=_("500 mg tablets by the label's table"),
              kind="integer"),
        Value(name="band_tablets_150", label=_("150 mg tablets by the label's table"),
              kind="integer"),
        Value(name="band_difference", label=_("Difference of that dose"), unit="%", decimals=1),
        DEVIATION,
    ),
    formula=capecitabine_tablets,
    headline="dose",
    rules_of=(CAPECITABINE,),
)
