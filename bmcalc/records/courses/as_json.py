"""The courses of a patient as JSON, for ``bmcalc records courses`` and for other programs."""

from __future__ import annotations

from typing import Any

from bmcalc.core.texts import Joined, _, in_language
from bmcalc.records.checks.check import Check, Done, Version
from bmcalc.records.checks.states import State
from bmcalc.records.courses.course import Course
from bmcalc.records.desk import Desk
from bmcalc.records.patients.lookup import found


def courses_json(desk: Desk, number: str) -> list[dict[str, Any]]:
    """Return every course of the patients with a record number, each with its checks.

    A patient that was erased is not found by a number any more; see :func:`course_json`.
    """
    desk.projections.catch_up()
    return [
        course_json(desk, identifier)
        for patient in found(desk.store, desk.projections, number)
        for identifier in _courses_of(desk, patient)
    ]


def course_json(desk: Desk, course_id: str) -> dict[str, Any]:
    """Return one course; of an erased patient nothing but its ids, and that it is erased."""
    course = desk.course(course_id)
    if _is_erased(desk, course.patient):
        return {"course": course_id, "patient": course.patient, "erased": True}
    rows = desk.projections.connection.execute(
        "SELECT id FROM checked WHERE course = ? ORDER BY cycle, day, since, id", (course_id,))
    with in_language(desk.language):
        return {**_course(course), "checks": [
            _check(desk.check(identifier)) for (identifier,) in rows.fetchall()
        ]}


def _courses_of(desk: Desk, patient: str) -> list[str]:
    rows = desk.projections.connection.execute(
        "SELECT id FROM course WHERE patient = ? ORDER BY starts, id", (patient,)).fetchall()
    return [identifier for (identifier,) in rows]


def _is_erased(desk: Desk, patient: str) -> bool:
    row = desk.projections.connection.execute(
        "SELECT erased FROM patient WHERE id = ?", (patient,)).fetchone()
    return row is None or bool(row[0])


def _course(course: Course) -> dict[str, Any]:
    return {
        "course": course.id, "patient": course.patient, "erased": False,
        "regimen": course.regimen, "regimen_sha256": course.regimen_sha256,
        "intent": str(course.intent), "starts": course.starts, "cycles": course.cycles,
        "before": course.before.written(), "open": course.is_open,
        "closed_because": course.closed_because,
    }


def _check(check: Check) -> dict[str, Any]:
    return {
        "check": check.id, "state": str(check.state), "state_text": str(state_text(check.newest)),
        "beside": sorted(str(one) for one in check.beside),
        "irregular": [{"event": one.by.event, "kind": str(one.kind)} for one in check.irregular],
        "queries": [
            {"query": one.id, "to": one.to, "text": one.text, "open": one.closed is None,
             "answer": one.answer, "outcome": one.outcome, "reason": one.reason,
             "error": one.error}
            for one in check.queries
        ],
        "versions": [_version(one) for one in check.versions],
    }


def state_text(version: Version) -> object:
    """Return the state for people; of a release that nobody confirmed what is not known."""
    if version.state is State.RELEASED:
        return Joined([version.state.label, _("not known whether given")], ", ")
    return version.state.label


def _version(version: Version) -> dict[str, Any]:
    shown, outcome = version.shown, version.outcome
    return {
        "version": version.number, "state": str(version.state), "signed": version.is_signed,
        "regimen": shown.regimen, "cycle": shown.cycle, "day": shown.day, "on": shown.on,
        "verdict": str(shown.verdict), "answer_sha256": shown.answer_sha256,
        "lines": [
            {"drug": one.drug, "verdict": str(one.verdict), "ordered": one.ordered,
             "dose": one.dose, "findings": [list(pair) for pair in one.findings]}
            for one in shown.lines
        ],
        "drafted": _done(version.drafted), "first_check": _done(version.first),
        "second_check": _done(version.second), "released": _done(version.released),
        "one_person": version.one_person, "reasons": dict(version.reasons),
        "overrides": {line: {**(_done(one.by) or {}), "reason": one.reason}
                      for line, one in version.overrides.items()},
        "given": [] if outcome is None else [
            {"drug": one.drug, "on": one.on, "dose": f"{one.dose} mg"} for one in outcome.given
        ],
        "not_given": {} if outcome is None else dict(outcome.not_given),
    }


def _done(step: Done | None) -> dict[str, Any] | None:
    return None if step is None else {"who": step.who, "at": step.at.utc, "event": step.event}
