"""Filling the tables: events are noted, then every check and course they touch is folded anew.

A row follows from the events of its check or course alone, so tables that were filled in one go
equal those that were filled day by day.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress

from bmcalc.records.checks.bodies import text_in
from bmcalc.records.checks.check import Check, Query
from bmcalc.records.checks.folding import check_of
from bmcalc.records.checks.states import Beside
from bmcalc.records.courses.course import Course, course_of
from bmcalc.records.ledger.event import Event
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.store import Store, Stored
from bmcalc.records.patients.sealing import erase_key, search_key, unseal
from bmcalc.records.projections.told import Told, holds_by, read_back, told_again, told_by


def fill(connection: sqlite3.Connection, store: Store, page: Iterable[Stored]) -> None:
    """Take events into the tables; ValueError where a record is none."""
    courses: set[str] = set()
    checks: set[str] = set()
    for stored in page:
        told, event = told_by(stored)
        if _is_told(connection, told.event_id):
            _note(connection, told_again(stored))
            continue
        _note(connection, told)
        if told.kind in {Kind.PATIENT_REGISTERED, Kind.PATIENT_ERASED}:
            # What no program of ours wrote names nobody, and holds nobody else up.
            with suppress(KeyError, TypeError, ValueError, AttributeError):
                _patient(connection, store, event)
        elif told.checked is not None:
            checks.add(told.checked)
        elif told.course is not None:
            courses.add(told.course)
    _fold(connection, store, courses, checks)


def take_back(connection: sqlite3.Connection, store: Store, seq: int) -> None:
    """Take out every event from a number on: others stand there now."""
    rows = connection.execute(
        "SELECT patient, course, checked FROM told WHERE seq >= ?", (seq,)).fetchall()
    connection.execute("DELETE FROM told WHERE seq >= ?", (seq,))
    patients, courses, checks = ({row[part] for row in rows if row[part]} for part in range(3))
    connection.executemany(
        "DELETE FROM patient WHERE id = ? AND id NOT IN (SELECT patient FROM told"
        " WHERE kind = 'patient_registered')", [(one,) for one in patients])
    connection.executemany("DELETE FROM course WHERE id = ?", [(one,) for one in courses])
    connection.executemany("DELETE FROM checked WHERE id = ?", [(one,) for one in checks])
    connection.executemany("DELETE FROM query WHERE checked = ?", [(one,) for one in checks])
    _fold(connection, store, courses, checks)


def _fold(connection: sqlite3.Connection, store: Store, courses: set[str],
          checks: set[str]) -> None:
    """Write the rows of courses and checks anew, from their events."""
    for identifier in sorted(courses):
        course = course_of(events(connection, "course", identifier))
        if course is not None:
            _write_course(connection, course)
    if not checks:
        return
    holds = holds_by(store)
    for identifier in sorted(checks):
        check = check_of(events(connection, "checked", identifier), holds)
        if check is not None:
            _write_check(connection, check)


def events(connection: sqlite3.Connection, of: str, identifier: str) -> Iterator[Event]:
    """Return the events of a check or a course, in order, as the tables keep them."""
    also = " AND checked IS NULL" if of == "course" else ""
    rows = connection.execute(
        f"SELECT seq, content FROM told WHERE {of} = ?{also} ORDER BY seq", (identifier,),
    ).fetchall()
    return (read_back(seq, content) for seq, content in rows)


def _is_told(connection: sqlite3.Connection, event_id: str) -> bool:
    """Say whether an event was taken before: one may be admitted that had reached the chain."""
    return connection.execute("SELECT 1 FROM told WHERE event_id = ?",
                              (event_id,)).fetchone() is not None


def _note(connection: sqlite3.Connection, told: Told) -> None:
    connection.execute(
        "INSERT INTO told (seq, hash, event_id, kind, patient, course, checked, content)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (told.seq, told.hash, told.event_id, told.kind.value, told.patient, told.course,
         told.checked, told.content),
    )


def _patient(connection: sqlite3.Connection, store: Store, event: Event) -> None:
    """Write by what a patient is looked up; of an erased one nothing, and no key is left."""
    identifier = text_in(event.draft.about["patient"])
    if event.draft.kind is Kind.PATIENT_ERASED:
        erase_key(store, identifier)
        connection.execute("UPDATE patient SET search = NULL, key = NULL, erased = 1 WHERE id = ?",
                           (identifier,))
        return
    if connection.execute("SELECT 1 FROM patient WHERE id = ?", (identifier,)).fetchone():
        return
    held = unseal(store, identifier, text_in(event.draft.body["identity"]))
    search, key = (None, None) if held is None else search_key(store, held["number"])
    connection.execute("INSERT OR IGNORE INTO patient (id, search, key, erased)"
                       " VALUES (?, ?, ?, ?)", (identifier, search, key, held is None))


def _write_course(connection: sqlite3.Connection, course: Course) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO course (id, patient, regimen, starts, cycles, is_open)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (course.id, course.patient, course.regimen, course.starts, course.cycles, course.is_open),
    )


def _write_check(connection: sqlite3.Connection, check: Check) -> None:
    newest, shown = check.newest, check.newest.shown
    last = _last_done(check)
    connection.execute(
        "INSERT OR REPLACE INTO checked (id, patient, course, version, regimen, cycle, day, due,"
        " state, query_open, on_hold, hold_until, verdict, who, since, oldest_result,"
        " may_be_given, given_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (check.id, check.patient, check.course, newest.number, shown.regimen, shown.cycle,
         shown.day, shown.on, newest.state.value, Beside.QUERY_OPEN in check.beside,
         check.hold is not None, None if check.hold is None else check.hold.on or check.hold.until,
         shown.verdict.value, last[0], last[1], shown.oldest_result, bool(check.may_be_given),
         _given_on(check)),
    )
    for query in check.queries:
        _write_query(connection, check, query)


def _given_on(check: Check) -> str | None:
    """Return the first day on which a dose of the version that counts was given."""
    outcome = check.newest.outcome
    return min((one.on for one in outcome.given), default=None) if outcome is not None else None


def _last_done(check: Check) -> tuple[str | None, str]:
    """Return who did the last thing to the version that counts, and when: it waits since then."""
    newest = check.newest
    steps = [newest.drafted, newest.first, newest.second, newest.released,
             None if newest.outcome is None else newest.outcome.by]
    last = max((one for one in steps if one is not None), key=lambda one: one.seq)
    return last.who, last.at.utc


def _write_query(connection: sqlite3.Connection, check: Check, query: Query) -> None:
    opened = query.opened.at
    connection.execute(
        "INSERT OR REPLACE INTO query (id, checked, month, opened, is_open, error, outcome)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (query.id, check.id, opened.local().strftime("%Y-%m"), opened.utc, query.closed is None,
         query.error, query.outcome),
    )
