"""May denosumab 120 mg be given now? A table of rules; the worst one that holds decides."""

from __future__ import annotations

from bmcalc.calculators.bone_agents.denosumab_fields import DenosumabInputs
from bmcalc.calculators.bone_agents.denosumab_rules import DENOSUMAB_RULES
from bmcalc.calculators.bone_agents.denosumab_situation import Situation
from bmcalc.calculators.calcium.calcium_grades import GRADE_NAMES, with_symptoms
from bmcalc.calculators.calcium.calcium_reliability import note_doubts
from bmcalc.calculators.calcium.calcium_status import CalciumStatus, calcium_status
from bmcalc.calculators.questions.label_profile import note_unverified_chinese_text
from bmcalc.calculators.shared.decision_rules import (
    VERDICT_NAMES,
    Verdict,
    apply_rules,
    show_verdict,
)
from bmcalc.core.calculator import Calculator
from bmcalc.core.texts import _
from bmcalc.core.work import Severity, Value, Work


def may_denosumab_be_given(given: DenosumabInputs, work: Work) -> None:
    """Write the verdict, the rules that hold, and the calcium that they rest on."""
    calcium = calcium_status(given, work)
    situation = Situation(calcium, bool(given.symptoms), given)
    verdict, codes = apply_rules(DENOSUMAB_RULES, situation, situation.first, work)
    show_verdict(verdict, codes, "denosumab-calcium-bands", work)
    work.give("verdict", verdict.key)
    work.give("codes", list(codes))
    _give_calcium(calcium, situation.symptoms, work)
    given.note_limits(work)
    note_doubts(given, calcium, given.crcl, False, Severity.INFO, work)
    if situation.first and verdict <= Verdict.CAUTION:
        work.info(
            "CALCIUM_WITHIN_2_WEEKS",
            _("After this dose check calcium within 2 weeks, and with any symptom."),
            "xgeva-monitoring",
        )
    work.info(
        "DOSE",
        _("120 mg subcutaneously every 28 days. The extra doses on day 8 and 15 are not for bone "
          "metastases."),
        "xgeva-dose",
    )
    note_unverified_chinese_text(
        given.label_profile, _("denosumab: contraindications, dose, supplements"),
        "label-denosumab-cn", work,
    )


def _give_calcium(calcium: CalciumStatus, symptoms: bool, work: Work) -> None:
    decimals = calcium.decimals if calcium.basis == "corrected" else None
    work.give("calcium_corrected", calcium.corrected, decimals)
    graded = calcium.graded
    reported = None if graded is None else with_symptoms(graded.reported, symptoms)
    other = graded.other if graded is not None else None
    work.give("calcium_grade", reported)
    work.give(
        "calcium_grade_other_unit", None if other is None else with_symptoms(other, symptoms)
    )
    work.give("calcium_bounds", None if calcium.bounds is None else calcium.bounds.as_values())


CALCULATOR = Calculator(
    id="denosumab",
    title=_("Denosumab 120 mg"),
    summary=_("May it be given: calcium, kidney, supplements, mouth and bone, interval"),
    group="bone",
    order=62,
    inputs=DenosumabInputs,
    values=(
        Value(name="verdict", label=_("Verdict"), options=VERDICT_NAMES),
        Value(name="codes", label=_("Rules that hold"), kind="array"),
        Value(name="calcium_corrected", label=_("Corrected calcium"), unit="mmol/L",
              also=("mg/dL",), decimals=2),
        Value(name="calcium_grade", label=_("CTCAE grade of calcium"), options=GRADE_NAMES),
        Value(name="calcium_grade_other_unit", label=_("CTCAE grade by the other unit"),
              options=GRADE_NAMES),
        Value(name="calcium_bounds", label=_("Corrected calcium without albumin"), kind="object"),
    ),
    formula=may_denosumab_be_given,
    headline="verdict",
    picture="calcium-bounds",
)
