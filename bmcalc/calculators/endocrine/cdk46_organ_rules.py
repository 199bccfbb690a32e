"""CDK4/6 inhibitors: liver, kidney, lung, gut, other drugs, and the length of a cycle."""

from __future__ import annotations

from bmcalc.calculators.endocrine.cdk46_drugs import CYCLE_DAYS
from bmcalc.calculators.endocrine.cdk46_fields import Cdk46Inputs
from bmcalc.calculators.shared.action import Action
from bmcalc.calculators.shared.dose_steps import StepRule
from bmcalc.core.term import Term, q, show
from bmcalc.core.texts import _

CdkRule = StepRule[Cdk46Inputs]

TWICE, THRICE, FIVE, TWENTY = q("2 xULN"), q("3 xULN"), q("5 xULN"), q("20 xULN")
LOW_CLEARANCE = q("30 mL/min")

RIBOCICLIB_LIVER = ("label-ribociclib-eu", "regimen-nccp-525")


def _between(value: Term | None, low: Term, high: Term) -> bool:
    return value is not None and low < value <= high


def _hepatotoxic(g: Cdk46Inputs) -> bool:
    """Whether transaminases and bilirubin rose together, with no cholestasis to explain it."""
    enzymes, bilirubin = g.transaminases, g.bilirubin_multiple
    if enzymes is None or bilirubin is None or g.cholestasis:
        return False
    return enzymes > THRICE and bilirubin > TWICE


def _shown(g: Cdk46Inputs) -> object:
    return None if g.transaminases is None else show(g.transaminases)


def _liver_stops(sources: tuple[str, ...]) -> tuple[CdkRule, ...]:
    return (
        StepRule(
            code="ALT_BILIRUBIN", holds=_hepatotoxic, action=Action.STOP,
            text=lambda g: _("ALT or AST {alt} with bilirubin above 2 × the upper limit, without "
                             "cholestasis: stop for good.", alt=_shown(g)),
            sources=sources, field="bilirubin",
        ),
        StepRule(
            code="ALT_ABOVE_20",
            holds=lambda g: g.transaminases is not None and g.transaminases > TWENTY,
            action=Action.STOP,
            text=lambda g: _("ALT or AST {alt}: stop for good.", alt=_shown(g)),
            sources=sources, field="alt",
        ),
    )


RIBOCICLIB_LIVER_RULES: tuple[CdkRule, ...] = (
    *_liver_stops(RIBOCICLIB_LIVER),
    StepRule(
        code="ALT_5_AGAIN",
        holds=lambda g: _between(g.transaminases, FIVE, TWENTY) and bool(g.liver_again),
        action=Action.STOP,
        text=lambda g: _("ALT or AST {alt} again: stop for good.", alt=_shown(g)),
        sources=RIBOCICLIB_LIVER, field="liver_again",
    ),
    StepRule(
        code="ALT_5",
        holds=lambda g: _between(g.transaminases, FIVE, TWENTY) and not g.liver_again,
        action=Action.INTERRUPT_LOWER,
        text=lambda g: _("ALT or AST {alt}: interrupt until back to the grade of the baseline, "
                         "then the next lower dose.", alt=_shown(g)),
        sources=RIBOCICLIB_LIVER, field="alt",
    ),
    StepRule(
        code="ALT_3_BASELINE",
        holds=lambda g: _between(g.transaminases, THRICE, FIVE)
        and bool(g.liver_baseline_grade_2),
        action=Action.NO_CHANGE,
        text=lambda g: _("ALT or AST {alt}, as at the baseline: no interruption.", alt=_shown(g)),
        sources=RIBOCICLIB_LIVER, field="alt",
    ),
    StepRule(
        code="ALT_3_AGAIN",
        holds=lambda g: _between(g.transaminases, THRICE, FIVE)
        and not g.liver_baseline_grade_2 and bool(g.liver_again),
        action=Action.INTERRUPT_LOWER,
        text=lambda g: _("ALT or AST {alt} again: interrupt, then the next lower dose.",
                         alt=_shown(g)),
        sources=RIBOCICLIB_LIVER, field="liver_again",
    ),
    StepRule(
        code="ALT_3",
        holds=lambda g: _between(g.transaminases, THRICE, FIVE)
        and not g.liver_baseline_grade_2 and not g.liver_again,
        action=Action.INTERRUPT_SAME,
        text=lambda g: _("ALT or AST {alt}: interrupt until back to the grade of the baseline, "
                         "then the same dose.", alt=_shown(g)),
        sources=RIBOCICLIB_LIVER, field="alt",
    ),
)

_ABEMACICLIB_MEMORY = ("label-abemaciclib-us-memory",)

