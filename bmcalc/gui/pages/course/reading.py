"""What the page of a course reads of the records: whose courses there are, and one of them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.short_name import called
from bmcalc.records.courses.course import Course
from bmcalc.records.courses.overview import CourseOverview, overview_of
from bmcalc.records.desk import Desk
from bmcalc.records.patients.lookup import found, identity

LISTED = 40
"""Courses that are offered where nobody is chosen."""


@dataclass(frozen=True)
class CourseLine:
    """A course in a list: its id, whose it is, and what it is."""

    id: str
    number: str
    words: str


def course_words(course: Course, place: int) -> str:
    """Return a course for people: ``course 2: TCbHP, palliative``."""
    name = called(course.regimen)
    words = _("course {place}: {regimen}, {intent}", place=place, regimen=name,
              intent=course.intent.label)
    return str(words if course.is_open else Joined([words, _("closed")]))


def courses_of_patient(desk: Desk, patient: str) -> tuple[str, ...]:
    """Return the courses of a patient by their start."""
    rows = desk.projections.connection.execute(
        "SELECT id FROM course WHERE patient = ? ORDER BY starts, id", (patient,)).fetchall()
    return tuple(identifier for (identifier,) in rows)


def course_of_check(desk: Desk, check: str) -> str | None:
    """Return the course of a check by its id; None where there is no such check."""
    row = desk.projections.connection.execute(
        "SELECT course FROM checked WHERE id = ?", (check,)).fetchone()
    return None if row is None else str(row[0])


def patient_of_number(desk: Desk, number: str) -> str | None:
    """Return the one patient with a record number; None for none, and for several."""
    patients = [one for one in found(desk.store, desk.projections, number)
                if identity(desk.store, desk.projections, one) is not None]
    return patients[0] if len(patients) == 1 else None


def recent_courses(desk: Desk) -> tuple[CourseLine, ...]:
    """Return the open courses, the ones that began last first."""
    desk.projections.catch_up()
    rows = desk.projections.connection.execute(
        "SELECT id, patient FROM course WHERE is_open = 1 ORDER BY starts DESC, id LIMIT ?",
        (LISTED,)).fetchall()
    lines = []
    for identifier, patient in rows:
        who = identity(desk.store, desk.projections, patient)
        if who is None:
            continue
        place = courses_of_patient(desk, patient).index(identifier) + 1
        lines.append(CourseLine(identifier, who.number,
                                course_words(desk.course(identifier), place)))
    return tuple(lines)


def newest_open(desk: Desk, courses: tuple[str, ...]) -> str | None:
    """Return the course that goes on, else the last one; None for none."""
    running = [one for one in courses if desk.course(one).is_open] or list(courses)
    return running[-1] if running else None


@dataclass(frozen=True)
class CourseRead:
    """One course with the words of every course of the patient."""

    overview: CourseOverview
    courses: dict[str, str]


def read_course(desk: Desk, course_id: str) -> CourseRead:
    """Return a course; :class:`RecordsFault` for none and for an erased patient."""
    overview = overview_of(desk, course_id)
    every = courses_of_patient(desk, overview.course.patient)
    return CourseRead(overview, {one: course_words(desk.course(one), place)
                                 for place, one in enumerate(every, 1)})


def person_words(overview: CourseOverview, today: datetime.date) -> str:
    """Return birth month, sex and age for people."""
    age = overview.who.age_on(today)
    parts: list[object] = [_("born {month}", month=overview.who.born)]
    if overview.sex is not None:
        parts.append(_("female") if overview.sex == "female" else _("male"))
    if age is not None:
        parts.append(_("{age} years", age=age))
    return str(Joined(parts, " · "))


def cycles_words(overview: CourseOverview) -> str:
    """Return how many cycles are planned and how long one is."""
    if not overview.cycle_days:
        return str(_("This regimen stands in no formulary any more."))
    if overview.course.cycles is None:
        return str(_("until progression, every {days} days", days=overview.cycle_days))
    return str(_("{cycles} cycles, every {days} days", cycles=overview.course.cycles,
                 days=overview.cycle_days))
