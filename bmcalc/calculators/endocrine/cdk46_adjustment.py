"""CDK4/6 inhibitors: may the drug start or go on, at which dose, by each label's rules."""

from __future__ import annotations

from bmcalc.calculators.endocrine.cdk46_blood_rules import (
    ABEMACICLIB_BLOOD,
    PALBOCICLIB_BLOOD,
    RIBOCICLIB_BLOOD,
)
from bmcalc.calculators.endocrine.cdk46_drugs import (
    ABEMACICLIB,
    CDK46,
    CDK46_NAMES,
    PALBOCICLIB,
    RIBOCICLIB,
)
from bmcalc.calculators.endocrine.cdk46_fields import Cdk46Inputs
from bmcalc.calculators.endocrine.cdk46_heart_rules import HEART_RULES, first_prolongation
from bmcalc.calculators.endocrine.cdk46_organ_rules import (
    ABEMACICLIB_LIVER_RULES,
    ABEMACICLIB_ORGAN_RULES,
    CYCLE_RULES,
    PALBOCICLIB_ORGAN_RULES,
    RIBOCICLIB_LIVER_RULES,
    RIBOCICLIB_ORGAN_RULES,
    lung_rules,
)
from bmcalc.calculators.shared.action import ACTION_NAMES, Action, next_lower
from bmcalc.calculators.shared.dose_steps import StepRule, apply_steps, show_outcome
from bmcalc.core.calculator import Calculator
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work

RULES: dict[str, tuple[StepRule[Cdk46Inputs], ...]] = {
    PALBOCICLIB: (
        *CYCLE_RULES, *PALBOCICLIB_BLOOD, *PALBOCICLIB_ORGAN_RULES,
        *lung_rules(Action.INTERRUPT_SAME, "cdk46-ild"),
    ),
    RIBOCICLIB: (
        *CYCLE_RULES, *RIBOCICLIB_BLOOD, *HEART_RULES, *RIBOCICLIB_LIVER_RULES,
        *RIBOCICLIB_ORGAN_RULES, *lung_rules(Action.INTERRUPT_LOWER, "regimen-nccp-525"),
    ),
    ABEMACICLIB: (
        *ABEMACICLIB_BLOOD, *ABEMACICLIB_LIVER_RULES, *ABEMACICLIB_ORGAN_RULES,
        *lung_rules(Action.INTERRUPT_SAME, "cdk46-ild"),
    ),
}


def cdk46_adjustment(given: Cdk46Inputs, work: Work) -> None:
    """Write the strictest action, the next dose and the rules that hold."""
    assert given.drug is not None
    drug = CDK46[given.drug]
    current = drug.usual if given.current_dose is None else given.current_dose
    if given.current_dose is None:
        work.info(
            "USUAL_DOSE_USED",
            _("No dose was given: the usual {dose} of {drug} is taken as the current one.",
              dose=current, drug=CDK46_NAMES[given.drug]),
            drug.source, about="current_dose",
        )
    if given.transaminases is not None and given.transaminases.operation:
        work.step(_("ALT or AST"), given.transaminases, drug.source, decimals=2)
    outcome = apply_steps(RULES[given.drug], given, drug.levels, current, drug.source, work)
    show_outcome(outcome, drug.source, work)
    work.give("action", outcome.action.key)
    work.give("codes", list(outcome.codes))
    work.give("next_dose", outcome.next_dose)
    work.give("alternatives", _alternatives(given, current, drug.levels))
    _notes(given, work)


def _alternatives(
    given: Cdk46Inputs, current: Term, levels: tuple[Term, ...]
) -> list[dict[str, object]]:
    """Return both resumptions where the labels of ribociclib differ."""
    if given.drug != RIBOCICLIB or not first_prolongation(given):
        return []
    return [
        {
            "rule": "eu_current", "label": _("EU text: the same dose"),
            "dose": Term(current.magnitude, current.unit),
        },
        {
            "rule": "us_from_memory", "label": _("US text, from memory: the next lower dose"),
            "dose": next_lower(levels, current),
        },
    ]


def _notes(given: Cdk46Inputs, work: Work) -> None:
    drug = CDK46[given.drug or ""]
    work.info(
        "SCHEDULE",
        _("{drug}: {schedule}. A missed or vomited dose is not made up.",
          drug=CDK46_NAMES[given.drug or ""], schedule=drug.schedule),
        drug.source,
    )
    if given.drug == RIBOCICLIB:
        work.info(
            "ECG",
            _("ECG before the start and on day 14 of cycle 1; a second one at the start of cycle 2 "
              "is the stricter, older text."),
            "ribociclib-ecg", about="qtcf",
        )


CALCULATOR = Calculator(
    id="cdk46-adjustment",
    title=_("CDK4/6 inhibitors"),
    summary=_("Blood counts, QTcF, liver, kidney, lung: start, go on, interrupt, reduce or stop"),
    group="endocrine",
    order=74,
    inputs=Cdk46Inputs,
    values=(
        Value(name="action", label=_("Action"), options=ACTION_NAMES),
        Value(name="codes", label=_("Rules that hold"), kind="array"),
        Value(name="next_dose", label=_("Next dose"), unit="mg", decimals=0),
        Value(name="alternatives", label=_("Doses in conflict"), kind="array"),
    ),
    formula=cdk46_adjustment,
    headline="action",
)
