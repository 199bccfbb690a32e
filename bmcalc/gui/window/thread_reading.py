"""What the thread shows of the records: the day's work, this patient's cycles, recent patients.

Read after the first paint, and never where no records were founded.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from bmcalc.core.texts import _
from bmcalc.formulary.regimens import regimens
from bmcalc.gui.look.state_marks import HELD, PLANNED
from bmcalc.gui.pages.records.access import opened_desk
from bmcalc.gui.result.sort import Sort, sort_of_verdict
from bmcalc.orders.verdicts import Verdict
from bmcalc.records.checks.states import Beside, State
from bmcalc.records.courses.when import Anchor, planned_on, treatment_days
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.sqlite_store import FILE
from bmcalc.records.opening import are_founded
from bmcalc.records.patients.lookup import found, identity
from bmcalc.records.places import records_folder
from bmcalc.records.projections.worklist import Item, worklist

if TYPE_CHECKING:
    from bmcalc.records.desk import Desk

MOST_WORK: Final = 5
MOST_CYCLES: Final = 6
MOST_RECENT: Final = 3
NEWEST: Final = 200
"""How many of the newest events are looked through for recent patients."""

_DONE: Final = frozenset({State.GIVEN, State.NOT_GIVEN, State.CANCELLED, State.SUPERSEDED})
_BEHIND_NAME: Final = re.compile(r"\s*[:：(（]")
"""Behind the short name of a regimen stand its drugs, or how often it is given."""

_EXPECTED: Final = _("expected")
_PLANNED_WORD: Final = _("planned")


@dataclass(frozen=True)
class DayLine:
    """A line of the day's work; ``check`` is empty for what is expected and has no order yet."""

    patient: str
    check: str
    number: str
    regimen: str
    cycle: int
    sort: str
    state: str
    word: object


@dataclass(frozen=True)
class CycleLine:
    """A cycle of this patient's course, with the day it was given or is planned for."""

    patient: str
    check: str
    cycle: int
    on: str
    state: str
    word: object


@dataclass(frozen=True)
class PatientLine:
    """A patient whose records changed lately."""

    patient: str
    number: str
    words: str


@dataclass(frozen=True)
class Reading:
    """What was read at one moment; ``day`` as it is shown."""

    day: str
    work: tuple[DayLine, ...] = ()
    all_work: int = 0
    patient: str = ""
    number: str = ""
    regimen: str = ""
    cycles: tuple[CycleLine, ...] = ()
    recent: tuple[PatientLine, ...] = ()
    has_people: bool = False


def mark_of_records() -> object:
    """Return something that differs once the records changed; None where there are none.

    It looks at the files only and opens nothing. Raises RecordsFault where it may not.
    """
    folder = records_folder()
    if not are_founded(folder):
        return None
    marks = []
    for path in (folder / FILE, folder / f"{FILE}-wal"):
        try:
            stat = path.stat()
        except OSError:
            marks.append((0, 0))
        else:
            marks.append((stat.st_mtime_ns, stat.st_size))
    return tuple(marks)


def read(day: datetime.date, course: str) -> Reading | None:
    """Return what the records hold; None where none were founded. Raises RecordsFault."""
    if not are_founded(records_folder()):
        return None
    with opened_desk() as desk:
        items = worklist(desk, day)
        numbers = _Numbers(desk)
        reading = Reading(
            day.isoformat()[5:], tuple(_work(items, numbers)), len(items),
            recent=tuple(_recent(desk, numbers)), has_people=bool(desk.roster().active()))
        return _with_course(reading, desk, numbers, course) if course else reading


def patients_numbered(number: str) -> tuple[str, ...]:
    """Return the ids of the patients with a record number. Raises RecordsFault."""
    if not are_founded(records_folder()):
        return ()
    with opened_desk() as desk:
        desk.projections.catch_up()
        return found(desk.store, desk.projections, number)


