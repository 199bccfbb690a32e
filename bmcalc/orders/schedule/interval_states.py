"""How the time since the last dose stands: early, on time, late, to be loaded again.

The bands are those of the drug's schedule or of the rules on its interval.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bmcalc.calculators.her2.her2_interval import note_interval
from bmcalc.calculators.her2.her2_products import PERTUZUMAB
from bmcalc.core.texts import _
from bmcalc.core.work import Finding, Work
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.schedule_entry import Schedule
from bmcalc.orders.schedule.due_lines import Due, DueLine
from bmcalc.orders.schedule.intervals import judge_change, judge_interval
from bmcalc.orders.schedule.other_schedule import note_after
from bmcalc.rules.engine import MetRule
from bmcalc.rules.interval_band import IntervalBand


class Standing(StrEnum):
    """How a drug stands that is in no band of its interval."""

    FIRST = "first"
    ON_TIME = "on_time"
    NOT_DUE = "not_due"
    GOING_ON = "going_on"
    ENDED = "ended"
    UNKNOWN = "unknown"

    @property
    def label(self) -> object:
        """What people read."""
        return _LABELS[self]


_LABELS: dict[Standing, object] = {
    Standing.FIRST: _("first dose"),
    Standing.ON_TIME: _("on time"),
    Standing.NOT_DUE: _("not due"),
    Standing.GOING_ON: _("going on"),
    Standing.ENDED: _("planned cycles given"),
    Standing.UNKNOWN: _("not known"),
}


@dataclass(frozen=True)
class IntervalState:
    """The band of an interval, or how the drug stands, and the findings that led to it."""

    state: IntervalBand | Standing
    findings: tuple[Finding, ...] = ()

    @property
    def key(self) -> str:
        """The state as the contract writes it."""
        return self.state.value

    @property
    def too_soon(self) -> bool:
        """Whether the dose is due on a later day."""
        return isinstance(self.state, IntervalBand) and self.state.too_soon

    @property
    def label(self) -> object:
        """What people read."""
        return self.state.label


def interval_state(due: DueLine, drugs: Collection[str]) -> IntervalState:
    """Return the state of one drug; ``drugs`` are all of the day, for the pair of antibodies."""
    if due.due is Due.ENDED:
        return IntervalState(Standing.ENDED)
    if due.first:
        return _after_the_phase_before(due)
    if due.due is Due.UNKNOWN or due.days is None:
        return IntervalState(Standing.UNKNOWN)
    if due.due is Due.GOING_ON:
        return IntervalState(Standing.GOING_ON)
    schedule, before = drug(due.drug).schedule(due.cycle_days), schedule_before(due)
    if schedule is None:
        band, findings = _by_rules(due)
    elif before is not None:
        work, band = Work(), before.band(due.days)
        note_after(band, before, schedule, due.days, work)
        findings = tuple(work.findings)
    else:
        band, findings = _by_schedule(schedule, due.days, PERTUZUMAB in drugs)
    outside = Standing.NOT_DUE if due.due is Due.NOT_TODAY else Standing.ON_TIME
    return IntervalState(outside if band is None else band, findings)


def _after_the_phase_before(due: DueLine) -> IntervalState:
    """Return the state of a first dose: of a later phase by the last dose of the one before."""
    if due.after is None or due.due is not Due.TODAY:
        return IntervalState(Standing.FIRST)
    if due.since is None or due.since.days is None:
        return IntervalState(Standing.UNKNOWN)
    band, findings = _told_of(judge_change(due).met, f"last.{due.since.drug}")
    return IntervalState(Standing.FIRST if band is None else band, findings)


def schedule_before(due: DueLine) -> Schedule | None:
    """Return the schedule by which the phase before gave a drug that goes on by another one.

    It says how early or late the first dose by the new one is: after weekly doses a week.
    """
    line, after = due.line_before, due.after
    if line is None or after is None or after.cycle_days(line) == due.cycle_days:
        return None
    return drug(due.drug).schedule(after.cycle_days(line))


def _by_rules(due: DueLine) -> tuple[IntervalBand | None, tuple[Finding, ...]]:
    return _told_of(judge_interval(due).met, f"last.{due.drug}")


def _told_of(
    met: Sequence[MetRule], about: str
) -> tuple[IntervalBand | None, tuple[Finding, ...]]:
    bands = [one.rule.interval_band for one in met if one.rule.interval_band is not None]
    findings = tuple(one.on_page().told_at(about) for one in met)
    return bands[0] if bands else None, findings


def _by_schedule(
    schedule: Schedule, days: int, pair: bool
) -> tuple[IntervalBand | None, tuple[Finding, ...]]:
    work = Work()
    band = schedule.band(days, in_conflict=pair and schedule.differs(PERTUZUMAB, days))
    note_interval(band, schedule, days, work)
    if band is IntervalBand.CONFLICT and schedule.conflict is not None:
        conflict = schedule.conflict
        work.stop(
            "RELOAD_CONFLICT",
            _("Day {days} with pertuzumab: the trastuzumab label loads again, the table of Perjeta "
              "does not. Choose one and record the reason.", days=days),
            *conflict.loading_sources, *conflict.maintenance_sources,
        )
    return band, tuple(work.findings)
