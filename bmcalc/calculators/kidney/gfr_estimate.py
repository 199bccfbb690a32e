"""An estimated GFR for one patient, step by step: which creatinine, which weight, which equation.

Used by the renal-function and the carboplatin calculator, so that both choose alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from bmcalc.calculators.body.body_plausibility import (
    confirm_area,
    confirm_devine_height,
    needed_ideal_weight,
    plausible_area,
)
from bmcalc.core.arithmetic import greatest
from bmcalc.core.ask import AskChoice, AskInteger, AskQuantity, Span
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.numbers import plain
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Work, refuse
from bmcalc.formulas.analytes import (
    albumin_in_g_per_l,
    creatinine_in_mg_per_dl,
    creatinine_in_umol_per_l,
)
from bmcalc.formulas.body_weights import adjusted_weight
from bmcalc.formulas.bsa_formulas import body_surface_area
from bmcalc.formulas.creatinine_clearance import creatinine_in, deindexed, show_creatinine
from bmcalc.formulas.renal_equations import (
    RENAL_EQUATIONS,
    STANDARD_BODY,
    RenalEquation,
)
from bmcalc.rules.limits import StatedNumber, contract_choice, limit

WEIGHT_BASES: dict[str, object] = {
    "actual": _("Actual weight"),
    "ideal": _("Ideal weight (Devine)"),
    "adjusted": _("Adjusted weight"),
    "nrg": _("Actual weight below BMI {bmi}, adjusted weight from there (NRG, NCCN)",
             bmi=StatedNumber("bmi_of_adjusted_weight")),
}
EQUATION = AskChoice(
    label=_("Equation"),
    options={key: equation.name for key, equation in RENAL_EQUATIONS.items()},
)
WEIGHT_BASIS = AskChoice(
    label=_("Weight for Cockcroft-Gault"), options=WEIGHT_BASES,
    hint=_("The other equations take the actual weight."),
)
CREATININE_FLOOR = AskQuantity(
    label=_("Lowest creatinine to use"), symbol=_("floor"), null_means_off=True,
    spans=(
        Span("mg/dL", hard=("0.2", "2")),
        Span("umol/L", hard=("18", "180")),
    ),
    hint=_("A lower creatinine counts as this much."),
)
CREATININE_AGE = AskInteger(
    label=_("Age of the creatinine"), low=0, high=30, usual=(None, 7), suffix=_("d")
)

SHIPPED_FLOOR = contract_choice("creatinine_floor").named(_("floor"))
"""The lowest creatinine that carboplatin's dose rests on where nobody says another."""


class RenalPatient(NamedTuple):
    """What the equations may use of a patient; the BMI where height and weight are known."""

    sex: str
    age: Term
    creatinine: Term
    height: Term | None
    weight: Term | None
    body_mass: Term | None


class RenalPolicy(NamedTuple):
    """Which weight goes into Cockcroft-Gault, and below which creatinine nothing is used."""

    weight_basis: str
    creatinine_floor: Term | None


class Clearance(NamedTuple):
    """The result of one equation, and what went into it.

    ``gfr`` is in the equation's own unit. ``creatinine`` is in µmol/L, at the floor where it is
    ``floored``; ``weight`` is in kg, ``area`` in m² (Du Bois), None where the equation uses none.
    """

    gfr: Term
    creatinine: Term
    floored: bool
    weight: Term | None
    area: Term | None


def nccn_floor() -> Term:
    """Return the lowest creatinine of the NCCN order templates."""
    return limit("creatinine_floor_nccn").named(_("floor"))


def body_fields(equation: RenalEquation, weight_basis: str) -> Iterable[str]:
    """Name the fields of body size that the equation cannot do without."""
    if equation.scaled_by is None:
        return ()
    derived = equation.scaled_by == "chosen_weight" and weight_basis != "actual"
    return ("height", "weight") if derived or equation.scaled_by == "area" else ("weight",)


