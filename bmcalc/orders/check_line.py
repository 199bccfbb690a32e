"""Checking one line: rules, dose, comparison, making ready, each a shown step."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeAlias

from bmcalc.calculators.chemotherapy.carboplatin_limits import source_of_cap
from bmcalc.calculators.shared.intended_dose import intended_dose
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Finding, Severity, Work
from bmcalc.formulary.drug_entry import Basis
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.planned_days import days_of
from bmcalc.formulas.calvert import auc_of
from bmcalc.orders.anthracyclines_of_order import anthracycline_measures
from bmcalc.orders.clinical_measures import tell_no_clearance
from bmcalc.orders.dosing.asking import field_of
from bmcalc.orders.dosing.auc_of_order import tell_other_auc
from bmcalc.orders.dosing.base_dose import base_dose, planned_share
from bmcalc.orders.dosing.bone_agents import BONE_AGENTS, bone_dose, bone_measures
from bmcalc.orders.dosing.ceilings import judge_cap, judge_ceilings
from bmcalc.orders.dosing.comparison import (
    MISTAKE_SOURCE,
    Unreduced,
    compare,
    explain,
    gate_by_area,
)
from bmcalc.orders.dosing.day_limit import ask_about_the_day
from bmcalc.orders.dosing.line_dose import LineDose, gfr_behind, line_dose
from bmcalc.orders.dosing.other_clearance import tell_other_clearance
from bmcalc.orders.dosing.other_published import tell_other_published
from bmcalc.orders.dosing.printed_dose import printed_dose, tell_printed_dose
from bmcalc.orders.dosing.weight_limit import judge_never_exceeded
from bmcalc.orders.essential_facts import BASELINE_OF, judge_essential
from bmcalc.orders.gates import Dose, ask_rules
from bmcalc.orders.no_gates import tell_no_gates
from bmcalc.orders.order_fields import judge_fields
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.own_reaction import tell_own_reaction
from bmcalc.orders.phase_change import tell_change_of_phase
from bmcalc.orders.planned_cycles import tell_beyond_planned
from bmcalc.orders.related_given import tell_related_given
from bmcalc.orders.schedule.dose_dates import next_due
from bmcalc.orders.schedule.due_lines import Due, DueLine
from bmcalc.orders.schedule.intervals import interval_measures, judge_interval
from bmcalc.orders.situation import Situation
from bmcalc.orders.supply.making_ready import make_ready
from bmcalc.orders.supply.pieces import known_pieces
from bmcalc.orders.unknown_interval import tell_unknown_interval
from bmcalc.orders.unread_orders import tell_lines_of_order, tell_twice
from bmcalc.orders.verdicts import Verdict
from bmcalc.rules.engine import Judgement, demands, tell_quoted
from bmcalc.rules.known import Known
from bmcalc.rules.measure import MEASURES
from bmcalc.rules.outcome import Unknown

LineCheck: TypeAlias = Callable[[DueLine, Situation], OrderLine]
"""Returns the checked line of one drug, before the other lines are looked at."""


def check_line(due: DueLine, situation: Situation) -> OrderLine:
    """Return the checked line of one drug of the regimen."""
    line = OrderLine(due.drug, drug(due.drug).name, due)
    line.order = situation.order.doses.get(due.drug)
    line.plan_set = situation.plans.get(due.drug)
    if line.order is not None:
        amount = line.order.dose.to("mg")
        times = due.line.times_per_day
        line.ordered = amount / times if line.order.per_day and times > 1 else amount
    if due.due is Due.NOT_TODAY and line.order is None:
        _tell_not_due(line, due, situation)
        return line
    dose = _compute(line, due, situation)
    tell_no_gates(line, due)
    tell_own_reaction(line, situation)
    line.computed, line.rounded = dose.computed, dose.rounded
    line.alternatives = dose.alternatives
    line.gfr_used = dose.values.get("gfr_used")
    line.phase = dose.values.get("phase")
    if line.phase in ("loading", "reload") and due.line.loading_dose is not None:
        line.planned = due.line.loading_dose
    _judge_order(line, due, dose, situation)
    tell_twice(line, situation)
    tell_lines_of_order(line, situation)
    tell_unknown_interval(line, situation)
    tell_change_of_phase(line, situation)
    tell_beyond_planned(line)
    tell_related_given(line, situation)
    if due.line.text is not None:
        line.work.info(FindingCode.LINE_TEXT, due.line.text, *due.line.sources)
    make_ready(line, due, situation)
    return line


def _tell_not_due(line: OrderLine, due: DueLine, situation: Situation) -> None:
    """Say when a drug on its own track is due again; nothing is judged for today."""
    line.planned = due.line.dose
    last = situation.last.get(due.drug)
    if last is None:
        return
    due_on = next_due(last.on, due.line, due.regimen.track(due.line))
    line.work.decide(
        _("Next dose"), _("every {length}", length=due.regimen.track(due.line).cycle_length),
        last.on.isoformat(), due_on.isoformat(), due.line.sources[0],
    )
    line.work.info(
        "NOT_DUE",
        _("{drug} is not due today: the last dose was {last}, the next is due on {due}.",
          drug=line.name, last=last.on.isoformat(), due=due_on.isoformat()),
        *due.line.sources, about=f"last.{due.drug}",
    )


def _compute(line: OrderLine, due: DueLine, situation: Situation) -> LineDose:
    """Ask the rules and calculate the dose; everything is told in the line's work."""
    level = situation.levels.get(due.drug, 0)
    base = base_dose(due, level, situation.policy.label_profile, line.work, line.plan_set)
    if base is None:
        _tell_rules(line, judge_interval(due))
        return LineDose()
    known, first = _known_before(due, situation, line.work)
    reduction = situation.reductions.get(due.drug)
    known = known.but(
        planned_share=planned_share(due, line.plan_set, base, reduction),
        **anthracycline_measures(due, situation, base, line.ordered),
    )
    asked = Dose(regimen=due.regimen, line=due.line, planned=base, level=level, day=due.day,
                 first=first)
    judgement = ask_rules(asked, known, profile=situation.policy.label_profile)
    _tell_rules(line, judgement)
    tell_other_clearance(asked, known, judgement, situation, line.work)
    intended = intended_dose(base, judgement, reduction, line.work)
    line.planned = intended.dose
    ask_about_the_day(judgement, due.line, intended.dose, line.work)
    if due.drug in BONE_AGENTS:
        dose = bone_dose(due, intended, judgement, known, line.work)
    else:
        dose = line_dose(due, intended, situation, line.work)
    whole = None if dose.computed is None else intended.before(dose.computed)
    dose.unreduced = None if whole is None else Unreduced(whole, intended.reason)
    told = judge_essential(line, due, situation, known, first, judgement)
    _tell_what_is_missing(judgement, told, line.work)
    tell_no_clearance(judgement, situation.facts, line.name, line.work)
    measures: list[object] = [MEASURES[measure].label for measure in judgement.unchecked
                              if measure not in told]
    line.not_checked = (*measures, *dose.absent)
    if line.not_checked:
        cited = dict.fromkeys(
            source for rules in judgement.unchecked.values()
            for rule in rules for source in rule.sources
        )
        line.work.info(
            FindingCode.NOT_CHECKED,
            _("Not given, so not checked and not taken as normal: {measures}.",
              measures=Joined(list(line.not_checked), _("; "))),
            *cited,
        )
    return dose


