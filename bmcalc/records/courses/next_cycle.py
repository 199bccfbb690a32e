"""The input of the next order check of a course, as far as the records know it.

Regimen and planned doses stand as planned, given doses as last doses, the date moves by the cycle.
Orders and today's results stay empty; what is not known is asked and never filled in.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bmcalc.core.texts import _
from bmcalc.formulary.drug_group import Group
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.regimens import regimens
from bmcalc.formulary.sequences import drugs_of
from bmcalc.records.checks.case import Case, day_of
from bmcalc.records.checks.states import WAITING
from bmcalc.records.courses.acts import regimen_hash
from bmcalc.records.courses.anthracyclines import history_of
from bmcalc.records.courses.carried import carried, plain_value
from bmcalc.records.courses.course import Before, Course
from bmcalc.records.courses.given_before import Last, Treatment, last_doses, treatments_of
from bmcalc.records.courses.when import Anchor, planned_on
from bmcalc.records.desk import Desk
from bmcalc.records.faults import RecordsFault
from bmcalc.records.patients.lookup import identity

_KEPT: Final = ("planned", "reductions", "levels", "bone_agent")
_COUNT_ACROSS: Final = frozenset({Group.ANTIBODY, Group.CONJUGATE, Group.BONE_AGENT})
"""Kinds of drug whose last dose counts although another course gave it."""


@dataclass(frozen=True)
class NextCheck:
    """The input to be completed with today's orders and results.

    ``asked`` says what the records cannot know although the check asks for it; ``told`` what
    somebody should read first. ``before`` are the facts of the last check that are asked anew,
    each with its value then, to be confirmed or changed.
    """

    inputs: dict[str, Any]
    asked: tuple[object, ...] = ()
    told: tuple[object, ...] = ()
    before: dict[str, Any] = field(default_factory=dict)


def next_cycle(desk: Desk, course_id: str) -> NextCheck:
    """Return the input of day 1 of the next cycle; of the first one of a course just opened."""
    desk.projections.catch_up()
    course = desk.course(course_id)
    own = [one for one in treatments_of(desk, course.patient) if one.check.course == course_id]
    cycle = max((one.place[0] for one in own), default=0) + 1
    return input_for(desk, course_id, cycle, 1)


def input_for(desk: Desk, course_id: str, cycle: int, day: int) -> NextCheck:
    """Return the input of a day of a cycle, from what was given before it.

    :class:`RecordsFault` for an erased patient and for a regimen that is in no formulary any more.
    """
    desk.projections.catch_up()
    course = desk.course(course_id)
    who = identity(desk.store, desk.projections, course.patient)
    if who is None:
        raise RecordsFault(_("This patient was erased. Nothing more is recorded of them."))
    if course.regimen not in regimens():
        raise RecordsFault(_("“{id}” is no regimen of the formulary.", id=course.regimen))
    every = treatments_of(desk, course.patient)
    own = [one for one in every if one.check.course == course_id and one.place < (cycle, day)]
    latest = own[-1] if own else None
    anchors = [Anchor(*one.place, on) for one in own if (on := day_of(one.on)) is not None]
    on = planned_on(course.regimen, datetime.date.fromisoformat(course.starts), anchors, cycle, day)
    last = last_doses(one for one in every if one.place < (cycle, day)
                      or one.check.course != course_id)
    inputs: dict[str, Any] = {
        "regimen": course.regimen, "cycle": cycle, "day": day, "today": on.isoformat(),
        **_kept(latest), "last": _last(course, last), "last_cycle": _last_cycle(own),
    }
    age = who.age_on(on)
    patient = {**_carried(latest, "patient"), **({} if age is None else {"age": age})}
    patient["anthracycline_history"] = history_of(
        course, told_elsewhere(desk, course), every, inputs)
    inputs |= {"patient": patient, "labs": _carried(latest, "labs")}
    return NextCheck(
        {name: one for name, one in inputs.items() if one not in ({}, None)},
        tuple(_asked(course, last, age)),
        (*_told(course, own, cycle), *_waiting(desk, course_id, cycle, day)),
        _to_confirm(latest, patient),
    )


def _kept(latest: Treatment | None) -> dict[str, Any]:
    if latest is None:
        return {}
    return {name: latest.inputs[name] for name in _KEPT if latest.inputs.get(name)}


def _last(course: Course, last: Last) -> dict[str, Any]:
    """Return the last doses as the contract takes them; those of other courses where they count."""
    found: dict[str, Any] = dict(_given_elsewhere(course, last.unknown))
    for drug, (dose, treatment) in last.doses.items():
        is_own = treatment.check.course == course.id
        if drug not in drugs() or not (is_own or _counts_across(drug)):
            continue
        entry = {"on": dose.on, "dose": f"{dose.mg} mg"}
        weight = plain_value((treatment.inputs.get("patient") or {}).get("weight"))
        if weight is not None:
            entry["weight"] = weight
        if drug not in found or found[drug]["on"] <= str(dose.on):
            found[drug] = entry
    return found


def _counts_across(drug: str) -> bool:
    """Say whether the last dose of a drug counts although another course gave it."""
    return drug in drugs() and drugs()[drug].group in _COUNT_ACROSS


def _given_elsewhere(course: Course, unknown: frozenset[str]) -> Iterator[tuple[str, Any]]:
    """Give the drugs that were told as given elsewhere with the day of their last dose."""
    if isinstance(course.before.others, list):
        for row in course.before.others:
            if row.get("last_on") and row["drug"] in drugs() and row["drug"] not in unknown:
                yield row["drug"], {"on": row["last_on"]}


def _last_cycle(own: list[Treatment]) -> dict[str, Any] | None:
    """Return weight and creatinine of the last confirmed treatment, with its day."""
    confirmed = [one for one in own if one.is_confirmed]
    if not confirmed:
        return None
    latest = confirmed[-1]
    facts = {**(latest.inputs.get("patient") or {}), **(latest.inputs.get("labs") or {})}
    found = {name: plain_value(facts[name]) for name in ("weight", "creatinine") if name in facts}
    return {"on": latest.on, **found}


def _carried(latest: Treatment | None, part: str) -> dict[str, Any]:
    return {} if latest is None else carried(latest.inputs.get(part) or {})


def _to_confirm(latest: Treatment | None, stands: Mapping[str, Any]) -> dict[str, Any]:
    """Return the patient's facts of the last check that do not stand in the next one."""
    facts = {} if latest is None else latest.inputs.get("patient") or {}
    return {name: plain_value(one) for name, one in facts.items()
            if name not in stands and name != "age"}


