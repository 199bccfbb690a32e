"""Trastuzumab deruxtecan: what each toxicity asks for, as a table of rules."""

from __future__ import annotations

from bmcalc.calculators.her2.lvef_rules import Advice
from bmcalc.calculators.her2.tdxd_fields import LOW_NEUTROPHILS, TdxdInputs
from bmcalc.calculators.shared.action import Action
from bmcalc.calculators.shared.dose_steps import StepRule
from bmcalc.core.term import Term, q
from bmcalc.core.texts import _

HALF = q("0.5 x10^9/L")
FIFTY, TWENTY_FIVE = q("50 x10^9/L"), q("25 x10^9/L")
ILD_QUICK = 28
"""Days within which a grade 1 ILD must resolve for the dose to stay."""


def _anc_between(given: TdxdInputs, low: Term, high: Term) -> bool:
    return given.anc is not None and low <= given.anc < high


def _platelets_below(given: TdxdInputs, low: Term | None, high: Term) -> bool:
    count = given.platelets
    return count is not None and count < high and (low is None or count >= low)


def _ild_1(given: TdxdInputs, resolved_late: bool) -> bool:
    days = given.ild_resolved_after
    if given.ild_grade != 1 or days is None:
        return False
    return (days > ILD_QUICK) is resolved_late


LUNG_RULES: tuple[StepRule[TdxdInputs], ...] = (
    StepRule(
        code="ILD_HISTORY", holds=lambda g: bool(g.ild_history), action=Action.STOP,
        text=lambda g: _("History of interstitial lung disease or pneumonitis: trastuzumab "
                         "deruxtecan is not given."),
        sources=("regimen-nccp-776",), field="ild_history",
    ),
    StepRule(
        code="ILD_2", holds=lambda g: (g.ild_grade or 0) >= 2, action=Action.STOP,
        text=lambda g: _("Interstitial lung disease of grade {grade}: stop for good; "
                         "corticosteroid of at least 1 mg/kg a day for at least 14 days, then "
                         "taper over at least 4 weeks.", grade=g.ild_grade),
        sources=("label-tdxd-us", "regimen-nccp-776"), field="ild_grade",
    ),
    StepRule(
        code="ILD_1", holds=lambda g: g.ild_grade == 1 and g.ild_resolved_after is None,
        action=Action.INTERRUPT_SAME,
        text=lambda g: _("Interstitial lung disease of grade 1: interrupt until it has resolved; "
                         "consider a corticosteroid of at least 0.5 mg/kg a day."),
        sources=("label-tdxd-us", "regimen-nccp-776"), field="ild_grade",
    ),
    StepRule(
        code="ILD_1_QUICK", holds=lambda g: _ild_1(g, resolved_late=False),
        action=Action.NO_CHANGE,
        text=lambda g: _("Interstitial lung disease of grade 1 resolved within 28 days: resume at "
                         "the same dose."),
        sources=("label-tdxd-us", "regimen-nccp-776"), field="ild_resolved_after",
    ),
    StepRule(
        code="ILD_1_SLOW", holds=lambda g: _ild_1(g, resolved_late=True),
        action=Action.INTERRUPT_LOWER,
        text=lambda g: _("Interstitial lung disease of grade 1 resolved after more than 28 days: "
                         "resume one level lower."),
        sources=("label-tdxd-us", "regimen-nccp-776"), field="ild_resolved_after",
    ),
)

