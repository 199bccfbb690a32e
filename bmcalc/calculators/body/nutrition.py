"""Nutrition in cancer: protein and energy a day, and whether an intake meets the target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from bmcalc.calculators.body.body_plausibility import (
    confirm_devine_height,
    ideal_weight_above_zero,
    needed_ideal_weight,
    plausible_bmi,
)
from bmcalc.calculators.questions.laboratory_fields import CRCL, DIALYSIS
from bmcalc.calculators.questions.patient_fields import HEIGHT, SEX, WEIGHT
from bmcalc.core.ask import AskChoice, AskFlag, AskQuantity, Span
from bmcalc.core.calculator import Calculator, Inputs, NotFor
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.formulas.body_weights import adjusted_weight
from bmcalc.formulas.daily_needs import daily_need, intake_per_kilogram
from bmcalc.rules.limits import Stated, StatedNumber, limit

ESPEN = "espen-cancer-2021"
TARGET = "protein-target"
WEIGHT_BASIS_SOURCE = "nutrition-weight"
KIDNEY = "nutrition-kidney"

_TARGET_LABEL = _("Protein, target of {target}", target=Stated("protein_target"))

WEIGHT_NAMES: dict[str, object] = {
    "actual": _("actual weight"),
    "adjusted": _("adjusted weight"),
}


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class NutritionInputs(Inputs):
    """The weight, what is eaten, and what makes the weight or the target doubtful."""

    weight: Annotated[Term | None, WEIGHT.but(required=True)] = None
    protein: Annotated[Term | None, AskQuantity(
        label=_("Protein eaten a day"), symbol=_("protein"), decimals=1, noted=True,
        spans=(Span("g", hard=("0", "500"), usual=("10", "250")),),
    )] = None
    energy: Annotated[Term | None, AskQuantity(
        label=_("Energy taken a day"), symbol=_("energy"), decimals=0,
        spans=(Span("kcal", hard=("0", "8000"), usual=("300", "4000")),),
    )] = None
    sex: Annotated[str | None, SEX] = None
    height: Annotated[Term | None, HEIGHT.but(noted=True)] = None
    weight_basis: Annotated[str, AskChoice(
        label=_("Weight used"), options=WEIGHT_NAMES, style="segments"
    )] = "actual"
    oedema: Annotated[bool | None, AskFlag(label=_("Oedema or ascites"), noted=True)] = None
    crcl: Annotated[Term | None, CRCL.but(noted=True)] = None
    dialysis: Annotated[bool | None, DIALYSIS] = None

    def needs(self) -> Iterable[str]:
        """Require sex and height where the adjusted weight is used."""
        yield from super().needs()
        if self.weight_basis == "adjusted":
            yield from ("sex", "height")


def nutrition(given: NutritionInputs, work: Work) -> None:
    """Write the targets, the intake per kilogram and whether it meets the target."""
    assert given.weight is not None
    weight = _weight(given, given.weight.to("kg"), work)
    work.give("weight_used", weight)
    for name, label, need, source in (
        ("protein_espen_min", _("Protein, lower end of ESPEN"), limit("protein_lowest"), ESPEN),
        ("protein_min", _TARGET_LABEL, limit("protein_target"), TARGET),
        ("protein_max", _("Protein, upper end"), limit("protein_highest"), ESPEN),
    ):
        work.give(name, work.step(label, daily_need(weight, need), source, decimals=1))
    for name, label, need in (
        ("energy_min", _("Energy, lower end"), limit("energy_lowest")),
        ("energy_max", _("Energy, upper end"), limit("energy_highest")),
    ):
        work.give(name, work.step(label, daily_need(weight, need), ESPEN, decimals=0))
    work.info(
        "TARGET_IS_NOT_ESPEN",
        _("{target} is the target of the casebook; ESPEN recommends more than {lowest} and up to "
          "{highest} of protein and {energy_lowest} to {energy_highest} a day.",
          target=Stated("protein_target"), lowest=StatedNumber("protein_lowest"),
          highest=Stated("protein_highest"), energy_lowest=StatedNumber("energy_lowest"),
          energy_highest=Stated("energy_highest")),
        TARGET, ESPEN,
    )
    if given.protein is not None:
        _judge_protein(given.protein, weight, work)
    if given.energy is not None:
        _judge_energy(given.energy, weight, work)
    _judge_kidney(given, work)


def _weight(given: NutritionInputs, actual: Term, work: Work) -> Term:
    """Return the weight that the targets use; say where the actual one misleads."""
    if given.oedema:
        work.caution(
            "OEDEMA",
            _("With oedema or ascites the measured weight is too high. Enter the dry weight."),
            WEIGHT_BASIS_SOURCE, about="weight",
        )
    used = actual.named(_("weight"))
    if given.height is None:
        return used
    index = plausible_bmi(given.height, used)
    misleads_from = limit("bmi_of_overstated_need")
    work.step(_("Body mass index"), index, "quetelet",
              decimals=decimals_against(index, [misleads_from], 1))
    if given.weight_basis == "adjusted":
        return _adjusted(given.height, used, given.sex, work)
    if index >= misleads_from:
        _doubt_actual_weight(given.height, used, given.sex, work)
    return used


def _doubt_actual_weight(height: Term, actual: Term, sex: str | None, work: Work) -> None:
    """Say that the actual weight overstates the need, and what the adjusted one would give."""
    work.caution(
        "OBESE_ACTUAL_WEIGHT",
        _("With a BMI of {bmi} or more the actual weight overstates the need. Choose the "
          "adjusted weight or decide with a dietitian.", bmi=Stated("bmi_of_overstated_need")),
        WEIGHT_BASIS_SOURCE, about="weight_basis",
    )
    ideal = None if sex is None else ideal_weight_above_zero(height, sex)
    if ideal is not None:
        adjusted = adjusted_weight(actual, ideal)
        work.info(
            "OTHER_WEIGHT",
            _("With the adjusted weight of {weight} the protein target is {protein} a day.",
              weight=show(adjusted, 1),
              protein=show(daily_need(adjusted, limit("protein_target")), 1)),
            "nccn-appendix-b", TARGET,
        )


def _adjusted(height: Term, actual: Term, sex: str | None, work: Work) -> Term:
    """Return the adjusted weight; the actual one where it is at or below the ideal weight."""
    ideal = work.step(_("Ideal weight, Devine"), needed_ideal_weight(height, sex), "devine-1974",
                      _("ideal weight"), decimals=1)
    confirm_devine_height(height, work)
    adjusted = actual if actual <= ideal else adjusted_weight(actual, ideal)
    return work.step(_("Adjusted weight"), adjusted, "nccn-appendix-b", _("adjusted weight"),
                     decimals=1)


def _judge_protein(protein: Term, weight: Term, work: Work) -> None:
    lowest, target, highest = (
        limit(name) for name in ("protein_lowest", "protein_target", "protein_highest")
    )
    intake = intake_per_kilogram(protein, weight)
    decimals = decimals_against(intake, (lowest, target, highest), 2)
    intake = work.step(_("Protein per kg"), intake, TARGET, decimals=decimals)
    work.give("protein_per_kg", intake, decimals)
    work.give("meets_target", intake >= target)
    shown = show(intake, decimals)
    if intake <= lowest:
        work.caution(
            "PROTEIN_BELOW_ESPEN",
            _("{intake} of protein a day is not above {lowest}, where ESPEN begins, and is below "
              "the target of {target}.", intake=shown, lowest=lowest, target=target),
            ESPEN, TARGET, about="protein",
        )
    elif intake < target:
        work.caution(
            "PROTEIN_BELOW_TARGET",
            _("{intake} of protein a day is below the target of {target}.", intake=shown,
              target=target),
            TARGET, about="protein",
        )
    elif intake > highest:
        work.caution(
            "PROTEIN_ABOVE_ESPEN",
            _("{intake} of protein a day is above {highest}, the upper end of ESPEN.",
              intake=shown, highest=highest),
            ESPEN, about="protein",
        )


def _judge_energy(energy: Term, weight: Term, work: Work) -> None:
    intake = intake_per_kilogram(energy, weight)
    lowest, highest = limit("energy_lowest"), limit("energy_highest")
    decimals = decimals_against(intake, (lowest, highest), 1)
    intake = work.step(_("Energy per kg"), intake, ESPEN, decimals=decimals)
    work.give("energy_per_kg", intake, decimals)
    if intake < lowest or intake > highest:
        work.caution(
            "ENERGY_OUTSIDE",
            _("{intake} a day is outside {lowest} to {highest}.", intake=show(intake, decimals),
              lowest=StatedNumber("energy_lowest"), highest=highest),
            ESPEN, about="energy",
        )


def _judge_kidney(given: NutritionInputs, work: Work) -> None:
    severe = given.crcl is not None and given.crcl < limit("clearance_of_protein_target")
    if given.dialysis or severe:
        work.stop(
            "KIDNEY",
            _("In severe kidney disease or on dialysis a clinician sets the protein target. Do not "
              "use these numbers."),
            KIDNEY, about="dialysis" if given.dialysis else "crcl",
        )


CALCULATOR = Calculator(
    id="nutrition",
    title=_("Nutrition"),
    summary=_("Protein and energy a day, and whether an intake meets the target"),
    group="response",
    order=440,
    not_for=NotFor(
        _("Not in severe kidney disease or on dialysis, where a clinician sets the "
          "target. With oedema or ascites enter the dry weight."),
        "nutrition-kidney", "nutrition-weight",
    ),
    inputs=NutritionInputs,
    values=(
        Value(name="protein_min", label=_TARGET_LABEL, unit="g", decimals=1),
        Value(name="protein_max", label=_("Protein, upper end"), unit="g", decimals=1),
        Value(name="protein_espen_min", label=_("Protein, lower end of ESPEN"), unit="g",
              decimals=1),
        Value(name="energy_min", label=_("Energy, lower end"), unit="kcal", decimals=0),
        Value(name="energy_max", label=_("Energy, upper end"), unit="kcal", decimals=0),
        Value(name="protein_per_kg", label=_("Protein per kg"), unit="g/kg", decimals=2),
        Value(name="meets_target", label=_("Protein target met"), kind="boolean"),
        Value(name="energy_per_kg", label=_("Energy per kg"), unit="kcal/kg", decimals=1),
        Value(name="weight_used", label=_("Weight used"), unit="kg", decimals=1),
    ),
    formula=nutrition,
    headline="protein_min",
)
