"""A course of treatment as its events make it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bmcalc.core.texts import _
from bmcalc.records.checks.bodies import text_in
from bmcalc.records.ledger.event import Event
from bmcalc.records.ledger.kinds import Kind


class Intent(StrEnum):
    """What a course is meant for."""

    NEOADJUVANT = "neoadjuvant"
    ADJUVANT = "adjuvant"
    PALLIATIVE = "palliative"

    @property
    def label(self) -> object:
        """What people read."""
        return {
            Intent.NEOADJUVANT: _("neoadjuvant"), Intent.ADJUVANT: _("adjuvant"),
            Intent.PALLIATIVE: _("palliative"),
        }[self]


NONE, UNKNOWN = "none", "unknown"
"""Nothing was given before; nobody knows what was. The two are never taken for each other."""


@dataclass(frozen=True)
class Before:
    """What was given elsewhere before a course: "none", "unknown", or rows.

    ``anthracyclines`` holds rows as the contract's ``anthracycline_history`` does; ``others`` rows
    of ``drug``, ``amount`` and, where it is known, ``last_on``.
    """

    anthracyclines: Any
    others: Any

    def written(self) -> dict[str, Any]:
        """Return this as an event holds it."""
        return {"anthracyclines": self.anthracyclines, "others": self.others}


@dataclass(frozen=True)
class Course:
    """A course; ``cycles`` is None for one that goes on until progression.

    ``regimen_sha256`` is that of the regimen as it stood when the course was opened.
    """

    id: str
    patient: str
    regimen: str
    regimen_sha256: str
    intent: Intent
    starts: str
    cycles: int | None
    before: Before
    is_open: bool = True
    closed_because: str = ""


def course_of(events: Iterable[Event]) -> Course | None:
    """Return the course that these events make; None where none of them opens it.

    An event whose body this program would not have written changes nothing.
    """
    course: Course | None = None
    for event in events:
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            course = _after(course, event)
    return course


def _after(course: Course | None, event: Event) -> Course | None:
    kind, body = event.draft.kind, event.draft.body
    if course is None:
        return _opened(event.draft.about, body) if kind is Kind.COURSE_OPENED else None
    if kind is Kind.COURSE_CHANGED:
        return _changed(course, body)
    if kind is Kind.COURSE_CLOSED:
        return replace(course, is_open=False, closed_because=text_in(body["reason"]))
    return course


def _opened(about: Mapping[str, str], body: Mapping[str, Any]) -> Course:
    starts = datetime.date.fromisoformat(text_in(body["starts"])).isoformat()
    return Course(text_in(about["course"]), text_in(about["patient"]), text_in(body["regimen"]),
                  text_in(body["regimen_sha256"]), Intent(body["intent"]), starts,
                  _cycles(body["cycles"]), _before(body["before"]))


def _cycles(held: Any) -> int | None:
    if held is not None and (type(held) is not int or held < 1):
        raise ValueError("no number of cycles")
    return None if held is None else int(held)


def _before(held: Mapping[str, Any]) -> Before:
    before = Before(**held)
    for one in (before.anthracyclines, before.others):
        if not isinstance(one, str) and not (
                isinstance(one, list) and all(isinstance(row, dict) for row in one)):
            raise ValueError("nothing that was given before")
    return before


def _changed(course: Course, body: Mapping[str, Any]) -> Course:
    changed = course
    if "cycles" in body:
        changed = replace(changed, cycles=_cycles(body["cycles"]))
    if "intent" in body:
        changed = replace(changed, intent=Intent(body["intent"]))
    if "before" in body:
        changed = replace(changed, before=_before(body["before"]))
    return changed
