"""Trastuzumab deruxtecan after a toxicity: go on, interrupt, one level lower, or stop."""

from __future__ import annotations

from typing import Final

from bmcalc.calculators.her2.her2_products import DERUXTECAN
from bmcalc.calculators.her2.tdxd_fields import TdxdInputs
from bmcalc.calculators.questions.label_profile import note_unverified_chinese_text
from bmcalc.calculators.shared.action import ACTION_NAMES, Action, action_of
from bmcalc.calculators.shared.drug_rules import drug_of_page, judge_drug, told_rules
from bmcalc.core.arithmetic import least
from bmcalc.core.calculator import Calculator, NotFor
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work, refuse
from bmcalc.formulary.drugs import Drug
from bmcalc.formulary.lvef_entry import rules_in_force
from bmcalc.rules.engine import Judgement, MetRule, note_rules
from bmcalc.rules.outcome import Outcome

AFTER_A_DOSE: Final = {
    Outcome.LEVEL_DOWN: Action.INTERRUPT_LOWER, Outcome.DO_NOT_GIVE: Action.STOP,
}
"""What an outcome comes to once the drug was given: it goes on lower, or it has ended."""


def tdxd_adjustment(given: TdxdInputs, work: Work) -> None:
    """Write the strictest action, the next level with its dose, and the rules that hold."""
    found = drug_of_page(DERUXTECAN)
    doses = _levels(found, given)
    current = doses[given.dose_level]
    judgement = judge_drug(
        found, given.facts, level=given.dose_level, first=False, profile=given.label_profile,
        rules=rules_in_force(found.rules, given.label_profile),
    )
    places = {id(rule): place for place, rule in enumerate(found.rules)}
    note_rules(judgement, work)
    met = sorted(judgement.met, key=lambda one: places[id(one.rule)])
    for one in met:
        finding = one.on_page()
        finding.severity = max(finding.severity, _action(one, current).severity)
        work.findings.append(finding)
    action = max((_action(one, current) for one in met), default=Action.NO_CHANGE)
    level: int | None = given.dose_level + (action is Action.INTERRUPT_LOWER)
    if level == len(doses):
        action = Action.STOP
        work.stop(
            "LAST_LEVEL",
            _("{dose} is the last level: a further reduction is a stop.", dose=show(current)),
            found.sources[0],
        )
    if action >= Action.DO_NOT_START:
        level = None
    codes = list(dict.fromkeys(one.rule.told_as for one in met))
    work.decide(
        _("Next dose"), _("the strictest rule that holds; below the last level the drug stops"),
        told_rules(met), ACTION_NAMES[action.key],
        found.sources[0],
    )
    work.give("action", action.key)
    work.give("codes", list(codes))
    _next(given, None if level is None else doses[level], judgement, doses, work)
    work.info(
        "NEVER_RAISED", _("A reduced dose is never raised again."), found.sources[0],
        about="dose_level",
    )
    note_unverified_chinese_text(
        given.label_profile, _("trastuzumab deruxtecan: dose levels"), "her2-cn-unread", work
    )


def _action(one: MetRule, current: Term) -> Action:
    return AFTER_A_DOSE.get(one.outcome) or action_of(one, current)


def _levels(found: Drug, given: TdxdInputs) -> tuple[Term, ...]:
    """Return the doses of the levels; refuse a level that the label does not have."""
    planned = found.usual_dose
    table = None if planned is None else found.levels(planned, given.label_profile)
    doses = () if table is None else (table.planned, *table.levels)
    if given.dose_level >= len(doses):
        raise refuse(
            "E_LOGIC",
            _("{drug} has no dose level {level}.", drug=found.name, level=given.dose_level),
            "dose_level",
        )
    return doses


def _next(
    given: TdxdInputs, at_level: Term | None, judgement: Judgement, doses: tuple[Term, ...],
    work: Work,
) -> None:
    """Give the next dose: that of its level, or what a rule leaves where that is less."""
    per_kg, limit = at_level, judgement.limit()
    if per_kg is not None and limit is not None:
        per_kg = least(per_kg, limit[0])
    work.give("next_level", doses.index(per_kg) if per_kg in doses else None)
    work.give("next_dose_per_kg", None if per_kg is None else Term(per_kg.magnitude, per_kg.unit))
    dose = None
    if per_kg is not None and given.weight is not None:
        source = drug_of_page(DERUXTECAN).sources[0]
        dose = work.step(_("Dose"), (per_kg * given.weight.to("kg")).to("mg"), source)
    work.give("next_dose", dose)


CALCULATOR = Calculator(
    id="tdxd-adjustment",
    title=_("T-DXd adjustment"),
    summary=_("Lung, heart, blood counts: go on, interrupt, one level lower, or stop"),
    group="dosing",
    order=54,
    not_for=NotFor(
        _("Only for trastuzumab deruxtecan, not for another conjugate. After "
          "interstitial lung disease of grade 2 or more it is never begun again."),
        "label-tdxd-us", "regimen-nccp-776",
    ),
    inputs=TdxdInputs,
    values=(
        Value(name="action", label=_("Action"), options=ACTION_NAMES),
        Value(name="codes", label=_("Rules that hold"), kind="array"),
        Value(name="next_level", label=_("Next dose level"), kind="integer"),
        Value(name="next_dose_per_kg", label=_("Next dose a kg"), unit="mg/kg", decimals=1),
        Value(name="next_dose", label=_("Next dose"), unit="mg", decimals=1, trim=True),
    ),
    formula=tdxd_adjustment,
    headline="action",
    rules_of=(DERUXTECAN,),
)