def creatinine_used(
    typed: Term, wanted: str, floor: Term | None, work: Work
) -> tuple[Term, bool]:
    """Return the creatinine in the unit of the equation, and whether the floor lifted it."""
    used, floored = show_creatinine(typed, wanted, work), False
    if floor is not None:
        lowest = creatinine_in(floor, wanted)
        floored = used < lowest
        nccn = creatinine_in_mg_per_dl(floor) == limit("creatinine_floor_nccn")
        origin = "nccn-appendix-b" if nccn else "creatinine-floor-of-site"
        used = work.step(
            _("Creatinine used, not below the floor"), greatest(used, lowest), origin,
            _("creatinine"), decimals=3,
        )
        if floored:
            work.info(
                FindingCode.CREATININE_FLOORED,
                _("The creatinine of {typed} counts as {floor}.", typed=typed, floor=floor),
                origin, about="creatinine",
            )
    return used, floored


def cockcroft_gault_weight(patient: RenalPatient, basis: str, work: Work) -> Term:
    """Return the weight that the basis chooses, in kg.

    Where the actual weight is at or below the ideal one, every basis takes the actual weight.
    """
    assert patient.weight is not None
    actual = patient.weight
    if basis == "actual":
        return actual
    assert patient.height is not None and patient.body_mass is not None
    body_mass = patient.body_mass
    adjusted_from = limit("bmi_of_adjusted_weight")
    if basis == "nrg" and body_mass < adjusted_from:
        work.decide(
            _("Weight for Cockcroft-Gault"),
            _("BMI below {limit}: the actual weight", limit=plain(adjusted_from.magnitude)),
            _("BMI {bmi}", bmi=show(body_mass, decimals_against(body_mass, (adjusted_from,), 1))),
            actual,
            "nccn-appendix-b",
        )
        return actual
    ideal = work.step(
        _("Ideal weight, Devine"), needed_ideal_weight(patient.height, patient.sex), "devine-1974",
        _("ideal weight"), decimals=1,
    )
    confirm_devine_height(patient.height, work)
    if actual <= ideal:
        work.decide(
            _("Weight for Cockcroft-Gault"),
            _("the actual weight where it is at or below the ideal weight"),
            _("{actual} ≤ {ideal}", actual=actual, ideal=show(ideal, 1)), actual,
            "nccn-appendix-b",
        )
        return actual
    if basis == "ideal":
        return ideal
    return work.step(
        _("Adjusted weight"), adjusted_weight(actual, ideal), "nccn-appendix-b",
        _("adjusted weight"), decimals=1,
    )


def dubois_area(patient: RenalPatient, work: Work) -> Term:
    """Return the Du Bois area in m², which Wright, CamGFR and de-indexing use."""
    assert patient.height is not None and patient.weight is not None
    area = body_surface_area("dubois", patient.height, patient.weight, patient.sex)
    confirm_area(plausible_area(area), work)
    return work.step(
        _("Body surface area, Du Bois"), area, "dubois-1916", _("BSA"), decimals=4
    )


def clearance(equation: str, patient: RenalPatient, policy: RenalPolicy, work: Work) -> Clearance:
    """Return what one equation gives, with its steps; fields of :func:`body_fields` are there.

    Raises ``E_RANGE`` where the result cannot be, before any cap could hide it.
    """
    chosen = RENAL_EQUATIONS[equation]
    floor = policy.creatinine_floor
    _refuse_outside_the_model(equation, patient.creatinine)
    creatinine, floored = creatinine_used(patient.creatinine, chosen.creatinine, floor, work)
    reported = floor if floored and floor is not None else patient.creatinine
    weight = area = None
    size = STANDARD_BODY
    if chosen.scaled_by == "area":
        size = area = dubois_area(patient, work)
        weight = patient.weight
    elif chosen.scaled_by is not None:
        basis = policy.weight_basis if chosen.scaled_by == "chosen_weight" else "actual"
        size = weight = cockcroft_gault_weight(patient, basis, work)
    gfr = work.step(
        chosen.name, plausible_gfr(chosen.gfr(patient.age, patient.sex, creatinine, size)),
        chosen.source, _("indexed GFR") if chosen.indexed else _("GFR"), decimals=1,
    )
    return Clearance(gfr, creatinine_in_umol_per_l(reported), floored, weight, area)


