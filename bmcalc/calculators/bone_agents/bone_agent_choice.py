"""Which bone agent the kidney and calcium allow: an aid to a decision, not an order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from bmcalc.calculators.bone_agents.denosumab_fields import KIDNEY, SUPPLEMENTS
from bmcalc.calculators.calcium.calcium_fields import CalciumInputs, note_limits
from bmcalc.calculators.calcium.calcium_working import show_calcium
from bmcalc.calculators.questions.laboratory_fields import CRCL, DIALYSIS
from bmcalc.calculators.shared.drug_rules import drug_of_page
from bmcalc.core.ask import AskFlag
from bmcalc.core.calculator import Calculator, NotFor
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.rules.calcium_status import CalciumStatus
from bmcalc.rules.dose_left import dose_left
from bmcalc.rules.engine import Asked, MetRule, judge
from bmcalc.rules.known import Known

CREATININE_RISEN = AskFlag(
    label=_("Creatinine rose under zoledronic acid"), section=KIDNEY,
    hint=_("by the limits that hold the next dose"),
)
VITAMIN_D_UNTREATABLE = AskFlag(
    label=_("Vitamin D deficiency that cannot be treated"), section=SUPPLEMENTS
)

AGENT_NAMES: dict[str, object] = {
    "full_dose": _("possible at the full dose"),
    "reduced_dose": _("possible at a reduced dose"),
    "possible": _("possible"),
    "with_calcium_plan": _("only with a plan for calcium"),
    "hold": _("on hold"),
    "not_recommended": _("not recommended"),
    "correct_first": _("not before calcium and vitamin D are corrected"),
    "measure_first": _("not before calcium is known"),
}
CHOICE_NAMES: dict[str, object] = {
    "either": _("either agent"),
    "reduced_or_denosumab": _("zoledronic acid at a reduced dose, or denosumab"),
    "denosumab": _("consider denosumab"),
    "denosumab_with_plan": _("denosumab, only with a plan for calcium"),
    "correct_first": _("neither, correct first"),
    "measure_first": _("neither, measure calcium first"),
}


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class BoneAgentInputs(CalciumInputs):
    """Kidney, calcium and vitamin D."""

    crcl: Annotated[Term | None, CRCL.but(section=KIDNEY)] = None
    dialysis: Annotated[bool | None, DIALYSIS.but(section=KIDNEY, noted=True)] = None
    creatinine_risen: Annotated[bool | None, CREATININE_RISEN.but(noted=True)] = None
    vitamin_d_untreatable: Annotated[bool | None, VITAMIN_D_UNTREATABLE.but(noted=True)] = None

    def needs(self) -> Iterable[str]:
        """Require the clearance unless the patient is on dialysis."""
        yield from super().needs()
        if not self.dialysis:
            yield "crcl"


def bone_agent_choice(given: BoneAgentInputs, work: Work) -> None:
    """Write what each agent is for this patient, and the choice that remains."""
    results = given.calcium_results
    status = show_calcium(results, work)
    kidney = _by_kidney(given)
    zoledronic, denosumab, choice = kidney.zoledronic, kidney.denosumab, kidney.choice
    work.decide(
        _("By the kidney"), _("the rules of zoledronic acid about the clearance"),
        _("dialysis") if given.dialysis else given.crcl, CHOICE_NAMES[choice],
        "label-zoledronic-acid",
    )
    _note_kidney(kidney, work)
    first = _calcium_first(given, status, work)
    if first is not None:
        zoledronic = denosumab = choice = first
    work.give("choice", choice)
    work.give("zoledronic_acid", zoledronic)
    work.give("denosumab", denosumab)
    may_be_given = zoledronic in ("full_dose", "reduced_dose")
    work.give("zoledronic_dose", kidney.dose if may_be_given else None)
    note_limits(results, work)


@dataclass(frozen=True)
class ByKidney:
    """What each agent is by the kidney alone, the dose of zoledronic acid, and the rule of it."""

    zoledronic: str
    denosumab: str
    choice: str
    dose: Term | None = None
    rule: MetRule | None = None


def _by_kidney(given: BoneAgentInputs) -> ByKidney:
    """Ask the rules of zoledronic acid that look at nothing but the clearance and dialysis."""
    found = drug_of_page("zoledronic_acid")
    rules = tuple(
        rule for rule in found.rules
        if rule.measures and set(rule.measures) <= {"crcl", "dialysis"}
    )
    judgement = judge(
        rules, Known({"crcl": given.crcl, "dialysis": given.dialysis}),
        Asked(drug=found.id, planned=found.usual_dose),
    )
    planned = found.usual_dose
    dose = None if planned is None else dose_left(rules, judgement, planned)
    if judgement.forbids or dose is None:
        return ByKidney("not_recommended", "with_calcium_plan", "denosumab_with_plan",
                        rule=judgement.strictest)
    if given.creatinine_risen:
        return ByKidney("hold", "possible", "denosumab", dose)
    limit = judgement.limit()
    if limit is None:
        return ByKidney("full_dose", "possible", "either", dose)
    return ByKidney("reduced_dose", "possible", "reduced_or_denosumab", dose, limit[1])


def _note_kidney(kidney: ByKidney, work: Work) -> None:
    rule = kidney.rule
    if rule is not None:
        work.decided_by(rule.rule.deciding(rule.rule.told_as))
    if kidney.choice == "denosumab_with_plan":
        work.caution(
            "KIDNEY",
            _("{rule} Denosumab only with a plan for calcium, PTH and vitamin D.",
              rule="" if rule is None else rule.text),
            *(() if rule is None else rule.rule.sources), "xgeva-renal", about="crcl",
        )
    elif kidney.choice == "denosumab":
        work.caution(
            "CREATININE_RISEN",
            _("Creatinine rose under zoledronic acid: hold it and consider denosumab."),
            "label-zoledronic-acid", about="creatinine_risen",
        )
    elif rule is not None:
        work.info("REDUCED_DOSE", rule.text, *rule.rule.sources, about="crcl")


def _calcium_first(given: BoneAgentInputs, status: CalciumStatus, work: Work) -> str | None:
    """Return why neither agent may be given yet, or None."""
    if status.is_low or given.vitamin_d_untreatable:
        work.stop(
            "CORRECT_FIRST",
            _("Low calcium, or a vitamin D deficiency that cannot be treated: neither agent before "
              "it is corrected."),
            "xgeva-hypocalcaemia-us", "label-zoledronic-acid-calcium",
        )
        return "correct_first"
    if status.basis == "none" or status.may_be_low:
        work.stop(
            "MEASURE_FIRST",
            _("Calcium is not known well enough: measure it with albumin, or ionised calcium, "
              "before either agent."),
            "xgeva-monitoring", "label-zoledronic-acid", about="calcium_total",
        )
        return "measure_first"
    return None


CALCULATOR = Calculator(
    id="bone-agent-choice",
    title=_("Bone agent choice"),
    summary=_("What kidney and calcium allow: zoledronic acid, denosumab, or neither yet"),
    group="bone",
    order=66,
    not_for=NotFor(
        _("Not to order a dose: it says which agent kidney and calcium allow. Mouth, "
          "pregnancy and interval are checked on the page of the drug."),
        "label-zoledronic-acid", "xgeva-renal",
    ),
    inputs=BoneAgentInputs,
    values=(
        Value(name="choice", label=_("Choice"), options=CHOICE_NAMES),
        Value(name="zoledronic_acid", label=_("Zoledronic acid"), options=AGENT_NAMES),
        Value(name="denosumab", label=_("Denosumab"), options=AGENT_NAMES),
        Value(name="zoledronic_dose", label=_("Dose of zoledronic acid"), unit="mg", decimals=1),
    ),
    formula=bone_agent_choice,
    headline="choice",
    rules_of=("zoledronic_acid",),
)
