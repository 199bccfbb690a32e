"""May denosumab 120 mg be given now? The rules of its file; the worst one that holds decides."""

from __future__ import annotations

from bmcalc.calculators.bone_agents.denosumab_fields import DenosumabInputs
from bmcalc.calculators.bone_agents.page_facts import judge_bone_agent
from bmcalc.calculators.calcium.calcium_fields import note_limits
from bmcalc.calculators.calcium.calcium_reliability import note_doubts
from bmcalc.calculators.calcium.calcium_working import give_calcium, show_calcium
from bmcalc.calculators.questions.label_profile import note_unverified_chinese_text
from bmcalc.calculators.shared.drug_rules import drug_of_page
from bmcalc.calculators.shared.may_be_given import VERDICT_NAMES, give_verdict
from bmcalc.core.calculator import Calculator, NotFor
from bmcalc.core.texts import _
from bmcalc.core.work import Severity, Value, Work
from bmcalc.rules.calcium_grades import GRADE_NAMES, with_symptoms
from bmcalc.rules.engine import tell_on_page

AFTER_THE_DOSE = "CALCIUM_WITHIN_2_WEEKS"
"""The note that speaks of the time after the dose, and not where none is given."""


def may_denosumab_be_given(given: DenosumabInputs, work: Work) -> None:
    """Write the verdict, the rules that hold, and the calcium that they rest on."""
    results = given.calcium_results
    calcium = show_calcium(results, work)
    found = drug_of_page("denosumab")
    judgement = judge_bone_agent(found, given, given.label_profile)
    give_verdict(judgement.met, "denosumab-calcium-bands", work)
    tell_on_page(judgement, work)
    if judgement.forbids:
        work.findings[:] = [one for one in work.findings if one.code != AFTER_THE_DOSE]
    symptoms = bool(given.symptoms)
    give_calcium(calcium, symptoms, work)
    other = None if calcium.graded is None else calcium.graded.other
    work.give(
        "calcium_grade_other_unit", None if other is None else with_symptoms(other, symptoms)
    )
    note_limits(results, work)
    note_doubts(results, calcium, given.crcl, False, Severity.INFO, work)
    if found.infusions:
        how = found.infusions[0]
        work.info("DOSE", _("{dose}: {how}", dose=found.usual_dose, how=how.text), "xgeva-dose",
                  *how.sources)
    note_unverified_chinese_text(
        given.label_profile, _("denosumab: contraindications, dose, supplements"),
        "label-denosumab-cn", work,
    )


CALCULATOR = Calculator(
    id="denosumab",
    title=_("Denosumab 120 mg"),
    summary=_("May it be given: calcium, kidney, supplements, mouth and bone, interval"),
    group="bone",
    order=62,
    not_for=NotFor(
        _("Only for 120 mg against skeletal events. Not for the 60 mg product for "
          "osteoporosis, and not for hypercalcaemia of malignancy, which is another "
          "order."),
        "xgeva-dose",
    ),
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
    rules_of=("denosumab",),
    picture="calcium-bounds",
)
