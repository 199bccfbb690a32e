"""How the time since the last dose stands: early, on time, late, to be loaded again.

Each drug by the bands of its own calculator or label; nothing is calculated here a second time.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bmcalc.calculators.her2.her2_interval import note_interval, phase
from bmcalc.calculators.her2.her2_products import PERTUZUMAB
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.units import unit
from bmcalc.core.work import Finding, Work
from bmcalc.formulary.course_entry import Course
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.schedule_entry import Schedule
from bmcalc.orders.schedule.due_lines import Due, DueLine
from bmcalc.orders.schedule.intervals import judge_interval, judge_starts, looks_at_starts
from bmcalc.rules.engine import Asked, judge, tell_on_page
from bmcalc.rules.known import Known

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

OF_THE_INTERVAL: Final = "IN-"
"""How the codes of rules about the time since the last dose begin."""

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
    elif (course := drug(due.drug).course) is not None:
        _by_rules(drug(due.drug), course, days, work)
    elif looks_at_starts(due.drug):
        judge_starts(due, work)
    else:
        judge_interval(due, work)
    return work.findings


def _by_rules(found: Drug, course: Course, days: int, work: Work) -> None:
    """Ask the rules of the interval, with nothing known but the days since the last dose."""
    known = Known({}, {
        "days_since_last": Term(Decimal(days), unit("day")), **course.handed(days),
    })
    judgement = judge(
        [rule for rule in found.rules if rule.code.startswith(OF_THE_INTERVAL)], known,
        Asked(drug=found.id, first=course.starts_again(days)),
    )
    tell_on_page(judgement, work)


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
