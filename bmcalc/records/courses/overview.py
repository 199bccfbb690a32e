"""Everything that is shown of one course, read from the ledger: cycles, doses, values, limits."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import localcontext

from bmcalc.core.numbers import CONTEXT
from bmcalc.core.texts import _
from bmcalc.formulary.regimen_entry import in_days
from bmcalc.formulary.regimens import regimens
from bmcalc.formulary.sequences import drugs_of, stage_of
from bmcalc.records.checks.case import day_of
from bmcalc.records.checks.shown import policy_in_force
from bmcalc.records.checks.states import State
from bmcalc.records.courses.anthracycline_total import AnthracyclineTotal, anthracycline_total
from bmcalc.records.courses.course import Course
from bmcalc.records.courses.doses_over_cycles import (
    DoseAt,
    planned_of_cycle,
    recorded_doses,
)
from bmcalc.records.courses.followed import series_of
from bmcalc.records.courses.given_before import Treatment, treatments_of
from bmcalc.records.courses.intensity import Intensity, intensities
from bmcalc.records.courses.looked_at import LookedAt, looked_at
from bmcalc.records.courses.next_cycle import told_elsewhere
from bmcalc.records.courses.value_limits import Seen, seen_with_limits
from bmcalc.records.courses.when import Anchor, planned_on
from bmcalc.records.desk import Desk
from bmcalc.records.faults import RecordsFault
from bmcalc.records.patients.identity import Identity
from bmcalc.records.patients.lookup import identity

CYCLES_AHEAD = 3
"""How many planned cycles are shown of a course that goes on until progression."""


@dataclass(frozen=True)
class CycleAt:
    """A cycle: its number, day 1, whether anything of it is recorded, and whether it is behind."""

    number: int
    on: datetime.date
    is_recorded: bool
    is_given: bool


@dataclass(frozen=True)
class CourseOverview:
    """One course.

    ``doses`` are those of the checks, then those that are only planned. ``open_check`` is the id
    of a draft, or of one that was returned, that waits to go on; ``next_cycle`` the number of the
    next one. ``cycle_days`` is the length of the present cycle; 0 where the regimen is known no
    more. ``asked`` says what does not fit together.
    """

    course: Course
    who: Identity
    cycles: tuple[CycleAt, ...]
    doses: tuple[DoseAt, ...]
    drugs: tuple[str, ...]
    intensity: dict[str, Intensity]
    values: tuple[Seen, ...]
    anthracyclines: AnthracyclineTotal
    next_cycle: int
    open_check: str | None
    sex: str | None
    cycle_days: int
    asked: tuple[object, ...] = ()

    def of_drug(self, drug: str) -> tuple[DoseAt, ...]:
        """Return the doses of a drug by their days, undated ones by their cycle."""
        return tuple(sorted(
            (one for one in self.doses if one.drug == drug),
            key=lambda one: (one.cycle, one.day, one.on or datetime.date.max)))

    def checks_of(self, cycle: int) -> tuple[str, ...]:
        """Return the checks of a cycle, by their days."""
        found = sorted((one.day, one.check) for one in self.doses
                       if one.cycle == cycle and one.check is not None)
        return tuple(dict.fromkeys(check for _day, check in found))


def overview_of(desk: Desk, course_id: str) -> CourseOverview:
    """Return a course as its page shows it; :class:`RecordsFault` for an erased patient."""
    desk.projections.catch_up()
    course = desk.course(course_id)
    who = identity(desk.store, desk.projections, course.patient)
    if who is None:
        raise RecordsFault(_("This patient was erased. Nothing more is recorded of them."))
    with localcontext(CONTEXT):
        seen = looked_at(desk, course_id)
        every = treatments_of(desk, course.patient)
        return _overview(desk, course, who, seen, every)


def _overview(desk: Desk, course: Course, who: Identity, seen: Sequence[LookedAt],
              every: Sequence[Treatment]) -> CourseOverview:
    recorded = tuple(recorded_doses(seen))
    own = [one for one in every if one.check.course == course.id]
    standing = [one.cycle for one in recorded if one.state is not State.NOT_GIVEN]
    following = max([*standing, *(one.place[0] for one in own)], default=0) + 1
    anchors = [Anchor(*one.place, on) for one in own if (on := day_of(one.on)) is not None]
    cycles = tuple(_cycles(course, recorded, anchors, following))
    planned = (*_planned(course, recorded, cycles), *_own_rhythm(course, recorded, cycles))
    present = max((one.number for one in cycles if one.is_recorded), default=1)
    policy = policy_in_force()
    is_known = course.regimen in regimens()
    plan = drugs_of(regimens()[course.regimen]) if is_known else ()
    facts = next((one.order.situation.facts.values for one in reversed(seen)
                  if one.order is not None), {})
    sex = facts.get("sex")
    named = dict.fromkeys(
        [*(one for one in plan if any(dose.drug == one for dose in (*recorded, *planned))),
         *(one.drug for one in recorded)])
    return CourseOverview(
        course, who, cycles, (*recorded, *planned), tuple(named),
        intensities(course.regimen, recorded),
        tuple(seen_with_limits(one, course.regimen, present, policy) for one in series_of(seen)),
        anthracycline_total(course, told_elsewhere(desk, course), every, facts,
                            policy.label_profile, plan),
        following, _waiting(seen), sex if isinstance(sex, str) else None,
        in_days(stage_of(regimens()[course.regimen], present).regimen.cycle_length)
        if is_known else 0,
        tuple(_asked(seen)),
    )


def _cycles(course: Course, doses: Sequence[DoseAt], anchors: Sequence[Anchor],
            following: int) -> Iterator[CycleAt]:
    recorded = {one.cycle for one in doses}
    given = {one.cycle for one in doses if one.was_given}
    highest = max([following, *recorded])
    last = max(highest, course.cycles) if course.cycles is not None else highest + CYCLES_AHEAD - 1
    starts = datetime.date.fromisoformat(course.starts)
    for number in range(1, last + 1):
        on = _first_day(doses, number)
        if on is None and course.regimen in regimens():
            on = planned_on(course.regimen, starts, anchors, number, 1)
        if on is not None:
            yield CycleAt(number, on, number in recorded, number in given)


def _first_day(doses: Sequence[DoseAt], cycle: int) -> datetime.date | None:
    """Return day 1 of a cycle by its checks: by what was given before what was ordered."""
    of_cycle = [one for one in doses
                if one.cycle == cycle and one.on is not None and not one.is_own_track]
    best = sorted(of_cycle, key=lambda one: (one.day, not one.was_given, one.on))
    if not best or best[0].on is None:
        return None
    return best[0].on - datetime.timedelta(days=best[0].day - 1)


def _planned(course: Course, doses: Sequence[DoseAt],
             cycles: Sequence[CycleAt]) -> Iterator[DoseAt]:
    """Give what the regimen plans and no check has; behind the last recorded cycle not at all."""
    if course.regimen not in regimens() or not course.is_open:
        return
    taken = {(one.cycle, one.day) for one in doses}
    present = max((one.number for one in cycles if one.is_recorded), default=0)
    for cycle in cycles:
        if cycle.number < present:
            continue
        for one in planned_of_cycle(course.regimen, cycle.number, cycle.on):
            if (cycle.number, one.day) not in taken:
                yield one


def _own_rhythm(course: Course, doses: Sequence[DoseAt],
                cycles: Sequence[CycleAt]) -> Iterator[DoseAt]:
    """Give the doses ahead of drugs on another rhythm, counted from the newest that stands."""
    if not course.is_open or not cycles:
        return
    for drug in dict.fromkeys(one.drug for one in doses if one.is_own_track):
        newest = max((one for one in doses if one.drug == drug and one.on is not None
                      and one.state is not State.NOT_GIVEN),
                     key=lambda one: one.on or datetime.date.min, default=None)
        if newest is None or newest.on is None or not newest.track_days:
            continue
        step = datetime.timedelta(days=newest.track_days)
        on = newest.on + step
        while on <= cycles[-1].on:
            within = [one for one in cycles if one.on <= on] or [cycles[0]]
            yield DoseAt(drug, within[-1].number, (on - within[-1].on).days + 1, on,
                         is_own_track=True, track_days=newest.track_days)
            on += step


def _waiting(seen: Sequence[LookedAt]) -> str | None:
    """Return the newest check that is open to be gone on with by whoever drafts."""
    found = [one.check.id for one in seen if one.version is one.check.newest
             and one.version.state in {State.DRAFT, State.RETURNED}]
    return found[-1] if found else None


def _asked(seen: Sequence[LookedAt]) -> Iterator[object]:
    for one in seen:
        cycle, day = one.place
        if one.version.state is State.RELEASED:
            yield _("C{cycle} D{day} was released: was it given?", cycle=cycle, day=day)
        if one.check.unexplained and one.version is one.check.newest:
            yield _("Something was recorded of C{cycle} D{day} that does not fit together. Look "
                    "at it.", cycle=cycle, day=day)
        if one.order is None and not one.is_blind:
            yield _("What was recorded of C{cycle} D{day} cannot be computed anew.", cycle=cycle,
                    day=day)
