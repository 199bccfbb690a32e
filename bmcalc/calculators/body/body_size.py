"""Body size: surface area by twelve formulas, BMI, ideal, adjusted and lean weight."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from bmcalc.calculators.body.body_plausibility import (
    confirm_area,
    confirm_bmi,
    confirm_devine_height,
    ideal_weight_above_zero,
    plausible_area,
    plausible_bmi,
    tell_no_ideal_weight,
)
from bmcalc.calculators.questions.patient_fields import HEIGHT, SEX, WEIGHT
from bmcalc.core.ask import AskChoice
from bmcalc.core.calculator import Calculator, Inputs, NotFor
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.formulas.body_weights import adjusted_weight, lean_weight
from bmcalc.formulas.bsa_formulas import BSA_FORMULAS, body_surface_area
from bmcalc.rules.limits import limit

D = Decimal

BSA_FORMULA = AskChoice(
    label=_("BSA formula"),
    options={key: formula.name for key, formula in BSA_FORMULAS.items()},
)

BMI_BANDS_WHO = (
    ("bmi_who_obese_3", "obese_3"), ("bmi_who_obese_2", "obese_2"), ("bmi_who_obese_1", "obese_1"),
    ("bmi_who_overweight", "overweight"), ("bmi_who_normal", "normal"),
)
BMI_BANDS_CN = (
    ("bmi_cn_obese", "obese"), ("bmi_cn_overweight", "overweight"), ("bmi_cn_normal", "normal"),
)
"""The limit at which each band begins, the highest band first."""

BAND_NAMES: dict[str, object] = {
    "underweight": _("underweight"),
    "normal": _("normal"),
    "overweight": _("overweight"),
    "obese": _("obese"),
    "obese_1": _("obese, class I"),
    "obese_2": _("obese, class II"),
    "obese_3": _("obese, class III"),
}


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class BodySizeInputs(Inputs):
    """Height, weight and sex of an adult, and the formula whose area leads."""

    sex: Annotated[str | None, SEX.but(required=True)] = None
    height: Annotated[Term | None, HEIGHT.but(required=True)] = None
    weight: Annotated[Term | None, WEIGHT.but(required=True)] = None
    bsa_formula: Annotated[str, BSA_FORMULA] = "mosteller"


def band(index: Term, bands: Iterable[tuple[str, str]]) -> str:
    """Return the key of the band that a BMI falls into; each band includes its lower end."""
    for lowest, name in bands:
        if index >= limit(lowest):
            return name
    return "underweight"


def body_size(given: BodySizeInputs, work: Work) -> None:
    """Write the areas, the BMI with its bands and the three derived weights."""
    height, weight, sex = given.height, given.weight, given.sex
    assert height is not None and weight is not None
    index = plausible_bmi(height, weight)
    chosen = BSA_FORMULAS[given.bsa_formula]
    area = work.step(
        _("Body surface area, {formula}", formula=chosen.name),
        plausible_area(body_surface_area(given.bsa_formula, height, weight, sex)),
        chosen.source, _("BSA"), decimals=4,
    )
    work.give("bsa", area)
    _compare_formulas(given, height, weight, area, work)
    index = work.step(_("Body mass index"), index, "quetelet", _("BMI"), decimals=2)
    work.give("bmi", index)
    work.give("bmi_band_who", band(index, BMI_BANDS_WHO))
    work.give("bmi_band_cn", band(index, BMI_BANDS_CN))
    _weights(height, weight, index, sex, work)
    confirm_area(area, work)
    confirm_bmi(index, work)


def _compare_formulas(
    given: BodySizeInputs, height: Term, weight: Term, chosen: Term, work: Work
) -> None:
    table = {
        key: body_surface_area(key, height, weight, given.sex) for key in BSA_FORMULAS
    }
    work.give("bsa_table", dict(table))
    smallest = min(table, key=lambda key: table[key].settled)
    largest = max(table, key=lambda key: table[key].settled)
    spread = D(100) * (table[largest] - table[smallest]) / chosen
    work.info(
        "BSA_SPREAD",
        _("The twelve formulas lie between {low} ({lowest}) and {high} ({highest}): {spread} % "
          "of the chosen one.",
          low=show(table[smallest], 2), lowest=BSA_FORMULAS[smallest].name,
          high=show(table[largest], 2), highest=BSA_FORMULAS[largest].name,
          spread=show(spread, 1)),
        "redlarski-2016",
    )


def _weights(height: Term, weight: Term, index: Term, sex: str | None, work: Work) -> None:
    ideal = ideal_weight_above_zero(height, sex)
    adjusted = None
    if ideal is None:
        tell_no_ideal_weight(height, work)
    else:
        ideal = work.step(
            _("Ideal weight, Devine"), ideal, "devine-1974", _("ideal weight"), decimals=1
        )
        confirm_devine_height(height, work)
        adjusted = _adjusted(weight.to("kg").named(_("weight")), ideal, work)
    lean = work.step(
        _("Lean weight"), lean_weight(weight, index, sex), "janmahasatian-2005", decimals=1
    )
    work.give("ideal_weight", ideal)
    work.give("adjusted_weight", adjusted)
    work.give("lean_weight", lean)


def _adjusted(actual: Term, ideal: Term, work: Work) -> Term:
    """Return the adjusted weight; the actual one where it is at or below the ideal weight."""
    if actual > ideal:
        return work.step(
            _("Adjusted weight"), adjusted_weight(actual, ideal), "nccn-appendix-b", decimals=1
        )
    work.decide(
        _("Adjusted weight"), _("the actual weight where it is at or below the ideal weight"),
        _("{actual} ≤ {ideal}", actual=actual, ideal=show(ideal, 1)), actual, "nccn-appendix-b",
    )
    work.info(
        "ACTUAL_BELOW_IDEAL",
        _("The actual weight is not above the ideal weight, so the adjusted weight is the "
          "actual one."),
        "nccn-appendix-b",
    )
    return actual


CALCULATOR = Calculator(
    id="body-size",
    title=_("Body size"),
    summary=_("Body surface area by twelve formulas, BMI, ideal, adjusted and lean weight"),
    group="dosing",
    order=10,
    not_for=NotFor(
        _("Only for adults. With oedema or ascites the measured weight is too high: "
          "enter the dry weight."),
        "plausibility-limits", "nutrition-weight",
    ),
    inputs=BodySizeInputs,
    values=(
        Value(name="bsa", label=_("Body surface area"), unit="m^2", decimals=2),
        Value(name="bmi", label=_("Body mass index"), unit="kg/m^2", decimals=1),
        Value(name="bmi_band_who", label=_("BMI band, WHO"), options=BAND_NAMES),
        Value(name="bmi_band_cn", label=_("BMI band, China"), options=BAND_NAMES),
        Value(name="ideal_weight", label=_("Ideal weight"), unit="kg", decimals=1),
        Value(name="adjusted_weight", label=_("Adjusted weight"), unit="kg", decimals=1),
        Value(name="lean_weight", label=_("Lean weight"), unit="kg", decimals=1),
        Value(
            name="bsa_table", label=_("All formulas"), kind="object",
            options={key: formula.name for key, formula in BSA_FORMULAS.items()},
        ),
    ),
    formula=body_size,
    headline="bsa",
    picture="bsa-table",
)
