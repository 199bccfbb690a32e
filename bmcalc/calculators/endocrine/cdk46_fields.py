"""What is asked before and during a CDK4/6 inhibitor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from bmcalc.calculators.endocrine.cdk46_facts import day_decides, facts_of
from bmcalc.calculators.questions.blood_fields import ANC, HAEMOGLOBIN, PLATELETS
from bmcalc.calculators.questions.heart_fields import QTCF, QTCF_BASELINE
from bmcalc.calculators.questions.laboratory_fields import CRCL, DIALYSIS
from bmcalc.calculators.questions.liver_fields import (
    ALT,
    ALT_ULN,
    AST,
    AST_ULN,
    BILIRUBIN,
    BILIRUBIN_ULN,
    higher,
    limit_needed,
)
from bmcalc.calculators.questions.toxicity_fields import (
    BLOOD,
    CHILD_PUGH,
    FEVER_OVER_1_H,
    HEART,
    ILD_GRADE,
    LIVER,
    NOTHING_TO_JUDGE,
    OTHER,
    TEMPERATURE,
)
from bmcalc.calculators.shared.action import doses_of
from bmcalc.core.ask import AskChoice, AskFlag, AskQuantity, Span
from bmcalc.core.calculator import Inputs
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drugs import drugs
from bmcalc.formulas.limit_multiple import multiple_of_limit
from bmcalc.rules.entered import question

PALBOCICLIB, RIBOCICLIB, ABEMACICLIB = "palbociclib", "ribociclib", "abemaciclib"

CDK46_NAMES: dict[str, object] = {
    PALBOCICLIB: _("Palbociclib"),
    RIBOCICLIB: _("Ribociclib"),
    ABEMACICLIB: _("Abemaciclib"),
}

DRUG = AskChoice(label=_("Drug"), options=CDK46_NAMES, style="segments")
CURRENT_DOSE = AskQuantity(
    label=_("Current dose"), symbol=_("current dose"), decimals=0,
    hint=_("empty: the usual starting dose"), spans=(Span("mg", hard=("50", "600")),),
)
STARTING = AskFlag(label=_("Before the first tablet"))
CYCLE = question("cycle")
CYCLE_DAY = question("day").but(high=70)
DAYS_BETWEEN_STARTS = question("days_between_starts")
INFECTION = question("infection").but(section=BLOOD)
NEUTROPENIA_AGAIN = question("neutropenia_again").but(section=BLOOD)
G_CSF = question("g_csf").but(label=_("G-CSF given for it"), section=BLOOD)
REDUCED_ALREADY = question("reduced_already").but(
    label=_("Dose already reduced for it"), section=BLOOD
)
ARRHYTHMIA = question("ventricular_arrhythmia").but(section=HEART)
ECGS_ABOVE_500 = question("qtcf_above_500_ecgs").but(section=HEART)
QTC_AGAIN = question("qtc_again").but(section=HEART)
ELECTROLYTES_NORMAL = question("electrolytes_normal").but(section=HEART)
CHOLESTASIS = question("cholestasis").but(section=LIVER)
LIVER_BASELINE_2 = question("liver_baseline_grade_2").but(section=LIVER)
LIVER_AGAIN = question("liver_again").but(section=LIVER)
STRONG_INHIBITOR = AskFlag(
    label=_("Strong CYP3A4 inhibitor that cannot be avoided"), section=OTHER
)
INHIBITOR = question("cyp3a4_inhibitor").but(section=OTHER)
INDUCER = question("cyp3a4_inducer").but(section=OTHER)
MENOPAUSE = question("menopause").but(section=OTHER)
TAMOXIFEN = question("tamoxifen").but(section=OTHER)
DIARRHOEA_GRADE = question("diarrhoea_grade").but(section=OTHER)

OTHERS = ("cyp3a4_inducer", "menopause")
NOTED: dict[str, tuple[str, ...]] = {
    PALBOCICLIB: ("anc", "platelets", "temperature", "infection", "child_pugh",
                  "strong_cyp3a4_inhibitor", "ild_grade", *OTHERS),
    RIBOCICLIB: ("anc", "temperature", "qtcf", "qtcf_baseline", "arrhythmia",
                 "electrolytes_normal", "alt", "ast", "bilirubin", "child_pugh", "crcl",
                 "strong_cyp3a4_inhibitor", "tamoxifen", "ild_grade", *OTHERS),
    ABEMACICLIB: ("anc", "temperature", "alt", "ast", "bilirubin", "child_pugh",
                  "strong_cyp3a4_inhibitor", "diarrhoea_grade", "ild_grade", *OTHERS),
}
"""What each drug's rules look at; not entered, it is said to be unchecked."""


JUDGED = ("anc", "platelets", "haemoglobin", "g_csf", "qtcf", "arrhythmia", "electrolytes_normal",
          "alt", "ast", "child_pugh", "crcl", "dialysis", "ild_grade", "strong_cyp3a4_inhibitor",
          "cyp3a4_inhibitor", "cyp3a4_inducer", "menopause", "tamoxifen", "diarrhoea_grade",
          "days_between_starts")