ABEMACICLIB_LIVER_RULES: tuple[CdkRule, ...] = (
    *_liver_stops(_ABEMACICLIB_MEMORY),
    StepRule(
        code="ALT_5", holds=lambda g: _between(g.transaminases, FIVE, TWENTY),
        action=Action.INTERRUPT_LOWER,
        text=lambda g: _("ALT or AST {alt}: suspend until back to grade 1 or the baseline, then "
                         "the next lower dose.", alt=_shown(g)),
        sources=("regimen-nccp-619", "label-abemaciclib-us-memory"), field="alt",
    ),
    StepRule(
        code="ALT_3_AGAIN",
        holds=lambda g: _between(g.transaminases, THRICE, FIVE) and bool(g.liver_again),
        action=Action.INTERRUPT_LOWER,
        text=lambda g: _("ALT or AST {alt} again: interrupt, then the next lower dose.",
                         alt=_shown(g)),
        sources=_ABEMACICLIB_MEMORY, field="liver_again",
    ),
    StepRule(
        code="DIARRHOEA_3", holds=lambda g: (g.diarrhoea_grade or 0) >= 3,
        action=Action.INTERRUPT_LOWER,
        text=lambda g: _("Diarrhoea of grade {grade}: suspend until grade 1, then the next lower "
                         "dose.", grade=g.diarrhoea_grade),
        sources=_ABEMACICLIB_MEMORY, field="diarrhoea_grade",
    ),
    StepRule(
        code="DIARRHOEA_2", holds=lambda g: g.diarrhoea_grade == 2, action=Action.INTERRUPT_SAME,
        text=lambda g: _("Diarrhoea of grade 2: if it is not grade 1 within 24 hours, suspend "
                         "until it is, then the same dose."),
        sources=_ABEMACICLIB_MEMORY, field="diarrhoea_grade",
    ),
    StepRule(
        code="CHILD_PUGH_C", holds=lambda g: g.child_pugh == "c", action=Action.REDUCE,
        text=lambda g: _("Child-Pugh C: once a day in place of twice."),
        sources=("regimen-nccp-619", "label-abemaciclib-us-memory"), field="child_pugh",
    ),
)


def _strong_inhibitor(at_most: Term, *sources: str) -> CdkRule:
    return StepRule(
        code="STRONG_INHIBITOR", holds=lambda g: bool(g.strong_cyp3a4_inhibitor),
        action=Action.REDUCE, at_most=at_most,
        text=lambda g: _("Strong CYP3A4 inhibitor that cannot be avoided: at most {dose}.",
                         dose=at_most),
        sources=sources, field="strong_cyp3a4_inhibitor",
    )


def _child_pugh(classes: tuple[str, ...], at_most: Term, source: str) -> CdkRule:
    return StepRule(
        code="CHILD_PUGH", holds=lambda g: g.child_pugh in classes, action=Action.REDUCE,
        at_most=at_most,
        text=lambda g: _("Child-Pugh {grade}: at most {dose}.",
                         grade=(g.child_pugh or "").upper(), dose=at_most),
        sources=(source,), field="child_pugh",
    )


PALBOCICLIB_ORGAN_RULES: tuple[CdkRule, ...] = (
    _strong_inhibitor(q("75 mg"), "label-palbociclib-us"),
    _child_pugh(("c",), q("75 mg"), "regimen-nccp-414"),
)

RIBOCICLIB_ORGAN_RULES: tuple[CdkRule, ...] = (
    _strong_inhibitor(q("400 mg"), "label-ribociclib-us-memory"),
    _child_pugh(("b", "c"), q("400 mg"), "regimen-nccp-525"),
    StepRule(
        code="KIDNEY", holds=lambda g: g.crcl is not None and g.crcl < LOW_CLEARANCE,
        action=Action.REDUCE, at_most=q("200 mg"),
        text=lambda g: _("Creatinine clearance {crcl}: at most 200 mg.", crcl=g.crcl),
        sources=("regimen-nccp-525",), field="crcl",
    ),
    StepRule(
        code="DIALYSIS", holds=lambda g: bool(g.dialysis), action=Action.STOP,
        text=lambda g: _("Dialysis: ribociclib is not recommended."),
        sources=("regimen-nccp-525",), field="dialysis",
    ),
    StepRule(
        code="TAMOXIFEN", holds=lambda g: bool(g.tamoxifen), action=Action.INTERRUPT_SAME,
        text=lambda g: _("Ribociclib is not given with tamoxifen (QT)."),
        sources=("ribociclib-tamoxifen",), field="tamoxifen",
    ),
)

ABEMACICLIB_ORGAN_RULES: tuple[CdkRule, ...] = (
    _strong_inhibitor(q("100 mg"), "label-abemaciclib-us-memory"),
)


def lung_rules(grade_2: Action, *sources: str) -> tuple[CdkRule, ...]:
    """Return the rows for interstitial lung disease; ``grade_2`` is what that grade asks for."""
    return (
        StepRule(
            code="ILD_3", holds=lambda g: (g.ild_grade or 0) >= 3, action=Action.STOP,
            text=lambda g: _("Interstitial lung disease of grade {grade}: stop for good.",
                             grade=g.ild_grade),
            sources=sources, field="ild_grade",
        ),
        StepRule(
            code="ILD_2", holds=lambda g: g.ild_grade == 2, action=grade_2,
            text=lambda g: _("Interstitial lung disease of grade 2: hold until it has resolved."),
            sources=sources, field="ild_grade",
        ),
    )


CYCLE_RULES: tuple[CdkRule, ...] = (
    StepRule(
        code="CYCLE_TOO_SHORT",
        holds=lambda g: g.days_between_starts is not None and g.days_between_starts < CYCLE_DAYS,
        action=Action.INTERRUPT_SAME,
        text=lambda g: _("{days} days between two starts leave no week of rest: the next cycle "
                         "begins after 28 days or later.", days=g.days_between_starts),
        sources=("cdk46-cycle",), field="days_between_starts",
    ),
    StepRule(
        code="CYCLE_LONG",
        holds=lambda g: g.days_between_starts is not None and g.days_between_starts > CYCLE_DAYS,
        action=Action.NO_CHANGE,
        text=lambda g: _("{days} days between two starts: fine if toxicity delayed it; ask why.",
                         days=g.days_between_starts),
        sources=("cdk46-cycle",), field="days_between_starts",
    ),
)
