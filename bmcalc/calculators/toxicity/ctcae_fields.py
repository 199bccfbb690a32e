"""CTCAE, the questions: each value with the laboratory limit and the baseline it is judged by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from bmcalc.calculators.calcium.calcium_fields import CALCIUM_LLN, CALCIUM_ULN
from bmcalc.calculators.questions.blood_fields import ANC, HAEMOGLOBIN, PLATELETS
from bmcalc.calculators.questions.heart_fields import QTCF, QTCF_BASELINE
from bmcalc.calculators.questions.laboratory_fields import CALCIUM_TOTAL
from bmcalc.calculators.questions.liver_fields import (
    ALT,
    ALT_ULN,
    AST,
    AST_ULN,
    BILIRUBIN,
    BILIRUBIN_ULN,
    without_multiples,
)
from bmcalc.calculators.questions.patient_fields import CREATININE, CREATININE_BASELINE
from bmcalc.calculators.toxicity.ctcae_grades import counts, creatinine_grade, liver
from bmcalc.core.ask import AskChoice, AskQuantity, Span
from bmcalc.core.calculator import Inputs
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term, q
from bmcalc.core.texts import _
from bmcalc.formulas.analytes import creatinine_in_umol_per_l
from bmcalc.rules.calcium_status import DEFAULT_LLN, DEFAULT_ULN

BLOOD = _("Blood counts")
LIVER_SECTION = _("Liver")
KIDNEY = _("Kidney")
CALCIUM = _("Calcium")
HEART = _("Heart")

LOWER = _("lower limit")
UPPER = _("upper limit")
BEFORE = _("baseline")
OF_THE_LABORATORY = _("of the laboratory")
BEFORE_TREATMENT = _("before treatment")


def _count_limit(label: object, low: str, high: str, per_ul: tuple[str, str]) -> AskQuantity:
    return AskQuantity(
        label=label, symbol=LOWER, hint=OF_THE_LABORATORY, section=BLOOD,
        spans=(
            Span("x10^9/L", hard=(low, high)),
            Span("/uL", hard=per_ul),
            Span("/mm3", hard=per_ul),
        ),
    )


GRADED_ALT, GRADED_AST, GRADED_BILIRUBIN = map(without_multiples, (ALT, AST, BILIRUBIN))
WBC = AskQuantity(
    label=_("White cells (WBC)"), symbol=_("WBC"), section=BLOOD,
    spans=(
        Span("x10^9/L", hard=("0", "500"), usual=("2", "30")),
        Span("/uL", hard=("0", "500000"), usual=("2000", "30000")),
        Span("/mm3", hard=("0", "500000"), usual=("2000", "30000")),
    ),
)
HAEMOGLOBIN_LLN = AskQuantity(
    label=_("Lower limit of haemoglobin"), symbol=LOWER, hint=OF_THE_LABORATORY, section=BLOOD,
    spans=(Span("g/L", hard=("100", "150")), Span("g/dL", hard=("10", "15"))),
)
CREATININE_ULN = AskQuantity(
    label=_("Upper limit of creatinine"), symbol=UPPER, hint=OF_THE_LABORATORY, section=KIDNEY,
    decimals=1,
    spans=(Span("umol/L", hard=("50", "150")), Span("mg/dL", hard=("0.6", "1.7"))),
)
CREATININE_LLN = AskQuantity(
    label=_("Lower limit of creatinine"), symbol=LOWER, hint=OF_THE_LABORATORY, section=KIDNEY,
    decimals=1,
    spans=(Span("umol/L", hard=("18", "80")), Span("mg/dL", hard=("0.2", "0.9"))),
)

HIGHEST_CREATININE_LLN = q("80 umol/L")
"""No laboratory states a higher lower limit: a baseline from here is never below one."""

MEASURED = ("anc", "wbc", "platelets", "haemoglobin", "alt", "ast", "bilirubin", "creatinine",
            "calcium_corrected", "qtcf")
"""The fields that are graded; the others only tell by what."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class CtcaeInputs(Inputs):
    """Laboratory values with the limits of the laboratory and the values before treatment."""

    version: Annotated[str, AskChoice(
        label=_("CTCAE version that leads"), style="segments",
        options={"5": _("5.0"), "6": _("6.0")}, hint=_("both are always shown"),
    )] = "5"
    anc: Annotated[Term | None, ANC.but(section=BLOOD)] = None
    anc_lln: Annotated[Term | None, _count_limit(
        _("Lower limit of neutrophils"), "1.5", "3.0", ("1500", "3000")
    )] = None
    wbc: Annotated[Term | None, WBC] = None
    wbc_lln: Annotated[Term | None, _count_limit(
        _("Lower limit of white cells"), "3.0", "5.0", ("3000", "5000")
    )] = None
    platelets: Annotated[Term | None, PLATELETS.but(section=BLOOD)] = None
    platelets_lln: Annotated[Term | None, _count_limit(
        _("Lower limit of platelets"), "75", "200", ("75000", "200000")
    )] = None
    haemoglobin: Annotated[Term | None, HAEMOGLOBIN.but(section=BLOOD)] = None
    haemoglobin_lln: Annotated[Term | None, HAEMOGLOBIN_LLN] = None
    alt: Annotated[Term | None, GRADED_ALT.but(section=LIVER_SECTION)] = None
    alt_uln: Annotated[Term | None, ALT_ULN.but(
        hint=OF_THE_LABORATORY, section=LIVER_SECTION
    )] = None
    alt_baseline: Annotated[Term | None, GRADED_ALT.but(
        label=_("ALT at baseline"), symbol=BEFORE, hint=BEFORE_TREATMENT, section=LIVER_SECTION
    )] = None
    ast: Annotated[Term | None, GRADED_AST.but(section=LIVER_SECTION)] = None
    ast_uln: Annotated[Term | None, AST_ULN.but(
        hint=OF_THE_LABORATORY, section=LIVER_SECTION
    )] = None
    ast_baseline: Annotated[Term | None, GRADED_AST.but(
        label=_("AST at baseline"), symbol=BEFORE, hint=BEFORE_TREATMENT, section=LIVER_SECTION
    )] = None
    bilirubin: Annotated[Term | None, GRADED_BILIRUBIN.but(section=LIVER_SECTION)] = None
    bilirubin_uln: Annotated[Term | None, BILIRUBIN_ULN.but(
        hint=OF_THE_LABORATORY, section=LIVER_SECTION
    )] = None
    bilirubin_baseline: Annotated[Term | None, GRADED_BILIRUBIN.but(
        label=_("Bilirubin at baseline"), symbol=BEFORE, hint=BEFORE_TREATMENT,
        section=LIVER_SECTION,
    )] = None
    creatinine: Annotated[Term | None, CREATININE.but(section=KIDNEY)] = None
    creatinine_uln: Annotated[Term | None, CREATININE_ULN] = None
    creatinine_lln: Annotated[Term | None, CREATININE_LLN] = None
    creatinine_baseline: Annotated[Term | None, CREATININE_BASELINE.but(
        symbol=BEFORE, hint=BEFORE_TREATMENT, section=KIDNEY
    )] = None
    calcium_corrected: Annotated[Term | None, CALCIUM_TOTAL.but(
        label=_("Calcium corrected for albumin"), section=CALCIUM
    )] = None
    calcium_lln: Annotated[Term, CALCIUM_LLN.but(section=CALCIUM)] = DEFAULT_LLN
    calcium_uln: Annotated[Term, CALCIUM_ULN.but(section=CALCIUM)] = DEFAULT_ULN
    qtcf: Annotated[Term | None, QTCF.but(section=HEART)] = None
    qtcf_baseline: Annotated[Term | None, QTCF_BASELINE.but(
        symbol=BEFORE, hint=BEFORE_TREATMENT, section=HEART
    )] = None

    def value(self, name: str) -> Term | None:
        """Return the value of a field that holds a quantity."""
        found: Term | None = getattr(self, name)
        return found

    def needs(self) -> Iterable[str]:
        """Require the laboratory limits only where without them nothing at all is graded."""
        given = [name for name in MEASURED if self.value(name) is not None]
        absent = [self.limit_awaited(name, self.version) for name in given]
        return () if None in absent else [name for name in absent if name is not None]

    def limit_awaited(self, name: str, version: str) -> str | None:
        """Return the field of the limit without which a value has no grade in a version.

        None where it is graded without, or with what was given. Creatinine in version 6 waits for
        the lower limit only where the baseline may be below it and would then decide.
        """
        value = self.value(name)
        if value is None:
            return None
        if name in counts():
            known = counts()[name][version].decides_without_limit(value)
            wanted = None if known else f"{name}_lln"
        else:
            wanted = f"{name}_uln" if name in (*liver(), "creatinine") else None
        if wanted is not None and self.value(wanted) is None:
            return wanted
        undecided = name == "creatinine" and version == "6" and self._baseline_may_decide()
        return "creatinine_lln" if undecided else None

    def _baseline_may_decide(self) -> bool:
        baseline, upper = self.creatinine_baseline, self.creatinine_uln
        if self.creatinine is None or baseline is None or upper is None:
            return False
        if self.creatinine_lln is not None:
            return False
        value, upper, baseline = map(
            creatinine_in_umol_per_l, (self.creatinine, upper, baseline)
        )
        grades = {
            creatinine_grade("6", value, upper, lower, baseline)
            for lower in (None, HIGHEST_CREATININE_LLN)
        }
        return len(grades) > 1

    def notes(self) -> Iterable[str]:
        """Report the baselines that were not given for what is graded."""
        return (
            f"{name}_baseline" for name in (*liver(), "creatinine", "qtcf")
            if self.value(name) is not None
        )

    def conflicts(self) -> Iterable[Problem]:
        """Refuse when nothing is to be graded, and limits that are the wrong way round."""
        if all(self.value(name) is None for name in MEASURED):
            yield Problem(
                "E_MISSING", _("Enter at least one laboratory value to grade."), MEASURED
            )
        lower, upper = self.creatinine_lln, self.creatinine_uln
        if lower is None or upper is None:
            return
        if creatinine_in_umol_per_l(lower) >= creatinine_in_umol_per_l(upper):
            yield Problem(
                "E_LOGIC", _("The lower limit of creatinine is not below the upper limit."),
                ("creatinine_lln", "creatinine_uln"),
            )