"""What the rules look at; at least one must be known."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Cdk46Inputs(Inputs):
    """The drug and its dose, blood, heart, liver, kidney, lung, other drugs."""

    drug: Annotated[str | None, DRUG.but(required=True)] = None
    current_dose: Annotated[Term | None, CURRENT_DOSE] = None
    starting: Annotated[bool | None, STARTING.but(noted=True)] = None
    cycle: Annotated[int | None, CYCLE] = None
    cycle_day: Annotated[int | None, CYCLE_DAY] = None
    days_between_starts: Annotated[int | None, DAYS_BETWEEN_STARTS] = None
    anc: Annotated[Term | None, ANC.but(section=BLOOD)] = None
    temperature: Annotated[Term | None, TEMPERATURE] = None
    fever_over_1_h: Annotated[bool | None, FEVER_OVER_1_H] = None
    infection: Annotated[bool | None, INFECTION] = None
    neutropenia_again: Annotated[bool | None, NEUTROPENIA_AGAIN] = None
    g_csf: Annotated[bool | None, G_CSF] = None
    reduced_already: Annotated[bool | None, REDUCED_ALREADY] = None
    platelets: Annotated[Term | None, PLATELETS.but(section=BLOOD)] = None
    haemoglobin: Annotated[Term | None, HAEMOGLOBIN.but(section=BLOOD)] = None
    qtcf: Annotated[Term | None, QTCF.but(section=HEART)] = None
    qtcf_baseline: Annotated[Term | None, QTCF_BASELINE.but(section=HEART)] = None
    arrhythmia: Annotated[bool | None, ARRHYTHMIA] = None
    ecgs_above_500: Annotated[int | None, ECGS_ABOVE_500] = None
    qtc_again: Annotated[bool | None, QTC_AGAIN] = None
    electrolytes_normal: Annotated[bool | None, ELECTROLYTES_NORMAL] = None
    alt: Annotated[Term | None, ALT.but(section=LIVER)] = None
    alt_uln: Annotated[Term | None, ALT_ULN.but(section=LIVER)] = None
    ast: Annotated[Term | None, AST.but(section=LIVER)] = None
    ast_uln: Annotated[Term | None, AST_ULN.but(section=LIVER)] = None
    bilirubin: Annotated[Term | None, BILIRUBIN.but(section=LIVER)] = None
    bilirubin_uln: Annotated[Term | None, BILIRUBIN_ULN.but(section=LIVER)] = None
    cholestasis: Annotated[bool | None, CHOLESTASIS] = None
    liver_baseline_grade_2: Annotated[bool | None, LIVER_BASELINE_2] = None
    liver_again: Annotated[bool | None, LIVER_AGAIN] = None
    child_pugh: Annotated[str | None, CHILD_PUGH] = None
    crcl: Annotated[Term | None, CRCL.but(section=OTHER)] = None
    dialysis: Annotated[bool | None, DIALYSIS.but(section=OTHER)] = None
    ild_grade: Annotated[int | None, ILD_GRADE.but(section=OTHER)] = None
    strong_cyp3a4_inhibitor: Annotated[bool | None, STRONG_INHIBITOR] = None
    cyp3a4_inhibitor: Annotated[str | None, INHIBITOR] = None
    cyp3a4_inducer: Annotated[str | None, INDUCER] = None
    menopause: Annotated[str | None, MENOPAUSE] = None
    tamoxifen: Annotated[bool | None, TAMOXIFEN] = None
    diarrhoea_grade: Annotated[int | None, DIARRHOEA_GRADE] = None

    def needs(self) -> Iterable[str]:
        """Require upper limits of what was typed in U/L, and the day where a rule hangs on it."""
        yield from super().needs()
        for name in ("alt", "ast", "bilirubin"):
            if limit_needed(getattr(self, name)):
                yield f"{name}_uln"
        found = drugs().get(self.drug or "")
        if found is None:
            return
        if found.usual_dose is None:
            yield "current_dose"
        if day_decides(found, self.facts):
            yield from ("cycle", "cycle_day")

    def notes(self) -> Iterable[str]:
        """Name what the drug's rules look at."""
        yield from super().notes()
        yield from (
            name for name in NOTED.get(self.drug or "", ())
            if name != "strong_cyp3a4_inhibitor" or self.cyp3a4_inhibitor is None
        )
        if self.starting and self.drug == ABEMACICLIB:
            yield from ("platelets", "haemoglobin")

    def conflicts(self) -> Iterable[Problem]:
        """Refuse to judge nothing, and a dose that is not a level of the drug."""
        if self.drug is None:
            return
        if self.strong_cyp3a4_inhibitor is not None and self.cyp3a4_inhibitor is not None and (
            self.strong_cyp3a4_inhibitor != (self.cyp3a4_inhibitor == "strong")
        ):
            yield Problem(
                "E_LOGIC", _("The two answers about a CYP3A4 inhibitor contradict each other."),
                ("strong_cyp3a4_inhibitor", "cyp3a4_inhibitor"),
            )
        if all(getattr(self, name) is None for name in JUDGED):
            yield Problem("E_MISSING", NOTHING_TO_JUDGE, JUDGED)
        found = drugs().get(self.drug)
        if self.current_dose is None or found is None:
            return
        levels = doses_of(found)
        if self.current_dose not in levels:
            yield Problem(
                "E_ENUM",
                _("{dose} is not a level of {drug}: {levels}.", dose=self.current_dose,
                  drug=CDK46_NAMES[self.drug], levels=Joined(list(levels))),
                ("current_dose",),
            )

    @property
    def facts(self) -> dict[str, Any]:
        """The answers as facts that rules look at, by the names of the order check."""
        return facts_of({name: getattr(self, name) for name in self.asks()})

    @property
    def transaminases(self) -> Term | None:
        """The higher of ALT and AST, as a multiple of the upper limit."""
        return higher((
            multiple_of_limit(self.alt, self.alt_uln), multiple_of_limit(self.ast, self.ast_uln),
        ))
