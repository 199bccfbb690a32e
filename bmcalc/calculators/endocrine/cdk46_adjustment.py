"""CDK4/6 inhibitors: may the drug start or go on, at which dose, by the rules of its file."""

from __future__ import annotations

from typing import Final

from bmcalc.calculators.endocrine.cdk46_fields import CDK46_NAMES, RIBOCICLIB, Cdk46Inputs
from bmcalc.calculators.shared.action import (
    ACTION_NAMES,
    doses_of,
    next_lower,
    tell_next_dose,
)
from bmcalc.calculators.shared.drug_rules import drug_of_page
from bmcalc.calculators.shared.missing_facts import tell_missing_facts
from bmcalc.core.calculator import Calculator, NotFor
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.formulary.drugs import Drug
from bmcalc.rules.engine import Asked, judge
from bmcalc.rules.known import Known
from bmcalc.rules.rule import ALL_PROFILES

FIRST_PROLONGATION: Final = "QTC_481"
"""The rule of ribociclib under which the labels resume at different doses."""


def cdk46_adjustment(given: Cdk46Inputs, work: Work) -> None:
    """Write the strictest action, the next dose and the rules that hold."""
    assert given.drug is not None
    found = drug_of_page(given.drug)
    current = _current_dose(given, found, work)
    if given.transaminases is not None and given.transaminases.operation:
        work.step(_("ALT or AST"), given.transaminases, found.sources[0], decimals=2)
    doses = doses_of(found)
    lower = next_lower(doses, current)
    judgement = judge(
        found.rules, Known(given.facts, {"planned_dose": current}),
        Asked(drug=found.id, planned=current, first=bool(given.starting),
              lower=dict.fromkeys(ALL_PROFILES, lower)),
    )
    following = tell_next_dose(judgement, found, doses, current, work)
    tell_missing_facts(judgement, given.facts, work)
    work.give("action", following.action.key)
    work.give("codes", list(following.codes))
    work.give("next_dose", following.dose)
    prolonged = given.drug == RIBOCICLIB and FIRST_PROLONGATION in following.codes
    work.give("alternatives", _resumptions(current, lower) if prolonged else [])
    _notes(given.drug, found, work)


def _current_dose(given: Cdk46Inputs, found: Drug, work: Work) -> Term:
    if given.current_dose is not None:
        return given.current_dose
    assert found.usual_dose is not None
    work.info(
        "USUAL_DOSE_USED",
        _("No dose was given: the usual {dose} of {drug} is taken as the current one.",
          dose=found.usual_dose, drug=CDK46_NAMES[found.id]),
        found.sources[0], about="current_dose",
    )
    return found.usual_dose


def _resumptions(current: Term, lower: Term | None) -> list[dict[str, object]]:
    """Return both resumptions, as the labels of ribociclib differ."""
    return [
        {
            "rule": "eu_current", "label": _("EU text: the same dose"),
            "dose": Term(current.magnitude, current.unit),
        },
        {
            "rule": "us_from_memory", "label": _("US text, from memory: the next lower dose"),
            "dose": lower,
        },
    ]


def _notes(drug: str, found: Drug, work: Work) -> None:
    for infusion in found.infusions:
        work.info(
            "SCHEDULE", _("{drug}: {schedule}", drug=CDK46_NAMES[drug], schedule=infusion.text),
            *infusion.sources,
        )
    if drug == RIBOCICLIB:
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
    not_for=NotFor(
        _("Not for the partner drug, and never with the rules of another inhibitor: "
          "each of the three has its own."),
        "label-palbociclib-us", "label-ribociclib-eu", "label-abemaciclib-us",
    ),
    inputs=Cdk46Inputs,
    values=(
        Value(name="action", label=_("Action"), options=ACTION_NAMES),
        Value(name="codes", label=_("Rules that hold"), kind="array"),
        Value(name="next_dose", label=_("Next dose"), unit="mg", decimals=0),
        Value(name="alternatives", label=_("Doses in conflict"), kind="array"),
    ),
    formula=cdk46_adjustment,
    headline="action",
    rules_of=("palbociclib", "ribociclib", "abemaciclib"),
)
