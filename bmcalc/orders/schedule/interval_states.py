"""How the time since the last dose stands: early, on time, late, to be loaded again.

Each drug by the bands of its own calculator or label; nothing is calculated here a second time.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, TypeVar

from bmcalc.calculators.bone_agents.denosumab_fields import DenosumabInputs
from bmcalc.calculators.bone_agents.denosumab_rules import DENOSUMAB_RULES
from bmcalc.calculators.bone_agents.denosumab_situation import Situation as DenosumabSituation
from bmcalc.calculators.bone_agents.zoledronic_fields import ZoledronicInputs
from bmcalc.calculators.bone_agents.zoledronic_rules import ZOLEDRONIC_RULES, ZoledronicSituation
from bmcalc.calculators.calcium.calcium_status import CalciumStatus
from bmcalc.calculators.her2.her2_interval import note_interval, phase
from bmcalc.calculators.her2.her2_products import PERTUZUMAB
from bmcalc.calculators.questions.course_fields import CourseInputs
from bmcalc.calculators.shared.decision_rules import apply_rules
from bmcalc.core.texts import _
from bmcalc.core.work import Finding, Work
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.schedule_entry import Schedule
from bmcalc.orders.schedule.due_lines import Due, DueLine
from bmcalc.orders.schedule.intervals import judge_interval, judge_starts, looks_at_starts

STATE_NAMES: Final[dict[str, object]] = {
    "first": _("first dose"),
    "on_time": _("on time"),
    "too_early": _("too early"),
    "early": _("early"),
    "late": _("late"),
    "very_late": _("very late"),
    "reload": _("load again"),
    "restart": _("starts again"),
    "conflict": _("two labels in conflict"),
    "no_rest_week": _("no rest week"),
    "not_due": _("not due"),
    "going_on": _("going on"),
    "unknown": _("not known"),
}

TOO_SOON: Final = frozenset({"too_early", "early", "no_rest_week"})
"""States in which the dose is due on a later day."""

_STATE_OF: Final = {
    "TOO_EARLY": "too_early", "IN-TOO_EARLY": "too_early", "EARLY": "early",
    "IN-EARLY_WARN": "early", "LATE": "late", "IN-LATE": "late", "CYCLE_LONG": "late",
    "LOADING_LATE": "late",
    "LONG_GAP": "very_late", "IN-VERY_LATE": "very_late", "RELOAD": "reload",
    "IN-RESTART": "restart", "RELOAD_CONFLICT": "conflict", "CYCLE_TOO_SHORT": "no_rest_week",
}


@dataclass(frozen=True)
class IntervalState:
    """The band of an interval, by its key, and the findings that led to it."""

    key: str
    findings: tuple[Finding, ...] = ()

    @property
    def label(self) -> object:
        """What people read."""
        return STATE_NAMES[self.key]


def interval_state(due: DueLine, drugs: Collection[str]) -> IntervalState:
    """Return the state of one drug; ``drugs`` are all of the day, for the pair of antibodies."""
    if due.first:
        return IntervalState("first")
    if due.due is Due.UNKNOWN or due.days is None:
        return IntervalState("unknown")
    if due.due is Due.GOING_ON:
        return IntervalState("going_on")
    findings = tuple(_findings(due, due.days, drugs))
    states = [_STATE_OF[one.code] for one in findings if one.code in _STATE_OF]
    if states:
        return IntervalState(states[0], findings)
    return IntervalState("not_due" if due.due is Due.NOT_TODAY else "on_time", findings)


def _findings(due: DueLine, days: int, drugs: Collection[str]) -> list[Finding]:
    work = Work()
    schedule = drug(due.drug).schedule(due.cycle_days)
    if schedule is not None:
        _by_schedule(schedule, days, PERTUZUMAB in drugs, work)
    elif due.drug == "denosumab":
        given = _with_interval(DenosumabInputs, days)
        rules = [rule for rule in DENOSUMAB_RULES if rule.code.startswith("IN-")]
        patient = DenosumabSituation(CalciumStatus("none"), False, given)
        apply_rules(rules, patient, patient.first, work)
    elif due.drug == "zoledronic_acid":
        zoledronic = _with_interval(ZoledronicInputs, days)
        of_interval = [rule for rule in ZOLEDRONIC_RULES if rule.code.startswith("IN-")]
        situation = ZoledronicSituation(CalciumStatus("none"), False, zoledronic)
        apply_rules(of_interval, situation, False, work)
    elif looks_at_starts(due.drug):
        judge_starts(due, work)
    else:
        judge_interval(due, work)
    return work.findings


_CourseT = TypeVar("_CourseT", bound=CourseInputs)


def _with_interval(inputs: type[_CourseT], days: int) -> _CourseT:
    """Return the inputs of a bone agent of which only the interval is known."""
    return inputs(first_dose=False, days_since_last=days)


def _by_schedule(schedule: Schedule, days: int, pair: bool, work: Work) -> None:
    in_conflict = pair and schedule.differs(PERTUZUMAB, days)
    found = phase(schedule, days, in_conflict)
    if found == "conflict" and schedule.conflict is not None:
        conflict = schedule.conflict
        work.stop(
            "RELOAD_CONFLICT",
            _("Day {days} with pertuzumab: the trastuzumab label loads again, the table of Perjeta "
              "does not. Choose one and record the reason.", days=days),
            *conflict.loading_sources, *conflict.maintenance_sources,
        )
    else:
        note_interval(found, schedule, days, work)
