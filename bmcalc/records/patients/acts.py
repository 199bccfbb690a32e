"""Registering a patient, and erasing one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from bmcalc.core.texts import _
from bmcalc.records.desk import Desk
from bmcalc.records.ledger.event import Draft
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.store import Receipt
from bmcalc.records.patients.identity import Identity
from bmcalc.records.patients.in_texts import not_named
from bmcalc.records.patients.lookup import found, identity
from bmcalc.records.patients.sealing import erase_key, make_key, seal
from bmcalc.records.people.roles import Act


@dataclass(frozen=True)
class Registered:
    """The id of a patient in the records, and whether they were there before."""

    patient: str
    is_new: bool


def register(desk: Desk, who: Identity, person: str, at: Moment,
             another: bool = False) -> Registered:
    """Return the patient of two identifiers, registered where nobody of both is known yet.

    The same number with another birth month is told: with ``another`` it is another patient, and
    the two are never merged.
    """
    desk.projections.catch_up()
    with_number = {one: identity(desk.store, desk.projections, one)
                   for one in found(desk.store, desk.projections, who.number)}
    same = next((one for one, held in with_number.items() if held == who), None)
    if same is not None:
        return Registered(same, False)
    patient = str(uuid.uuid4())
    make_key(desk.store, patient)
    event_id = str(uuid.uuid4())
    sealed = seal(desk.store, patient, {"number": who.number, "born": who.born}, event_id)
    draft = Draft(Kind.PATIENT_REGISTERED, at, {"identity": sealed}, {"patient": patient}, person,
                  origin=desk.origin, language=desk.language, event_id=event_id)
    desk.record(draft, lambda: _against(desk, who, person, another))
    return Registered(patient, True)


def _against(desk: Desk, who: Identity, person: str, another: bool) -> Iterator[object]:
    yield from may_keep_courses(desk, person)
    known = [identity(desk.store, desk.projections, one)
             for one in found(desk.store, desk.projections, who.number)]
    if who in known:
        yield _("This patient was registered in the meantime.")
    elif known and not another:
        yield _("The records know this number with another birth month ({months}). Another patient "
                "with this number?", months=", ".join(one.born for one in known if one))


def may_keep_courses(desk: Desk, person: str) -> Iterator[object]:
    """Object where a person may not register patients and keep courses."""
    if not desk.roster().may(person, Act.KEEP_COURSES):
        yield _("This person may not register patients or keep courses.")


def erase(desk: Desk, patient: str, reason: str, person: str, at: Moment) -> Receipt:
    """Erase a patient: the key goes, nothing that it sealed is readable, the chain stays whole."""
    draft = Draft(Kind.PATIENT_ERASED, at, {"reason": reason}, {"patient": patient}, person,
                  origin=desk.origin, language=desk.language)
    receipt = desk.record(draft, lambda: _against_erasing(desk, patient, reason, person))
    erase_key(desk.store, patient)
    return receipt


def _against_erasing(desk: Desk, patient: str, reason: str, person: str) -> Iterator[object]:
    yield from may_keep_courses(desk, person)
    yield from not_named(desk, patient, {"reason": reason})
    if not reason.strip():
        yield _("A reason is missing.")
