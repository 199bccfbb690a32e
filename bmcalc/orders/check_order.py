"""The whole regimen for one patient: computed, compared with the order, each line with reasons.

:func:`check_order` returns an :class:`OrderCheck`, which a window and a report draw; the JSON
contract is written from the same object.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import localcontext

from bmcalc.calculators.body.body_plausibility import plausible_area, plausible_bmi
from bmcalc.calculators.shared.intended_dose import Reduction
from bmcalc.core.finding_code import FindingCode, Place
from bmcalc.core.numbers import CONTEXT
from bmcalc.core.problems import Refused
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import DecidingRule, Finding, Severity, Work
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.policy import Policy
from bmcalc.formulary.regimens import Regimen, regimen
from bmcalc.formulary.sequences import stage_of
from bmcalc.formulas.bsa_formulas import BSA_FORMULAS, body_surface_area
from bmcalc.orders.across_lines import check_across, extra_lines
from bmcalc.orders.check_line import LineCheck, check_line
from bmcalc.orders.clinical_measures import known_measures
from bmcalc.orders.cycle_changes import tell_changes
from bmcalc.orders.foot import tell_foot
from bmcalc.orders.heading_of_order import judge_headings
from bmcalc.orders.order_line import OrderLine, asks_somebody
from bmcalc.orders.plan_for_patient import plans_for, with_plans
from bmcalc.orders.reading.order_entry import KeptLine, understood_order, with_kept
from bmcalc.orders.reading.order_inputs import RegimenInputs
from bmcalc.orders.reading.ordered import NotUnderstood
from bmcalc.orders.reading.patient_facts import Facts, gathered
from bmcalc.orders.reading.planned_input import of_this_phase
from bmcalc.orders.reading.policy_input import contract_policy
from bmcalc.orders.schedule.due_lines import (
    GIVEN_TODAY,
    Due,
    DueLine,
    due_lines,
    lines_with_bone_agent,
)
from bmcalc.orders.schedule.treatment_schedule import TreatmentSchedule, treatment_schedule
from bmcalc.orders.situation import Situation
from bmcalc.orders.stage_of_sequence import tell_stage
from bmcalc.orders.stops_in_doubt import add_stops, ways_in_doubt
from bmcalc.orders.supply.making_ready import settle_supply
from bmcalc.orders.supportive_care.antiemetics_asked import ask_about_antiemetics
from bmcalc.orders.supportive_care.growth_factor import judge_growth_factors
from bmcalc.orders.supportive_care.of_the_day import Suggestion, care_of_day
from bmcalc.orders.supportive_care.premedication_asked import ask_for_premedication
from bmcalc.orders.unread_orders import by_family, other_lines, unread_extra
from bmcalc.orders.unused_facts import tell_unused
from bmcalc.orders.unusual_facts import confirm_facts
from bmcalc.orders.verdicts import Verdict, worst


@dataclass
class OrderCheck:
    """The checked order.

    ``lines`` are the drugs in the order of the regimen, then what was ordered besides. ``work``
    holds the steps and findings of the patient and of the order as a whole, ``care`` what sources
    suggest beside the doses of the day, which is no part of the verdict.
    """

    situation: Situation
    lines: list[OrderLine] = field(default_factory=list)
    schedule: TreatmentSchedule = field(default_factory=lambda: TreatmentSchedule((), ()))
    work: Work = field(default_factory=Work)
    care: tuple[Suggestion, ...] = ()
    bsa: Term | None = None
    crcl: Term | None = None

    @property
    def regimen(self) -> Regimen:
        """The regimen that was checked."""
        return self.situation.regimen

    @property
    def policy(self) -> Policy:
        """The policy by which it was checked."""
        return self.situation.policy

    @property
    def not_understood(self) -> tuple[NotUnderstood, ...]:
        """The pasted lines of which nothing was made."""
        return self.situation.order.not_understood

    @property
    def verdict(self) -> Verdict:
        """The worst verdict; never «agrees» while a line, or a pasted line, is undecided."""
        verdicts = [line.verdict for line in self.lines]
        if self.not_understood:
            verdicts.append(Verdict.UNDECIDABLE)
        if self.work.severity is Severity.STOP:
            verdicts.append(Verdict.STOP)
        elif asks_somebody(self.work.findings):
            verdicts.append(Verdict.QUERY)
        return worst(verdicts)

    @property
    def findings(self) -> list[Finding]:
        """What a person must do or know today, first of the whole, then of each drug by name."""
        found = [one for one in self.work.findings if one.place is Place.FINDINGS]
        for line in self.lines:
            found.extend(
                one.told_at(
                    one.field or f"order.{line.drug}",
                    _("{drug}: {finding}", drug=line.name, finding=one.text),
                )
                for one in line.findings
            )
        return found

    @property
    def foot(self) -> list[Finding]:
        """What holds for every line, each said once."""
        found = [one for one in self.work.findings if one.place is not Place.FINDINGS]
        found += [one for line in self.lines for one in line.every_finding
                  if one.place is Place.FOOT]
        if len({one.code for one in found}) == len(found):
            return found
        return list({(one.code, str(one.text)): one for one in found}.values())

    @property
    def severity(self) -> Severity:
        """The weight of the worst finding, and of the verdict."""
        weights = [self.verdict.severity, self.work.severity]
        for line in self.lines:
            weights += (line.work.severity, line.supply_work.severity)
        return max(weights)

    @property
    def rules(self) -> list[DecidingRule]:
        """The rules that decided, of every line, each once."""
        return list(dict.fromkeys(rule for line in self.lines for rule in line.work.rules))

    def line(self, drug_id: str) -> OrderLine:
        """Return the line of a drug; raise KeyError where it has none."""
        for line in self.lines:
            if line.drug == drug_id:
                return line
        raise KeyError(drug_id)

    def sources(self) -> list[str]:
        """Return the ids of all sources, each once."""
        named = dict.fromkeys(self.work.sources())
        for line in self.lines:
            named.update(dict.fromkeys([*line.work.sources(), *line.supply_work.sources()]))
        for track in self.schedule.tracks:
            for finding in track.state.findings:
                named.update(dict.fromkeys(finding.sources))
        named.update(dict.fromkeys(source for one in self.care for source in one.sources))
        return list(named)


def check_order(
    given: RegimenInputs,
    kept: Sequence[KeptLine] = (),
    unread: frozenset[str] = frozenset(),
    line_of: LineCheck = check_line,
) -> OrderCheck:
    """Return the check of an order whose inputs were read without a problem.

    ``kept`` are lines of an order that was pasted before and that are no dose, ``unread`` the
    drugs whose ordered dose had to be left out because it could not be read. ``line_of`` checks
    one line by itself, or takes it over from a check before.
    """
    with localcontext(CONTEXT):
        work = Work()
        situation, due = settled(given, work)
        order = with_kept(situation.order, kept, unread)
        check = _checked(given, situation.with_order(order), due, work, line_of)
        for meant in ways_in_doubt(order, situation.day):
            doubted = situation.with_order(meant)
            again = _checked(given, doubted, _due_of(doubted), Work())
            add_stops(check.lines, again.lines)
            settle_supply(check.lines, check.situation)
        return check


def _checked(
    given: RegimenInputs, situation: Situation, due: list[DueLine], work: Work,
    line_of: LineCheck = check_line,
) -> OrderCheck:
    """Return the check of one reading of the order, whose doses say which lines there are."""
    with localcontext(CONTEXT):
        situation = situation.with_order(by_family(situation.order, due))
        check = OrderCheck(situation, work=work)
        check.crcl = _term(situation.known.get("crcl"))
        check.bsa = _area(situation.facts, situation.policy, work)
        shown = [line for line in due if _is_shown(line, situation)]
        confirm_facts(given, work)
        check.lines = [line_of(line, situation) for line in shown]
        check.lines += extra_lines(situation, (line.drug for line in due))
        for line in due:
            if line not in shown and line.drug in situation.order.doses:
                check.lines.append(line_of(line, situation))
        check.lines += unread_extra(situation, (line.drug for line in check.lines))
        check_across(check.lines, situation)
        judge_growth_factors(check.lines, situation)
        check.lines += other_lines(situation, check.lines)
        tell_changes(check.lines, situation, work)
        tell_unused(check.lines, situation, work)
        _tell_not_understood(check, work)
        judge_headings(situation, check.bsa, work)
        _tell_sequence(check.lines, work)
        tell_stage(situation, work)
        check.care = care_of_day(due)
        ask_for_premedication(check.lines, check.care, situation)
        ask_about_antiemetics(check.lines, situation, work)
        if not check.lines:
            work.info("NOTHING_DUE", _("The regimen gives no drug on this day."))
        settle_supply(check.lines, situation)
        tell_foot(check.lines, situation, work)
        check.schedule = treatment_schedule(
            due, situation.regimen, situation.stage, situation.day, situation.today,
        )
        return check


def settled(given: RegimenInputs, work: Work) -> tuple[Situation, list[DueLine]]:
    """Return the situation that the inputs describe, and every line with whether it is due."""
    assert given.regimen is not None and given.cycle is not None and given.day is not None
    policy = given.policy if given.policy is not None else contract_policy()
    facts = gathered(given.patient or {}, given.labs or {}, policy.laboratory.liver_limits)
    stage = stage_of(regimen(given.regimen), given.cycle)
    planned = of_this_phase(given.planned or {}, regimen(given.regimen), stage.regimen)
    plans = plans_for(stage.regimen, planned)
    lead = with_plans(stage.regimen, plans)
    order = understood_order(given.order, given.day)
    last, before = given.last or {}, given.last_cycle or {}
    situation = Situation(
        facts=facts, known=known_measures(facts, policy, given.today, work), policy=policy,
        stage=stage, regimen=lead, cycle=stage.cycle, day=given.day, today=given.today,
        order=order, last=last,
        weight_before=before.get("weight"), creatinine_before=before.get("creatinine"),
        bone_agent=given.bone_agent,
        reductions={
            name: Reduction(one["percent"], one["reason"])
            for name, one in (given.reductions or {}).items()
        },
        levels=given.levels or {}, plans=plans, stock=given.stock or {},
    )
    return situation, _due_of(situation)


def _due_of(situation: Situation) -> list[DueLine]:
    """Return every line of a regimen with whether it is due; a bone agent where it is ordered."""
    lead, when = situation.regimen, (situation.cycle, situation.day)
    lines = lines_with_bone_agent(
        lead, situation.bone_agent, situation.order.doses, situation.policy.label_profile,
    )
    return due_lines(lines, lead, *when, situation.last, situation.today, situation.stage.before)


def _is_shown(line: DueLine, situation: Situation) -> bool:
    if line.due is Due.ENDED:
        return line.drug in situation.order.doses or line.drug in situation.order.unread
    return line.due is not Due.NOT_TODAY or line.regimen is not situation.regimen


def _term(value: object) -> Term | None:
    return value if isinstance(value, Term) else None


def _area(facts: Facts, policy: Policy, work: Work) -> Term | None:
    """Show and return the body surface area; None where it is unknown or cannot be."""
    height, weight = facts["height"], facts["weight"]
    formula = BSA_FORMULAS[policy.bsa_formula]
    if height is None or weight is None or (formula.by_sex and facts["sex"] is None):
        return None
    try:
        plausible_bmi(height, weight)
        area = plausible_area(
            body_surface_area(policy.bsa_formula, height, weight, facts["sex"])
        )
    except Refused:
        return None
    return work.step(
        _("Body surface area, {formula}", formula=formula.name), area, formula.source, _("BSA"),
        decimals=4,
    )


def _tell_not_understood(check: OrderCheck, work: Work) -> None:
    order = check.situation.order
    judged = {line.drug for line in check.lines} & order.stopped if order.discontinued else ()
    for stopped in order.discontinued:
        if stopped.drug not in judged:
            work.info(
                FindingCode.ORDERED_TO_STOP,
                _("Ordered to stop, line {number}: “{text}”.", number=stopped.number,
                  text=stopped.text), about="order",
            )
    for one in check.not_understood:
        work.caution(
            "NOT_UNDERSTOOD",
            _("Line {number} of the pasted order was not understood: “{text}”. {reason}",
              number=one.number, text=one.text, reason=one.told),
            "never-assumed", about="order",
        )


def _tell_sequence(lines: list[OrderLine], work: Work) -> None:
    """Say in which order the drugs of the day are given."""
    given = {line.drug for line in lines if line.due is not None and line.due.due in GIVEN_TODAY}
    for line in lines:
        if line.drug not in given:
            continue
        for sequence in drug(line.drug).sequences:
            if sequence.drug in given:
                work.info(sequence.code, sequence.text, *sequence.sources)

