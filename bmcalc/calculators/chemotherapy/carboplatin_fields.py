"""Carboplatin, the questions: the target AUC, and a GFR or the patient it is estimated from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from bmcalc.calculators.kidney.gfr_estimate import (
    CREATININE_AGE,
    CREATININE_FLOOR,
    EQUATION,
    SHIPPED_FLOOR,
    WEIGHT_BASIS,
    body_fields,
)
from bmcalc.calculators.kidney.steady_state import CREATININE_STEADY, DIALYSIS, why_no_estimate
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
    rounding_conflicts,
    rounding_needs,
)
from bmcalc.calculators.shared.ordered_dose import ORDERED_DOSE
from bmcalc.core.ask import UNSET, AskQuantity, Span, Unset
from bmcalc.core.calculator import Inputs
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.formulas.renal_equations import RENAL_EQUATIONS
from bmcalc.rules.entered import question
from bmcalc.rules.limits import Stated

_KIDNEY = _("From the patient")
_POLICY = _("Method")

TARGET_AUC = AskQuantity(
    label=_("Target AUC"), symbol=_("AUC"), decimals=1, limits_source="carboplatin-auc-limits",
    spans=(Span("mg*min/mL", hard=("0.5", "10"), usual=("1.5", "6")),),
)
GFR = question("gfr")
GFR_KIND = question("gfr_kind")
GFR_CAP = AskQuantity(
    label=_("Cap on the GFR"), symbol=_("cap"), decimals=0, null_means_off=True,
    limits_source="fda-carboplatin-2010",
    spans=(Span("mL/min", hard=("50", "250"), usual=(None, "125")),),
    hint=_("{cap} for an estimated GFR, none for a measured one.", cap=Stated("gfr_cap_fda")),
)


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
    creatinine_steady: Annotated[str | None, CREATININE_STEADY.but(section=_KIDNEY)] = None
    dialysis: Annotated[bool | None, DIALYSIS.but(section=_KIDNEY)] = None
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

    @property
    def why_no_estimate(self) -> object | None:
        """The sentence that says why no GFR is estimated here; None where one may be."""
        if self.gfr is not None and self.gfr_kind == "measured":
            return None
        return why_no_estimate(self.dialysis, self.creatinine_steady)

    def needs(self) -> Iterable[str]:
        """Name the target, and either the kind of the typed GFR or what an estimate takes."""
        yield from super().needs()
        yield from rounding_needs(self.rounding)
        if self.gfr_is_typed:
            yield "gfr_kind"
        elif self.gfr_kind == "measured":
            yield "gfr"
        elif self.why_no_estimate is None:
            yield from ("sex", "age", "creatinine")
            equation = RENAL_EQUATIONS[self.equation]
            if equation.indexed:
                yield from ("height", "weight")
            yield from body_fields(equation, self.weight_basis)

    def conflicts(self) -> Iterable[Problem]:
        """Yield a rounding that cannot be done."""
        return rounding_conflicts(self.rounding, self.rounding_step, "carboplatin")

    def notes(self) -> Iterable[str]:
        """Name what is said of the creatinine where the GFR rests on it."""
        if self.gfr_is_typed:
            return ()
        return ("creatinine_age_days", "creatinine_steady", "dialysis")
