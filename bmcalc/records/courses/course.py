"""A course of treatment as its events make it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bmcalc.core.texts import _
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
    """Return the course that these events make; None where none of them opens it."""
    course: Course | None = None
    for event in events:
        kind, body = event.draft.kind, event.draft.body
        if course is None:
            if kind is Kind.COURSE_OPENED:
                course = _opened(event.draft.about, body)
        elif kind is Kind.COURSE_CHANGED:
            course = _changed(course, body)
        elif kind is Kind.COURSE_CLOSED:
            course = replace(course, is_open=False, closed_because=body["reason"])
    return course


def _opened(about: Mapping[str, str], body: Mapping[str, Any]) -> Course:
    return Course(about["course"], about["patient"], body["regimen"], body["regimen_sha256"],
                  Intent(body["intent"]), body["starts"], body["cycles"],
                  Before(**body["before"]))


def _changed(course: Course, body: Mapping[str, Any]) -> Course:
    changed = course
    if "cycles" in body:
        changed = replace(changed, cycles=body["cycles"])
    if "intent" in body:
        changed = replace(changed, intent=Intent(body["intent"]))
    if "before" in body:
        changed = replace(changed, before=Before(**body["before"]))
    return changed