HEART_AND_LIVER_RULES: tuple[StepRule[TdxdInputs], ...] = (
    StepRule(
        code="HEART_FAILURE", holds=lambda g: bool(g.heart_failure), action=Action.STOP,
        text=lambda g: _("Symptomatic heart failure: stop for good."),
        sources=("enhertu-lvef", "regimen-nccp-776"), field="heart_failure",
    ),
    StepRule(
        code="LVEF_REPEAT", holds=lambda g: g.lvef_advice is Advice.CONTINUE_REPEAT,
        action=Action.CONTINUE_REPEAT,
        text=lambda g: _("LVEF {lvef}: continue and repeat within 3 weeks.", lvef=g.lvef_now),
        sources=("enhertu-lvef", "regimen-nccp-776"), field="lvef_now",
    ),
    StepRule(
        code="LVEF_HOLD", holds=lambda g: g.lvef_advice is Advice.HOLD,
        action=Action.INTERRUPT_SAME,
        text=lambda g: _("LVEF {lvef}: interrupt and repeat within 3 weeks. Resume at the same "
                         "dose if within 10 points of the baseline, else stop.", lvef=g.lvef_now),
        sources=("enhertu-lvef", "regimen-nccp-776"), field="lvef_now",
    ),
    StepRule(
        code="LVEF_STOP_IF_CONFIRMED",
        holds=lambda g: g.lvef_advice is Advice.HOLD_STOP_IF_CONFIRMED,
        action=Action.INTERRUPT_SAME,
        text=lambda g: _("LVEF {lvef}: interrupt and repeat within 3 weeks. If confirmed, stop for "
                         "good.", lvef=g.lvef_now),
        sources=("enhertu-lvef", "regimen-nccp-776"), field="lvef_now",
    ),
    StepRule(
        code="LIVER", holds=lambda g: bool(g.severe_hepatic_impairment), action=Action.STOP,
        text=lambda g: _("Severe hepatic impairment: not recommended."),
        sources=("regimen-nccp-776",), field="severe_hepatic_impairment",
    ),
)

BLOOD_RULES: tuple[StepRule[TdxdInputs], ...] = (
    StepRule(
        code="FEBRILE_NEUTROPENIA", holds=lambda g: g.febrile_neutropenia,
        action=Action.INTERRUPT_LOWER,
        text=lambda g: _("Febrile neutropenia (ANC {anc}): interrupt until resolved, then one "
                         "level lower.", anc=g.anc),
        sources=("regimen-nccp-776", "label-tdxd-us"), field="anc",
    ),
    StepRule(
        code="ANC_BELOW_0_5", holds=lambda g: g.anc is not None and g.anc < HALF,
        action=Action.INTERRUPT_LOWER,
        text=lambda g: _("ANC {anc}: interrupt until at least 1.0 × 10⁹/L, then one level lower.",
                         anc=g.anc),
        sources=("regimen-nccp-776", "label-tdxd-us"), field="anc",
    ),
    StepRule(
        code="ANC_BELOW_1", holds=lambda g: _anc_between(g, HALF, LOW_NEUTROPHILS),
        action=Action.INTERRUPT_SAME,
        text=lambda g: _("ANC {anc}: interrupt until at least 1.0 × 10⁹/L, then the same dose.",
                         anc=g.anc),
        sources=("label-tdxd-us", "regimen-nccp-776"), field="anc",
    ),
    StepRule(
        code="PLATELETS_BELOW_25",
        holds=lambda g: g.label_profile == "us" and _platelets_below(g, None, TWENTY_FIVE),
        action=Action.INTERRUPT_LOWER,
        text=lambda g: _("Platelets {platelets}: interrupt until at least 75 × 10⁹/L, then one "
                         "level lower (US label).", platelets=g.platelets),
        sources=("label-tdxd-us-platelets",), field="platelets",
    ),
    StepRule(
        code="PLATELETS_BELOW_50",
        holds=lambda g: g.label_profile == "us" and _platelets_below(g, TWENTY_FIVE, FIFTY),
        action=Action.INTERRUPT_SAME,
        text=lambda g: _("Platelets {platelets}: interrupt until at least 75 × 10⁹/L, then the "
                         "same dose (US label).", platelets=g.platelets),
        sources=("label-tdxd-us",), field="platelets",
    ),
    StepRule(
        code="PLATELETS_US_ONLY",
        holds=lambda g: g.label_profile != "us" and _platelets_below(g, None, FIFTY),
        action=Action.CONTINUE_REPEAT,
        text=lambda g: _("Platelets {platelets}: only the US label has a rule; it would interrupt "
                         "until 75 × 10⁹/L. A physician decides.", platelets=g.platelets),
        sources=("label-tdxd-us",), field="platelets",
    ),
)

TDXD_RULES = (*LUNG_RULES, *HEART_AND_LIVER_RULES, *BLOOD_RULES)
