"""Each dose of a course at its place: what was planned, ordered and given, and how it stands."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from bmcalc.core.term import Term, q
from bmcalc.formulary.planned_days import days_of, runs_of
from bmcalc.formulary.regimen_entry import in_days
from bmcalc.formulary.regimens import regimens
from bmcalc.formulary.sequences import stage_of
from bmcalc.formulas.relative_change import relative_change
from bmcalc.orders.verdicts import Verdict
from bmcalc.records.checks.case import day_of
from bmcalc.records.checks.check import WHOLE
from bmcalc.records.checks.states import State
from bmcalc.records.courses.looked_at import LookedAt


@dataclass(frozen=True)
class DoseAt:
    """One dose: its drug, cycle and day, its date where one is known, and how it stands.

    ``check`` and ``state`` are None for a dose that is only planned. ``planned`` is the dose that
    the plan has without a reduction, ``ordered`` what was ordered and ``given`` what somebody
    confirmed, all in mg and None where not known or not to be seen. ``why`` says why it was not
    given. ``is_own_track`` marks a drug on another rhythm than that of the regimen.
    """

    drug: str
    cycle: int
    day: int
    on: datetime.date | None
    check: str | None = None
    state: State | None = None
    planned: Term | None = None
    ordered: Term | None = None
    given: Term | None = None
    verdict: Verdict | None = None
    why: str = ""
    is_own_track: bool = False
    track_days: int | None = None

    @property
    def is_planned(self) -> bool:
        """Whether nobody drafted it yet."""
        return self.state is None

    @property
    def is_blind(self) -> bool:
        """Whether it waits for a second person, who must see no dose before."""
        return self.state is State.FIRST_CHECK

    @property
    def was_given(self) -> bool:
        """Whether somebody confirmed that it was given."""
        return self.given is not None

    @property
    def is_stopped(self) -> bool:
        """Whether the program said stop to it, and it is not behind yet."""
        behind = self.state in {State.GIVEN, State.NOT_GIVEN, State.CANCELLED, State.RELEASED}
        return self.verdict is Verdict.STOP and not behind

    @property
    def shown(self) -> Term | None:
        """The dose to show: given, else ordered; of what was not given none."""
        if self.state in {State.GIVEN, State.NOT_GIVEN}:
            return self.given
        return self.ordered

    @property
    def percent(self) -> Term | None:
        """The dose that is shown as a percentage of the planned one."""
        if self.shown is None or self.planned is None or not self.planned.magnitude:
            return None
        return q("100 %") + relative_change(self.planned, self.shown)


def recorded_doses(seen: Iterable[LookedAt]) -> Iterator[DoseAt]:
    """Give the doses of every check, but for those cancelled; a drug once a check and day."""
    for one in seen:
        if one.version.state in {State.CANCELLED, State.SUPERSEDED}:
            continue
        yield from _of_check(one)


def _of_check(one: LookedAt) -> Iterator[DoseAt]:
    shown, outcome = one.version.shown, one.version.outcome
    cycle, day = one.place
    tracks = dict(_tracks(one))
    given: dict[str, list[tuple[str, str]]] = {}
    for each in outcome.given if outcome is not None else ():
        given.setdefault(each.drug, []).append((each.on, each.dose))
    for line in shown.lines:
        if line.drug == WHOLE or (line.ordered is None and line.dose is None):
            continue
        doses = given.get(line.drug, [])
        total = sum((Decimal(dose) for _on, dose in doses), start=Decimal(0))
        own, length = tracks.get(line.drug, (False, None))
        yield DoseAt(
            line.drug, cycle, day,
            day_of(min(on for on, _dose in doses)) if doses else day_of(shown.on),
            one.check.id, one.version.state,
            None if one.is_blind else one.full.get(line.drug),
            None if one.is_blind or line.ordered is None else q(f"{line.ordered} mg"),
            q(f"{total} mg") if doses else None,
            None if one.is_blind else line.verdict,
            "" if outcome is None else str(outcome.not_given.get(line.drug, "")),
            own, length,
        )


def _tracks(one: LookedAt) -> Iterator[tuple[str, tuple[bool, int | None]]]:
    """Give the drugs on a rhythm of their own, with its length in days."""
    if one.order is None:
        return
    lead = in_days(one.order.regimen.cycle_length)
    for line in one.order.lines:
        if line.due is not None:
            own = line.due.regimen.id != one.order.regimen.id or line.due.cycle_days != lead
            yield line.drug, (own, line.due.cycle_days)


def planned_of_cycle(regimen: str, cycle: int, first: datetime.date) -> Iterator[DoseAt]:
    """Give the doses that a regimen plans in a cycle beginning on a day; of a choice the first.

    Drugs on another rhythm than the cycle's are left out: their days hang on their last dose.
    """
    stage = stage_of(regimens()[regimen], cycle)
    length = in_days(stage.regimen.cycle_length)
    taken: set[str] = set()
    for line in stage.regimen.lines:
        track = stage.regimen.track(line)
        ended = track.cycles is not None and stage.cycle > track.cycles
        if ended or in_days(track.cycle_length) != length or line.choice in taken:
            continue
        if line.choice is not None:
            taken.add(line.choice)
        for day, _last in runs_of(days_of(line, stage.cycle)):
            yield DoseAt(line.drug, cycle, day, first + datetime.timedelta(days=day - 1))