def told_elsewhere(desk: Desk, course: Course) -> list[Before]:
    """Return what was told before the other courses of the patient."""
    rows = desk.projections.connection.execute(
        "SELECT id FROM course WHERE patient = ? AND id <> ?", (course.patient, course.id),
    ).fetchall()
    return [desk.course(identifier).before for (identifier,) in rows]


def _asked(course: Course, last: Last, age: int | None) -> Iterator[object]:
    planned = set(drugs_of(regimens()[course.regimen]))
    for drug in sorted(last.unknown):
        if drug not in planned and not _counts_across(drug):
            continue
        yield _("{line} was released, and it is not known whether it was given: when was it given "
                "last?", line=Case.name(drug))
    if age is None:
        yield _("The patient's birthday is in this month: how old are they?")


def _waiting(desk: Desk, course: str, cycle: int, day: int) -> Iterator[object]:
    """Name the checks before this one that are not released yet: nothing of them counts here."""
    rows = desk.projections.connection.execute(
        "SELECT cycle, day, state FROM checked WHERE course = ? AND (cycle, day) < (?, ?)"
        " ORDER BY cycle, day", (course, cycle, day)).fetchall()
    for earlier, on_day, state in rows:
        if state in WAITING:
            yield _("C{cycle} D{day} is not released yet: nothing of it counts here.",
                    cycle=earlier, day=on_day)


def _told(course: Course, own: list[Treatment], cycle: int) -> Iterator[object]:
    if regimen_hash(course.regimen) != course.regimen_sha256:
        yield _("The regimen was changed in the formulary since this course was opened.")
    if course.cycles is not None and cycle > course.cycles:
        yield _("Cycle {cycle} is beyond the {planned} cycles that are planned.", cycle=cycle,
                planned=course.cycles)
    if not course.is_open:
        yield _("This course is closed or erased.")
    if any(one.check.unexplained for one in own):
        yield _("Something was recorded of this course that does not fit together. Look at it "
                "before you go on.")
