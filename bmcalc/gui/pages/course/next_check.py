"""A check of the records put on the order page: the next one of a course, or one to go on with.

Of the next one only what the records know stands there. Orders and today's results stay empty, and
what has to be confirmed anew is asked for as what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bmcalc.core.problems import Rejected
from bmcalc.core.texts import Joined, _
from bmcalc.gui.pages.course.names import BEFORE, BORN, CHECK, COURSE, NUMBER, PATIENT
from bmcalc.gui.pages.order_check.entered import (
    KEPT,
    NONE,
    PAGE_ID,
    REACTIONS,
    ordered_entries,
)
from bmcalc.gui.window.opened_file import order_fields, pasted_fields
from bmcalc.gui.window.session import RECORD, Session, Typed
from bmcalc.orders.reading.order_entry import AskOrder, kept_of, understood_order
from bmcalc.orders.reading.patient_facts import LABORATORY
from bmcalc.records.checks.check import Check
from bmcalc.records.checks.inputs import input_of
from bmcalc.records.checks.states import State
from bmcalc.records.courses.next_cycle import NextCheck, input_for, next_cycle
from bmcalc.records.desk import Desk
from bmcalc.records.faults import RecordsFault
from bmcalc.records.patients.identity import Identity
from bmcalc.records.patients.lookup import identity

_ORDER: Final = AskOrder(label=_("Order"))
_GOES_ON: Final = frozenset({State.DRAFT, State.RETURNED})

CHECK_SUBJECT, COURSE_SUBJECT = "check:", "course:"
"""What the order page can be asked to open: ``check:ID``, ``course:ID`` for its next cycle, or
``course:ID:CYCLE:DAY``."""


def put_subject(session: Session, desk: Desk, subject: str) -> object:
    """Put what a subject names on the order page; return what somebody should read first.

    :class:`RecordsFault` for what there is not, and for a check that nobody goes on with.
    """
    if subject.startswith(CHECK_SUBJECT):
        return put_check(session, desk, subject.removeprefix(CHECK_SUBJECT))
    course, *place = subject.removeprefix(COURSE_SUBJECT).split(":")
    if not subject.startswith(COURSE_SUBJECT) or len(place) not in (0, 2):
        raise RecordsFault(_("There is no such check in the records."))
    if place:
        return put_day(session, desk, course, int(place[0]), int(place[1]))
    return put_next_cycle(session, desk, course)


def opened_subject(session: Session, subject: str) -> tuple[object, object]:
    """Put what a subject names on the order page; return what to read first, and why it is not."""
    from bmcalc.gui.pages.records.access import opened_desk

    try:
        with opened_desk() as desk:
            return put_subject(session, desk, subject), ""
    except RecordsFault as fault:
        return "", fault


def put_next_cycle(session: Session, desk: Desk, course_id: str) -> object:
    """Put day 1 of the next cycle of a course on the order page; return what to read first."""
    return _put_next(session, desk, course_id, next_cycle(desk, course_id))


def put_day(session: Session, desk: Desk, course_id: str, cycle: int, day: int) -> object:
    """Put a day of a cycle of a course on the order page; return what to read first."""
    return _put_next(session, desk, course_id, input_for(desk, course_id, cycle, day))


def _put_next(session: Session, desk: Desk, course_id: str, made: NextCheck) -> object:
    course = desk.course(course_id)
    who = _known(desk, course.patient)
    note = Joined([*made.told, *made.asked], " ") if made.told or made.asked else ""
    title = _("From the records: C{cycle} D{day}. Orders and results of today are entered anew.",
              cycle=made.inputs["cycle"], day=made.inputs["day"])
    _fill(session, made.inputs, title, note, who, {
        PATIENT: course.patient, COURSE: course_id,
        **({BEFORE: Typed(dict(made.before))} if made.before else {})})
    return note or title


def put_check(session: Session, desk: Desk, check_id: str) -> object:
    """Put a draft, or a check that was returned, on the order page to go on with.

    :class:`RecordsFault` for a check in another state, and for an erased patient.
    """
    desk.projections.catch_up()
    check = desk.check(check_id)
    if check.state not in _GOES_ON:
        raise RecordsFault(_("This check is in the state “{state}”: it is looked at on its own "
                             "page.", state=check.state.label))
    who, inputs = _known(desk, check.patient), input_of(desk, check, check.newest)
    if inputs is None:
        raise _erased()
    title = _("From the records: C{cycle} D{day}, version {number}.",
              cycle=check.newest.shown.cycle, day=check.newest.shown.day,
              number=check.newest.number)
    note = _why_back(check)
    _fill(session, inputs, title, note, who,
          {PATIENT: check.patient, COURSE: check.course, CHECK: check_id})
    return note or title


def _why_back(check: Check) -> object:
    because = check.newest.ended_because
    if check.state is State.RETURNED and because:
        return _("This check was returned: {reason}", reason=because)
    return ""


def _known(desk: Desk, patient: str) -> Identity:
    who = identity(desk.store, desk.projections, patient)
    if who is None:
        raise _erased()
    return who


def _erased() -> RecordsFault:
    return RecordsFault(_("This patient was erased. Nothing more is recorded of them."))


def _fill(session: Session, inputs: Mapping[str, Any], title: object, note: object,
          who: Identity, records: Mapping[str, object]) -> None:
    plain = {name: one for name, one in inputs.items() if name not in ("order", "policy")}
    try:
        patient, page = order_fields(_as_the_page_asks(plain))
        page |= _order(inputs.get("order"), inputs.get("day"))
    except (AttributeError, TypeError, KeyError, ValueError, Rejected) as fault:
        raise RecordsFault(_("What was recorded has no place on the order page, so it is not "
                             "opened there.")) from fault
    if page.get(REACTIONS) == []:
        page[REACTIONS] = [NONE]
    page |= {**records, BORN: who.born, NUMBER: who.number}
    session.open(title, note, {**patient, RECORD: who.number}, (), {PAGE_ID: page})


def _as_the_page_asks(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return inputs with each result among the results, its upper limit a fact of its own."""
    patient, labs = dict(inputs.get("patient", {})), dict(inputs.get("labs", {}))
    for name in [name for name, one in patient.items()
                 if name in LABORATORY and isinstance(one, Mapping)]:
        labs.setdefault(name, patient.pop(name))
    for name, result in labs.items():
        if isinstance(result, Mapping) and result.get("uln") is not None:
            patient.setdefault(f"{name}_uln", result["uln"])
    return {**inputs, "patient": patient, "labs": labs}


def _order(order: Any, day: Any) -> dict[str, Any]:
    """Return the fields of a recorded order: doses as typed, or the lines as they were pasted."""
    if not order:
        return {}
    if isinstance(order, str):
        return pasted_fields(order, day)
    if all(isinstance(one, str) for one in order.values()):
        return {f"order:{drug}": dose for drug, dose in order.items()}
    understood = understood_order(_ORDER.read(order), day if isinstance(day, int) else 1)
    return {**dict(ordered_entries(understood)), KEPT: Typed(kept_of(understood) or None)}
