"""The schedule as a calculator: when each drug is due, and how its interval stands today."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Annotated

from bmcalc.core.ask import AskInteger
from bmcalc.core.calculator import Calculator, NotFor
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.orders.check_order import settled
from bmcalc.orders.reading.order_inputs import TODAY, RegimenInputs
from bmcalc.orders.schedule.treatment_schedule import (
    CYCLES_LISTED,
    tell_intervals,
    treatment_schedule,
)
from bmcalc.orders.stage_of_sequence import phase_values

CYCLES = AskInteger(
    label=_("Cycles to plan"), low=1, high=50,
    hint=_("this one included; empty: those that are left, or {cycles}", cycles=CYCLES_LISTED),
)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ScheduleInputs(RegimenInputs):
    """The regimen, its cycle and day, the last doses; the same object may be sent to the check."""

    today: Annotated[datetime.date | None, TODAY.but(required=True)] = None
    cycles: Annotated[int | None, CYCLES] = None


def schedule(given: ScheduleInputs, work: Work) -> None:
    """Write the dates ahead and the state of every drug, and the dates as a calendar file."""
    situation, due = settled(given, Work())
    found = treatment_schedule(
        due, situation.regimen, situation.stage, situation.day, situation.today, given.cycles,
    )
    assert situation.today is not None
    work.give("phase", phase_values(situation.stage))
    work.give("schedule", found.as_values())
    work.give("tracks", [track.as_values() for track in found.tracks])
    work.give("assumptions", str(found.assumptions))
    work.give("ics", found.calendar(situation.today))
    for track in found.tracks:
        regimen = track.due.regimen
        line = regimen.track(track.due.line)
        work.decide(
            line.name, _("every {length}", length=line.cycle_length), track.due.line.dose,
            track.state.label, track.due.line.sources[0],
        )
    work.findings.extend(tell_intervals(found))


CALCULATOR = Calculator(
    id="schedule",
    title=_("Schedule"),
    summary=_("When each drug is due: every drug on its own track, early, on time or late"),
    group="order",
    order=2,
    not_for=NotFor(
        _("Not to decide whether a dose may be given: it says when each drug is due, "
          "not whether counts and organs allow it."),
        "scope-of-program",
    ),
    inputs=ScheduleInputs,
    values=(
        Value(name="phase", label=_("Phase of the sequence"), kind="object"),
        Value(name="schedule", label=_("Dates"), kind="array"),
        Value(name="tracks", label=_("Drugs today"), kind="array"),
        Value(name="assumptions", label=_("The dates assume")),
        Value(name="ics", label=_("Calendar file")),
    ),
    formula=schedule,
    headline="schedule",
)
