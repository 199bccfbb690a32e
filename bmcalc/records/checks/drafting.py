"""Drafting a check, or its next version: the program computes the answer itself."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from bmcalc.core.texts import _
from bmcalc.records.checks.acts import By, judged
from bmcalc.records.checks.bodies import shown_body
from bmcalc.records.checks.check import Check
from bmcalc.records.checks.shown import Computed, computed
from bmcalc.records.checks.states import row_of
from bmcalc.records.desk import Desk
from bmcalc.records.ledger.event import Draft
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.store import Receipt
from bmcalc.records.patients.lookup import identity
from bmcalc.records.patients.sealing import seal


def draft_check(desk: Desk, course_id: str, inputs: Mapping[str, Any], by: By,
                check_id: str | None = None, event_id: str | None = None) -> Receipt:
    """Record a new check of a course; the answer's ``event_id`` is that of its first version.

    ``inputs`` is what the order check of the command line takes. ``check_id`` and ``event_id`` are
    made when a dialog opens, so that a retry stores nothing twice.
    """
    desk.projections.catch_up()
    course = desk.course(course_id)
    about = {"patient": course.patient, "course": course_id,
             "check": check_id or str(uuid.uuid4())}
    return _recorded(desk, about, inputs, by, None, event_id)


def edit_check(desk: Desk, check_id: str, inputs: Mapping[str, Any], by: By,
               event_id: str | None = None) -> Receipt:
    """Record the next version of a check: a draft without any of the signatures before it."""
    desk.projections.catch_up()
    check = desk.check(check_id)
    about = {"patient": check.patient, "course": check.course, "check": check_id}
    return _recorded(desk, about, inputs, by, check, event_id)


def _recorded(desk: Desk, about: Mapping[str, str], inputs: Mapping[str, Any], by: By,
              check: Check | None, event_id: str | None) -> Receipt:
    made = computed(inputs, desk.language)
    event_id = event_id or str(uuid.uuid4())
    body: dict[str, Any] = {
        "n": 1 if check is None else check.newest.number + 1,
        "supersedes": None if check is None else check.newest.id,
        "input": seal(desk.store, about["patient"], made.inputs, event_id),
        "shown": shown_body(made.shown),
    }
    draft = Draft(Kind.CHECK_DRAFTED, by.at, body, {**about, "version": event_id}, by.person,
                  origin=desk.origin, language=desk.language, event_id=event_id)
    return desk.record(draft, lambda: _objections(desk, draft, made, check is None))


def _objections(desk: Desk, draft: Draft, made: Computed, is_new: bool) -> Iterator[object]:
    guard, check = "draft", None
    if not is_new:
        check = desk.check(draft.about["check"])
        row = row_of(check.state, Kind.CHECK_DRAFTED)
        if row is None:
            yield _("This cannot be done with a check in the state “{state}”.",
                    state=check.state.label)
            return
        guard = row.guard
    course = desk.course(draft.about["course"])
    yield from judged(desk, guard, draft, made.shown, check, course)
    yield from _other_age(desk, draft, made)


def _other_age(desk: Desk, draft: Draft, made: Computed) -> Iterator[object]:
    """Object to an age that the patient of these identifiers cannot have."""
    who = identity(desk.store, desk.projections, draft.about["patient"])
    age = made.check.situation.facts["age"]
    on = made.check.situation.today or draft.at.local().date()
    if who is not None and age is not None and not who.may_be_aged(_whole(age), on):
        yield _("An age of {age} is not that of this patient on {day}, born {born}. Is this the "
                "right patient?", age=_whole(age), day=_iso(on), born=who.born)


def _whole(age: Any) -> int:
    return int(getattr(age, "magnitude", age))


def _iso(day: datetime.date) -> str:
    return day.isoformat()
