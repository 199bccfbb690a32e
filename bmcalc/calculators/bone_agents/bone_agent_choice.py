"""Which bone agent the kidney and calcium allow: an aid to a decision, not an order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from bmcalc.calculators.bone_agents.denosumab_fields import KIDNEY, SUPPLEMENTS
from bmcalc.calculators.bone_agents.zoledronic_dose import FULL_DOSE, band
from bmcalc.calculators.calcium.calcium_fields import CalciumInputs
from bmcalc.calculators.calcium.calcium_situation import CalciumSituation
from bmcalc.calculators.calcium.calcium_status import calcium_status
from bmcalc.calculators.questions.laboratory_fields import CRCL, DIALYSIS
from bmcalc.core.ask import AskFlag
from bmcalc.core.calculator import Calculator
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work

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
    status = calcium_status(given, work)
    situation = CalciumSituation(status, bool(given.symptoms))
    zoledronic, denosumab, choice = _by_kidney(given)
    dose = None if given.dialysis or given.crcl is None else band(given.crcl)
    work.decide(
        _("By the kidney"),
        _("above 60: either; 30 to 60: reduced zoledronic acid or denosumab; below 30 or dialysis: "
          "denosumab with a plan for calcium"),
        _("dialysis") if given.dialysis else given.crcl, CHOICE_NAMES[choice],
        "label-zoledronic-acid",
    )
    _note_kidney(given, choice, work)
    first = _calcium_first(given, situation, work)
    if first is not None:
        zoledronic = denosumab = choice = first
    work.give("choice", choice)
    work.give("zoledronic_acid", zoledronic)
    work.give("denosumab", denosumab)
    may_be_given = zoledronic in ("full_dose", "reduced_dose") and dose is not None
    work.give("zoledronic_dose", dose.dose if may_be_given and dose is not None else None)
    given.note_limits(work)


def _by_kidney(given: BoneAgentInputs) -> tuple[str, str, str]:
    """Return what zoledronic acid and denosumab are, and the choice, by the kidney alone."""
    row = None if given.dialysis or given.crcl is None else band(given.crcl)
    if row is None:
        return "not_recommended", "with_calcium_plan", "denosumab_with_plan"
    if given.creatinine_risen:
        return "hold", "possible", "denosumab"
    if row is FULL_DOSE:
        return "full_dose", "possible", "either"
    return "reduced_dose", "possible", "reduced_or_denosumab"


def _note_kidney(given: BoneAgentInputs, choice: str, work: Work) -> None:
    if choice == "denosumab_with_plan":
        work.caution(
            "KIDNEY",
            _("Below 30 mL/min or on dialysis zoledronic acid is not recommended. Denosumab only "
              "with a plan for calcium, PTH and vitamin D."),
            "label-zoledronic-acid", "xgeva-renal", about="crcl",
        )
    elif choice == "denosumab":
        work.caution(
            "CREATININE_RISEN",
            _("Creatinine rose under zoledronic acid: hold it and consider denosumab."),
            "label-zoledronic-acid", about="creatinine_risen",
        )
    elif choice == "reduced_or_denosumab":
        work.info(
            "REDUCED_DOSE", _("From 30 to 60 mL/min zoledronic acid is given at a reduced dose."),
            "label-zoledronic-acid", about="crcl",
        )


def _calcium_first(
    given: BoneAgentInputs, situation: CalciumSituation, work: Work
) -> str | None:
    """Return why neither agent may be given yet, or None."""
    if situation.low_level or situation.bounded_low_level or given.vitamin_d_untreatable:
        work.stop(
            "CORRECT_FIRST",
            _("Low calcium, or a vitamin D deficiency that cannot be treated: neither agent before "
              "it is corrected."),
            "xgeva-hypocalcaemia-us", "label-zoledronic-acid-calcium",
        )
        return "correct_first"
    if situation.calcium.basis == "none" or situation.may_be_low:
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
    inputs=BoneAgentInputs,
    values=(
        Value(name="choice", label=_("Choice"), options=CHOICE_NAMES),
        Value(name="zoledronic_acid", label=_("Zoledronic acid"), options=AGENT_NAMES),
        Value(name="denosumab", label=_("Denosumab"), options=AGENT_NAMES),
        Value(name="zoledronic_dose", label=_("Dose of zoledronic acid"), unit="mg", decimals=1),
    ),
    formula=bone_agent_choice,
    headline="choice",
)