def _known_before(
    due: DueLine, situation: Situation, work: Work
) -> tuple[Known, bool | None]:
    """Return what rules may look at before this dose, and whether it is judged as a first one."""
    known = situation.known_of(due.drug).but(**interval_measures(due))
    course, first = drug(due.drug).course, due.first
    if course is not None and course.starts_again(due.days):
        first = True
    if due.drug in BONE_AGENTS:
        known = known.but(**bone_measures(due, situation, work))
    if first and due.after is None:
        known = known.told(**{
            fact: known.fact(baseline) for fact, baseline in BASELINE_OF.items()
            if known.fact(fact) is None
        })
    if drug(due.drug).basis is Basis.AUC:
        known = known.but(gfr=gfr_behind(due, situation))
    return known, first


def _tell_rules(line: OrderLine, judgement: Judgement) -> None:
    """Tell every rule that is met, each with the question to which it belongs."""
    line.rules_met = judgement.met
    before = len(line.work.findings)
    tell_quoted(judgement, line.work)
    for finding, met in zip(line.work.findings[before:], judgement.met, strict=True):
        finding.field = field_of(met.rule.field, line.drug)


def _tell_what_is_missing(judgement: Judgement, told: Collection[str], work: Work) -> None:
    """Ask for the measures without which a rule decides nothing, or must not be passed over.

    ``told`` are those that the drug needs anyway and that were asked for.
    """
    for measure in demands(judgement, Unknown.UNDECIDABLE):
        if measure in told:
            continue
        work.findings.append(Finding(
            FindingCode.FACT_MISSING, Severity.CAUTION,
            _("{measure} is not given: without it this cannot be decided.",
              measure=MEASURES[measure].label),
            f"patient.{measure}", _sources_of(judgement, measure), undecided=True,
        ))
    for measure in demands(judgement, Unknown.CAUTION):
        work.caution(
            "FACT_NOT_KNOWN", _("{measure} is not given: ask.", measure=MEASURES[measure].label),
            *_sources_of(judgement, measure), about=f"patient.{measure}",
        )


