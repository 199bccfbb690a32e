"""The date of the last cycle is the date of every drug that was given on its first day only.

It is filled in where a person can see and change it, and never over what was typed there. A drug
that is also given later in the cycle had its last dose on another day: nobody told which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from bmcalc.core.problems import Rejected
from bmcalc.formulary.planned_days import gap_before, is_daily
from bmcalc.formulary.regimen_entry import in_days
from bmcalc.formulary.regimens import Regimen
from bmcalc.formulary.sequences import PhaseBefore, Stage
from bmcalc.gui.pages.course.names import COURSE, of_records
from bmcalc.gui.pages.order_check.entered import PAGE_ID
from bmcalc.gui.pages.order_check.questions import ask_of
from bmcalc.gui.window.session import Session, Typed

LAST_CYCLE_ON: Final = "last_cycle:on"
FILLED: Final = "last_cycle:filled"
"""The date that was filled in, so that it can follow the one that is typed."""


def given_on_first_day(
    regimen: Regimen, cycle: int, before: PhaseBefore | None = None
) -> Iterator[str]:
    """Yield the drugs whose last dose before day 1 of a cycle was on day 1 of the cycle before.

    Before the first cycle of a later phase of a sequence those of the phase ``before``; else none
    before the second cycle, none that is taken without a break, none on a cycle of another
    length, and none of which one of several may have been given. A drug that is taken daily for a
    part of the cycle counts from start to start.
    """
    if cycle < 2:
        if before is not None:
            yield from given_on_first_day(before.regimen, before.cycle + 1)
        return
    length = in_days(regimen.cycle_length)
    for line in regimen.lines:
        track = regimen.track(line)
        went_on = track.cycles is None or cycle - 1 <= track.cycles
        if (
            in_days(track.cycle_length) == length and went_on and line.choice is None
            and 1 in line.days and not is_daily(line, length)
            and gap_before(line, length, cycle, 1) == length
        ):
            yield line.drug


def fill_last_doses(session: Session, stage: Stage | None) -> None:
    """Fill in the last dose of these drugs, or take back what was filled in before.

    Of a course in the records they say themselves what was given when, and what was not.
    """
    if of_records(session, COURSE) is not None:
        return
    filled = session.entry(PAGE_ID, FILLED)
    date = _date_typed(session)
    given = set(_given(session, stage))
    for drug in _drugs_of(stage):
        name = f"last:{drug}:on"
        own = session.entry(PAGE_ID, name)
        if own.empty or own == filled:
            session.put(PAGE_ID, name, date if drug in given else Typed())
    session.put(PAGE_ID, FILLED, date)


def _date_typed(session: Session) -> Typed:
    """Return the date of the last cycle as typed, nothing while it is no date."""
    typed = session.entry(PAGE_ID, LAST_CYCLE_ON)
    try:
        ask_of(LAST_CYCLE_ON).read(typed.typed)
    except Rejected:
        return Typed()
    return Typed(typed.typed)


def _drugs_of(stage: Stage | None) -> Iterable[str]:
    """Return the drugs of a stage and of the phase before, each once."""
    if stage is None:
        return ()
    before = () if stage.before is None else stage.before.regimen.lines
    return dict.fromkeys(line.drug for line in (*stage.regimen.lines, *before))


def _given(session: Session, stage: Stage | None) -> Iterator[str]:
    cycle, day = (str(session.entry(PAGE_ID, name).typed or "") for name in ("cycle", "day"))
    if stage is not None and cycle.strip().isdecimal() and day.strip() == "1":
        yield from given_on_first_day(stage.regimen, stage.cycle, stage.before)