def _refuse_outside_the_model(equation: str, creatinine: Term) -> None:
    """Refuse CamGFR where its polynomial gives a higher GFR for a higher creatinine."""
    highest = limit("camgfr_creatinine_highest")
    if equation == "camgfr_v1" and creatinine_in_mg_per_dl(creatinine) > highest:
        raise refuse(
            "E_RANGE",
            _("{equation} does not hold for a creatinine above {highest}: its result rises again "
              "with the creatinine. Choose another equation.",
              equation=RENAL_EQUATIONS[equation].name, highest=highest),
            "creatinine", "equation",
        )


def show_deindexed(indexed: Term, patient: RenalPatient, work: Work) -> tuple[Term, Term]:
    """Return an indexed GFR as mL/min, and the Du Bois area that made it so."""
    area = dubois_area(patient, work)
    gfr = work.step(
        _("GFR, de-indexed"), plausible_gfr(deindexed(indexed, area)), "indexed-gfr",
        _("GFR"), decimals=1,
    )
    return gfr, area


def is_possible(gfr: Term) -> bool:
    """Say whether a GFR, absolute or indexed, can be; where it cannot, an input must be wrong."""
    return limit("gfr_lowest").magnitude <= gfr.settled <= limit("gfr_highest").magnitude


def plausible_gfr(gfr: Term) -> Term:
    """Return the GFR, absolute or indexed; refuse with ``E_RANGE`` where an input must be wrong."""
    if not is_possible(gfr):
        lowest, highest = limit("gfr_lowest").magnitude, limit("gfr_highest").magnitude
        raise refuse(
            "E_RANGE",
            _("A GFR of {gfr} cannot be (possible: {lowest}–{highest}). Check creatinine, age and "
              "weight and their units.", gfr=show(gfr, 1), lowest=plain(lowest),
              highest=plain(highest)),
            "creatinine", "age", "weight",
        )
    return gfr


def confirm_high_gfr(gfr: Term, work: Work) -> None:
    """Ask for confirmation of an unusually high GFR, before any cap is applied."""
    high = limit("gfr_usual_highest").magnitude
    if gfr.settled > high:
        work.caution(
            FindingCode.GFR_HIGH,
            _("A GFR of {gfr} is above the usual range ({low}–{high}). Confirm what it rests on.",
              gfr=show(gfr, decimals_against(gfr, (high,), 1)),
              low=plain(limit("gfr_usual_lowest").magnitude), high=plain(high)),
            "plausibility-limits",
        )


def confirm_equation(equation: str, policy: RenalPolicy, work: Work) -> None:
    """Say which creatinine assay the equation needs, and what it does not take."""
    chosen = RENAL_EQUATIONS[equation]
    if chosen.idms is True:
        work.info(
            FindingCode.IDMS_CREATININE,
            _("{equation} needs a creatinine that is traceable to IDMS.", equation=chosen.name),
            chosen.source, about="creatinine",
        )
    elif chosen.idms is False:
        work.caution(
            FindingCode.NON_IDMS_CREATININE,
            _("{equation} was fitted to creatinine before IDMS; an IDMS value makes the GFR too "
              "high. Ask the laboratory for the assay.", equation=chosen.name),
            chosen.source, about="creatinine",
        )
    if chosen.scaled_by == "actual_weight" and policy.weight_basis != "actual":
        work.info(
            FindingCode.ACTUAL_WEIGHT_USED,
            _("{equation} takes the actual weight; the chosen weight basis does not apply.",
              equation=chosen.name),
            chosen.source, about="weight_basis",
        )


def confirm_muscle_mass(body_mass: Term | None, albumin: Term | None, work: Work) -> None:
    """Warn that little muscle makes creatinine low and every estimate too high."""
    thin_below, poor_below = limit("bmi_of_little_muscle"), limit("albumin_of_little_muscle")
    thin = body_mass is not None and body_mass < thin_below
    poor = albumin is not None and albumin_in_g_per_l(albumin) < poor_below
    if thin or poor:
        work.caution(
            FindingCode.LITTLE_MUSCLE,
            _("A BMI below {bmi} or an albumin below {albumin} points to little muscle: creatinine "
              "is low and the GFR is estimated too high. Consider a measured GFR.",
              bmi=plain(thin_below.magnitude), albumin=poor_below),
            "nccn-appendix-b",
        )
