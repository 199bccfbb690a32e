"""The guards of the table of states: what must be so before an act is recorded.

A guard gives a sentence for everything that stands against the act, and nothing where it may
happen. It looks at the events of the check, the people and the policy, never at anything stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from bmcalc.core.texts import _
from bmcalc.records.checks.case import Case
from bmcalc.records.checks.giving import given_problems
from bmcalc.records.checks.queries import answer_problems, query_problems
from bmcalc.records.checks.release import release_problems
from bmcalc.records.checks.states import State
from bmcalc.records.people.roles import Act

Objections = Iterator[object]


def draft(case: Case) -> Objections:
    """Somebody who may draft, on a course that goes on."""
    yield from case.may(Act.DRAFT)
    if case.course is None or not case.course.is_open:
        yield _("This course is closed or erased.")
    elif case.course.regimen != case.shown.regimen:
        yield _("This is not the regimen of the course. Another regimen is another course.")
    if case.same_day:
        yield _("There is a check of this course for the same cycle and day already. Edit that "
                "one, or cancel it first.")


def edit(case: Case) -> Objections:
    """A draft that takes the place of the newest version."""
    yield from draft(case)
    if case.body.get("supersedes") != case.check.newest.id:
        yield _("Somebody else changed this check in the meantime.")


def first_check(case: Case) -> Objections:
    """Somebody who may check these drugs; the one who drafted may be that person."""
    yield from case.may(Act.FIRST_CHECK)


def second_check(case: Case) -> Objections:
    """Another person than the first, and than the one who typed what is checked blind."""
    yield from case.may(Act.SECOND_CHECK)
    version = case.version
    if version.first is not None and case.is_also(version.first.who):
        yield _("The second check is made by another person than the first.")
    elif case.is_also(version.drafted.who):
        yield _("Whoever drafted this version has seen its values: another person makes the "
                "second check.")
    if not isinstance(case.body.get("differences"), list):
        yield _("The second check does not say how it compares with the first.")


def give_back(case: Case) -> Objections:
    """A reason, from somebody who may return a check."""
    yield from case.may(Act.RETURN)
    yield from case.needs_reason()


def override(case: Case) -> Objections:
    """Lines that stop or are undecided, each with a reason, by a role that may."""
    yield from case.may(Act.OVERRIDE)
    lines = case.body.get("lines") or {}
    if not lines:
        yield _("The override names no line.")
    for drug, reason in lines.items():
        if not any(one.needs_override for one in case.shown.lines_of(drug)):
            yield _("{line} needs no override.", line=case.name(drug))
        elif not str(reason).strip():
            yield _("The override of {line} has no reason.", line=case.name(drug))


def release(case: Case) -> Objections:
    """Two people, every objection settled by name or with a reason, and nothing open."""
    yield from case.may(Act.RELEASE)
    yield from release_problems(case)
    first, second = case.version.first, case.version.second
    if first is None or second is None or case.are_one(first.who, second.who):
        yield _("Two people check before a release.")
    if case.body.get("one_person"):
        yield _("Two people checked this: it is not released as the work of one person.")


def release_alone(case: Case) -> Objections:
    """As a release, without a second person where the policy in force says so."""
    yield from case.may(Act.RELEASE)
    if not case.policy.one_person_release:
        yield _("A second check is missing, and the policy in force lets nobody release alone.")
    elif not case.body.get("one_person"):
        yield _("A release without a second check is recorded as the work of one person.")
    yield from release_problems(case)


def cancel(case: Case) -> Objections:
    """A reason, from somebody who may cancel."""
    yield from case.may(Act.CANCEL)
    yield from case.needs_reason()


def confirm_given(case: Case) -> Objections:
    """Every ordered drug either with the dose that was really given and its day, or why not."""
    yield from case.may(Act.CONFIRM_GIVEN)
    yield from given_problems(case)


def confirm_not_given(case: Case) -> Objections:
    """Why nothing was given."""
    yield from case.may(Act.CONFIRM_GIVEN)
    yield from given_problems(case)


def correct_given(case: Case) -> Objections:
    """As what was given, with what is corrected and why."""
    yield from confirm_given(case)
    yield from _corrects(case)


def correct_not_given(case: Case) -> Objections:
    """As what was not given, with what is corrected and why."""
    yield from confirm_not_given(case)
    yield from _corrects(case)


def given_though_void(case: Case) -> Objections:
    """A dose that was given on a release that had been made void: what happened is recorded."""
    yield from confirm_given(case)
    yield from case.needs_reason()
    if case.version.released is None:
        yield _("This version was never released.")


def _corrects(case: Case) -> Objections:
    before = case.version.outcome
    if before is None or case.body.get("corrects") != before.by.event:
        yield _("Somebody else changed this check in the meantime.")
    yield from case.needs_reason()


def query(case: Case) -> Objections:
    """To whom and what is asked."""
    yield from case.may(Act.QUERY)
    yield from query_problems(case)


def answer(case: Case) -> Objections:
    """What was answered and what came of it."""
    yield from case.may(Act.ANSWER_QUERY)
    yield from answer_problems(case)


def hold(case: Case) -> Objections:
    """For what the check waits, and why."""
    yield from case.may(Act.HOLD)
    yield from case.needs_reason()
    until = case.body.get("until")
    if until not in {"laboratory", "date"} or (until == "date") != (case.day("on") is not None):
        yield _("A hold waits for laboratory values, or until a day.")
    if case.check.state in {State.GIVEN, State.NOT_GIVEN}:
        yield _("This check is done.")


def resume(case: Case) -> Objections:
    """Somebody who may hold a check, and a check that is held."""
    yield from case.may(Act.HOLD)
    if case.check.hold is None:
        yield _("This check is not on hold.")


_ALL: Final[tuple[Callable[[Case], Objections], ...]] = (
    draft, edit, first_check, second_check, give_back, override, release, release_alone, cancel,
    confirm_given, confirm_not_given, correct_given, correct_not_given, given_though_void, query,
    answer, hold, resume,
)
GUARDS: Final = {one.__name__: one for one in _ALL} | {"void": cancel}
"""The guards by the names of the table. What makes a release void is signed; see the acts."""
