"""The sheet that ends a day, as data: what was done, what is unfinished, who worked, the seal."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from bmcalc.core.texts import _
from bmcalc.orders.verdicts import Verdict
from bmcalc.records.checks.states import WAITING, State
from bmcalc.records.department.working import sealed_head
from bmcalc.records.desk import Desk
from bmcalc.records.faults import Moved
from bmcalc.records.ledger.backwards import event_of, newest_first
from bmcalc.records.ledger.event import Draft, Event
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.seal import seal_line
from bmcalc.records.ledger.store import Head
from bmcalc.records.projections.told import OF_CHECK, id_in, said_by

_TRIES: Final = 20
_STEP: Final = datetime.timedelta(days=1)


@dataclass(frozen=True)
class OfCheck:
    """A check as the sheet names it: ids, its place in the course, state, verdict, day due."""

    check: str
    patient: str
    course: str
    cycle: int
    day: int
    state: State
    verdict: Verdict
    due: datetime.date | None

    @property
    def is_blind(self) -> bool:
        """Whether a second person is still to check it, who must not see its verdict before."""
        return self.state is State.FIRST_CHECK


@dataclass(frozen=True)
class OpenQuery:
    """A query that nobody has closed: its id, its check and since when (UTC)."""

    query: str
    check: str
    opened: str


@dataclass(frozen=True)
class DayEnd:
    """What a day came to.

    ``acts`` counts what was done to checks on the day; ``states`` and ``verdicts`` count the
    checks of the day: those due on it and those that something was done to. No verdict is counted
    of a check that a second person is still to make without seeing it. ``unfinished`` are all
    that were due by then and wait for somebody, or are released and not known to be given.
    ``worked`` are the ids of the people who did something.
    """

    day: datetime.date
    acts: Mapping[Kind, int]
    states: Mapping[State, int]
    verdicts: Mapping[Verdict, int]
    unfinished: tuple[OfCheck, ...]
    open_queries: tuple[OpenQuery, ...]
    worked: tuple[str, ...]
    seal: Head

    def body(self) -> dict[str, Any]:
        """Return what the event of the day's end holds."""
        return {
            "day": self.day.isoformat(),
            "acts": {str(kind): count for kind, count in self.acts.items()},
            "states": {str(state): count for state, count in self.states.items()},
            "verdicts": {str(verdict): count for verdict, count in self.verdicts.items()},
            "unfinished": [one.check for one in self.unfinished],
            "open_queries": [one.query for one in self.open_queries],
            "worked": list(self.worked),
            "seal": seal_line(self.seal),
        }


def day_end(desk: Desk, day: datetime.date) -> DayEnd:
    """Return what a day came to, as the records stand now."""
    return _as_of(desk, day)[0]


def _as_of(desk: Desk, day: datetime.date) -> tuple[DayEnd, int]:
    """Return what a day came to, and the number of the newest event that was read for it."""
    newest = desk.projections.catch_up()
    told = list(_told_on(desk, day))
    acts = [event for event in told if event.draft.kind in OF_CHECK]
    touched = {id_in(event.draft.about, "check") for event in acts}
    checks = tuple(_checks(desk))
    of_day = [one for one in checks if one.due == day or one.check in touched]
    made = DayEnd(
        day, Counter(event.draft.kind for event in acts),
        Counter(one.state for one in of_day),
        Counter(one.verdict for one in of_day if not one.is_blind),
        tuple(one for one in checks if _is_unfinished(one, day)), tuple(_queries(desk)),
        tuple(dict.fromkeys(event.draft.who for event in reversed(told)
                            if isinstance(event.draft.who, str))), sealed_head(desk.store),
    )
    return made, newest


def end_day(desk: Desk, day: datetime.date, at: Moment, event_id: str) -> DayEnd:
    """Record the end of a day; return it with a seal over its own event too.

    While a department's server is away the seal is over what the server had before.
    """
    for _try in range(_TRIES):
        made, newest = _as_of(desk, day)
        draft = Draft(Kind.DAY_ENDED, at, made.body(), origin=desk.origin, language=desk.language,
                      event_id=event_id)
        try:
            desk.store.append(draft, after=newest)
        except Moved:
            continue
        return replace(made, seal=sealed_head(desk.store))
    raise Moved(_("Others record at this moment. Nothing was recorded; try again."))


def _told_on(desk: Desk, day: datetime.date) -> Iterator[Event]:
    """Return what was recorded on a day by the clock on the wall, the newest first.

    A clock that was set back by less than a day hides none of them.
    """
    for stored in newest_first(desk.store):
        on = event_of(stored).draft.at.local().date()
        if on < day - _STEP:
            return
        if on == day:
            yield said_by(stored)


def _checks(desk: Desk) -> Iterator[OfCheck]:
    rows = desk.projections.connection.execute(
        "SELECT id, patient, course, cycle, day, state, verdict, due FROM checked"
        " ORDER BY due, course, cycle, day, id").fetchall()
    for check, patient, course, cycle, day, state, verdict, due in rows:
        yield OfCheck(check, patient, course, cycle, day, State(state), Verdict(verdict),
                      None if due is None else datetime.date.fromisoformat(due))


def _is_unfinished(one: OfCheck, day: datetime.date) -> bool:
    waits = one.state in WAITING or one.state is State.RELEASED
    return waits and (one.due is None or one.due <= day)


def _queries(desk: Desk) -> Iterator[OpenQuery]:
    rows = desk.projections.connection.execute(
        "SELECT id, checked, opened FROM query WHERE is_open ORDER BY opened, id").fetchall()
    return (OpenQuery(*row) for row in rows)
