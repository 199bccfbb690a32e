"""Opening, changing and closing a course."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bmcalc.core.problems import Rejected
from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.regimens import regimens
from bmcalc.formulary.related_drugs import other_drugs
from bmcalc.formulary.sequences import phases_of
from bmcalc.records.courses.course import NONE, UNKNOWN, Before, Intent
from bmcalc.records.desk import Desk
from bmcalc.records.ledger.event import Draft, canonical
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.store import Receipt
from bmcalc.records.patients.acts import may_keep_courses
from bmcalc.records.patients.in_texts import not_named
from bmcalc.rules.entered import question

MOST_CYCLES = 200


@dataclass(frozen=True)
class Plan:
    """What a course is opened with; ``cycles`` is None for one that goes on until progression."""

    regimen: str
    intent: Intent
    starts: datetime.date
    cycles: int | None
    before: Before


def open_course(desk: Desk, patient: str, plan: Plan, person: str, at: Moment,
                course_id: str | None = None) -> Receipt:
    """Record a course; its id is ``course_id``, or stands in the event's ``about``."""
    regimen = plan.regimen
    body = {
        "regimen": regimen,
        "regimen_sha256": regimen_hash(regimen) if regimen in regimens() else "",
        "intent": str(plan.intent), "starts": plan.starts.isoformat(), "cycles": plan.cycles,
        "before": plan.before.written(),
    }
    return _recorded(desk, Kind.COURSE_OPENED, body, patient, course_id or str(uuid.uuid4()),
                     person, at)


def change_course(desk: Desk, course: str, changes: Mapping[str, Any], reason: str, person: str,
                  at: Moment) -> Receipt:
    """Record other cycles, another intent, or what was given before after all."""
    body = {**changes, "reason": reason}
    return _recorded(desk, Kind.COURSE_CHANGED, body, desk.course(course).patient, course, person,
                     at)


def close_course(desk: Desk, course: str, reason: str, person: str, at: Moment) -> Receipt:
    """Record that a course is over, and why."""
    return _recorded(desk, Kind.COURSE_CLOSED, {"reason": reason}, desk.course(course).patient,
                     course, person, at)


def regimen_hash(regimen: str) -> str:
    """Return the SHA-256 of a regimen with its phases, in hexadecimal."""
    found = regimens()[regimen]
    whole = [found.model_dump(mode="json"),
             *(one.regimen.model_dump(mode="json") for one in phases_of(found))]
    return hashlib.sha256(canonical(whole)).hexdigest()


def _recorded(desk: Desk, kind: Kind, body: Mapping[str, Any], patient: str, course: str,
              person: str, at: Moment) -> Receipt:
    draft = Draft(kind, at, body, {"patient": patient, "course": course}, person,
                  origin=desk.origin, language=desk.language)
    return desk.record(draft, lambda: _against(desk, draft))


def _against(desk: Desk, draft: Draft) -> Iterator[object]:
    body = draft.body
    yield from may_keep_courses(desk, str(draft.who))
    yield from not_named(desk, draft.about["patient"], body)
    if draft.kind is Kind.COURSE_OPENED and body["regimen"] not in regimens():
        yield _("“{id}” is no regimen of the formulary.", id=body["regimen"])
    if draft.kind is not Kind.COURSE_OPENED:
        if not desk.course(draft.about["course"]).is_open:
            yield _("This course is closed or erased.")
        if not str(body["reason"]).strip():
            yield _("A reason is missing.")
        if set(body) - {"reason", "cycles", "intent", "before"}:
            yield _("Another regimen or another start is another course.")
    if body.get("intent", Intent.ADJUVANT) not in list(Intent):
        yield _("It is not said what the course is meant for.")
    cycles = body.get("cycles")
    if cycles is not None and not (type(cycles) is int and 1 <= cycles <= MOST_CYCLES):
        yield _("The number of planned cycles is a whole number, or open.")
    if "before" in body:
        yield from before_problems(body["before"])


def before_problems(before: Mapping[str, Any]) -> Iterator[object]:
    """Give what is wrong with what was given before a course."""
    try:
        question("anthracycline_history").read(before["anthracyclines"])
    except Rejected as rejected:
        yield _("Anthracyclines before this course: {fault}", fault=rejected.text)
    others = before["others"]
    if others in (NONE, UNKNOWN):
        return
    if not isinstance(others, list) or not others:
        yield _("Other drugs before this course: say which, or that there were none, or that "
                "nobody knows.")
        return
    for row in others:
        if row.get("drug") not in drugs() and row.get("drug") not in other_drugs():
            yield _("“{id}” is not a drug of the formulary.", id=str(row.get("drug"))[:60])
        if not str(row.get("amount") or "").strip():
            yield _("How much of it was given before? “unknown” is an answer.")