class _Numbers:
    """The record numbers of patients, each looked up once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[str, str] = {}

    def of(self, patient: str) -> str:
        """Return the number of a patient; empty for one who was erased."""
        if patient not in self._known:
            who = identity(self._desk.store, self._desk.projections, patient)
            self._known[patient] = "" if who is None else who.number
        return self._known[patient]


def _work(items: Iterable[Item], numbers: _Numbers) -> Iterator[DayLine]:
    """Give the first lines of the day, what is still to be done before what is done."""
    ordered = sorted(items, key=lambda one: (one.state in _DONE, one.check is None))
    for item in ordered[:MOST_WORK]:
        number = numbers.of(item.patient)
        if number:
            yield DayLine(item.patient, item.check or "", number, _name(item.regimen), item.cycle,
                          *_sign(item))


def _sign(item: Item) -> tuple[str, str, object]:
    """Return the sort, else the state of a line, and its word.

    What a second person is still to check without seeing the first shows no verdict.
    """
    if item.on_hold:
        return "", HELD, Beside.ON_HOLD.label
    if item.state is None:
        return "", PLANNED, _EXPECTED
    if item.state in _DONE or item.state in (State.FIRST_CHECK, State.RELEASED):
        return "", str(item.state), item.state.label
    sort = _sort(item.verdict)
    if sort is None:
        return "", str(item.state), item.state.label
    return str(sort), str(item.state), sort.word


def _sort(verdict: str | None) -> Sort | None:
    try:
        return None if verdict is None else sort_of_verdict(Verdict(verdict))
    except ValueError:
        return None


def _name(regimen: str) -> str:
    """Return the short name of a regimen, its key in capitals where it is not in force."""
    known = regimens().get(regimen)
    return regimen.upper() if known is None else _BEHIND_NAME.split(str(known.name))[0]


def _recent(desk: Desk, numbers: _Numbers) -> Iterator[PatientLine]:
    rows = desk.projections.connection.execute(
        "SELECT patient FROM told WHERE patient IS NOT NULL ORDER BY seq DESC LIMIT ?",
        (NEWEST,)).fetchall()
    given = 0
    for patient in dict.fromkeys(one for (one,) in rows):
        number = numbers.of(patient)
        if number and given < MOST_RECENT:
            given += 1
            yield PatientLine(patient, number, _last_of(desk, patient))


def _last_of(desk: Desk, patient: str) -> str:
    row = desk.projections.connection.execute(
        "SELECT regimen, cycle FROM checked WHERE patient = ? ORDER BY since DESC LIMIT 1",
        (patient,)).fetchone()
    return "" if row is None else f"{_name(row[0])} C{row[1]}"


def _with_course(reading: Reading, desk: Desk, numbers: _Numbers, course: str) -> Reading:
    """Add the cycles of a course; nothing where the records know no such one."""
    try:
        known = desk.course(course)
    except RecordsFault:
        return reading
    return replace(
        reading, patient=known.patient, number=numbers.of(known.patient),
        regimen=_name(known.regimen),
        recent=tuple(one for one in reading.recent if one.patient != known.patient),
        cycles=tuple(_cycles(desk, known)))


def _cycles(desk: Desk, course: Any) -> Iterator[CycleLine]:
    """Give the cycles around the last one that is known, the planned ones after it."""
    rows = desk.projections.connection.execute(
        "SELECT cycle, day, id, state, on_hold, may_be_given, given_on, due FROM checked"
        " WHERE course = ? AND state NOT IN ('cancelled', 'superseded') ORDER BY cycle, day, since",
        (course.id,)).fetchall()
    last = {row[0]: row for row in rows}
    known = max(last, default=0)
    anchors = [Anchor(row[0], row[1], datetime.date.fromisoformat(row[6] or row[7]))
               for row in rows if row[5] and (row[6] or row[7])]
    end = course.cycles or known + 2
    first = max(1, min(known - 2, end - MOST_CYCLES + 1))
    for cycle in range(first, min(end, first + MOST_CYCLES - 1) + 1):
        if cycle in last:
            _of, _day, check, state, held, _may, given, due = last[cycle]
            word = Beside.ON_HOLD.label if held else State(state).label
            yield CycleLine(course.patient, check, cycle, given or due or "",
                            HELD if held else state, word)
        elif course.regimen in regimens():
            starts = datetime.date.fromisoformat(course.starts)
            day = min(treatment_days(course.regimen, cycle), default=1)
            on = planned_on(course.regimen, starts, anchors, cycle, day)
            yield CycleLine(course.patient, "", cycle, on.isoformat(), PLANNED, _PLANNED_WORD)