def _sources_of(judgement: Judgement, measure: str) -> tuple[str, ...]:
    cited = dict.fromkeys(
        source for rule in judgement.unchecked[measure] for source in rule.sources
    )
    return tuple(cited)


def _judge_order(line: OrderLine, due: DueLine, dose: LineDose, situation: Situation) -> None:
    about = f"order.{line.drug}"
    if line.order is None or line.ordered is None:
        return
    judge_fields(line, due, situation, dose.values.get("bsa"))
    if dose.computed is None or dose.rounded is None:
        return
    found = drug(line.drug)
    gfr, auc = line.gfr_used, None
    if found.basis is Basis.AUC and gfr is not None:
        auc = line.work.step(
            _("AUC of the order"),
            auc_of(line.ordered.to("mg").named(_("ordered dose")), gfr.named(_("GFR used"))),
            "calvert-1989", decimals=2,
        )
    printed = printed_dose(line.planned, due, dose, situation)
    line.comparison = compare(
        line.ordered, dose.computed, dose.rounded, situation.policy, about, line.work,
        known_pieces(found, situation.policy.market), None if printed is None else printed[0],
    )
    judge_cap(line, dose, _source_of_cap(line, situation), situation.policy.label_profile, about)
    judge_ceilings(line, due, dose, situation)
    tell_printed_dose(line, dose, printed, situation)
    judge_never_exceeded(
        found, line.ordered, situation.facts["weight"], situation.policy.tolerance_agrees, about,
        line.work,
    )
    if line.comparison.verdict is Verdict.AGREES:
        return
    severity = Severity.STOP if line.comparison.verdict is Verdict.STOP else Severity.CAUTION
    days = len(days_of(due.line, due.cycle or 2))
    for suspicion in explain(
        line.ordered, dose.computed, due.line.dose, due.line, days, situation.policy,
        dose.unreduced,
    ):
        line.work.findings.append(
            Finding(suspicion.code, severity, suspicion.text, about, (MISTAKE_SOURCE,))
        )
    tell_other_published(
        line.ordered, dose.values.get("bsa"), due, situation.policy.tolerance_agrees, severity,
        about, line.work,
    )
    if auc is not None:
        tell_other_auc(
            auc, due, situation.policy.tolerance_agrees, severity, about, line.work
        )
    gate_by_area(found, line.ordered, dose.values.get("bsa"), line.work)


def _source_of_cap(line: OrderLine, situation: Situation) -> str:
    """Return the source of a cap that is not the drug's own: on the GFR, or the site's."""
    cap = situation.policy.gfr_cap
    return "bsa-cap-of-site" if line.gfr_used is None or cap is None else source_of_cap(cap)
