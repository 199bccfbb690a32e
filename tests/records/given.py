"""What the tests of the records are given: people with keys, a patient, a course, an order."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from nacl.pwhash import argon2id
from nacl.signing import SigningKey

from bmcalc.records.checks.acts import By
from bmcalc.records.checks.drafting import draft_check
from bmcalc.records.courses.acts import Plan, open_course
from bmcalc.records.courses.course import Before, Intent
from bmcalc.records.desk import Desk
from bmcalc.records.ledger.event import Signature
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.patients.acts import register
from bmcalc.records.patients.identity import Identity
from bmcalc.records.people.acts import (
    Occasion,
    Signer,
    add_first_administrator,
    add_second_person,
    confirm,
    propose_person,
)
from bmcalc.records.people.keys import Limits
from bmcalc.records.people.person import Details
from bmcalc.records.people.roles import Role
from bmcalc.records.people.roster import roster, roster_fold
from tests.orders.routine import ROUTINE
from tests.records.ledger.given import ORIGIN, records

CHEAP = Limits(argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN)
BORN = "1969-08"


def moment(day="2026-03-16", hour=9, minute=0):
    """Return a time on a day, by the clock on the wall in China."""
    zone = datetime.timezone(datetime.timedelta(hours=8))
    return Moment.of(datetime.datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}:00").replace(
        tzinfo=zone))


@dataclass(frozen=True)
class Someone:
    """A person whose key stays open for the test."""

    id: str
    key: SigningKey

    def by(self, at=None):
        """Return this person acting at a time."""
        return By(self.id, at or moment(), self.sign)

    def sign(self, drafts):
        public = bytes(self.key.verify_key).hex()
        return tuple(
            one.signed(Signature(public, self.key.sign(one.digest()).signature.hex()))
            for one in drafts
        )


NAMES = {
    "admin": ("Admin One", (Role.ADMINISTRATOR,)),
    "first": ("Zhang Min", (Role.PHARMACIST, Role.ADMINISTRATOR)),
    "second": ("Li Hua", (Role.PHARMACIST,)),
    "senior": ("Chen Jing", (Role.SENIOR_PHARMACIST,)),
    "doctor": ("Wang Lei", (Role.ONCOLOGIST,)),
    "technician": ("Zhao Yu", (Role.TECHNICIAN,)),
}


def people_of(store):
    """Return people of every role, added as the records want it: the third takes two."""
    occasion = Occasion(moment("2026-01-01"), ORIGIN, CHEAP)
    details = {one: Details(name, f"R-{one}", roles) for one, (name, roles) in NAMES.items()}
    word = {one: f"a long passphrase of {number}" for number, one in enumerate(NAMES)}
    add_first_administrator(store, details["admin"], word["admin"], occasion)
    admin = roster(store).people()[0].id
    add_second_person(store, details["first"], word["first"], Signer(admin, word["admin"]),
                      occasion)
    first = roster(store).people()[1].id
    for one in list(NAMES)[2:]:
        proposal = propose_person(store, details[one], word[one], Signer(admin, word["admin"]),
                                  occasion)
        confirm(store, proposal.event_id, Signer(first, word["first"]), occasion)
    assert not roster_fold(store).proposals
    by_name = {person.printed_name: person for person in roster(store).people()}
    return {
        one: Someone(by_name[name].id, by_name[name].sealed.open(word[one]))
        for one, (name, _roles) in NAMES.items()
    }


@dataclass(frozen=True)
class Ward:
    """Records with people, one patient and one course of THP that began three weeks ago."""

    desk: Desk
    people: dict[str, Someone]
    patient: str
    course: str

    def __getattr__(self, name):
        return self.people[name]

    def draft(self, inputs=None, who="first", course=None, **more):
        """Return the id of a new check; agreeing unless told otherwise."""
        inputs = order() if inputs is None else inputs
        receipt = draft_check(self.desk, course or self.course, inputs, self.people[who].by(),
                              **more)
        return self.check_of(receipt)

    def check_of(self, receipt):
        event = next(self.desk.store.read_from(receipt.seq)).event()
        return event.draft.about["check"]


NOTHING_BEFORE = Before("none", "none")


def ward(folder, regimen="thp", starts="2026-02-23", before=NOTHING_BEFORE):
    """Return a ward in a fresh folder."""
    store = records(folder)
    people = people_of(store)
    desk = Desk.open(folder, store, ORIGIN, "en")
    patient = register(desk, Identity.of("zy 00123456", BORN), people["first"].id,
                       moment("2026-02-20")).patient
    return Ward(desk, people, patient, course(desk, people, patient, regimen, starts, before))


def course(desk, people, patient, regimen="thp", starts="2026-02-23", before=NOTHING_BEFORE,
           cycles=6):
    """Return the id of a new course."""
    plan = Plan(regimen, Intent.PALLIATIVE, datetime.date.fromisoformat(starts), cycles, before)
    receipt = open_course(desk, patient, plan, people["first"].id, moment("2026-02-20"))
    return next(desk.store.read_from(receipt.seq)).event().draft.about["course"]


def order(name="THP", **changes):
    """Return the input of a routine order that agrees, with parts of it replaced."""
    return {**ROUTINE[name], **changes}


GIVEN = {"trastuzumab_iv": "348", "pertuzumab": "420", "docetaxel": "120"}


def given(on="2026-03-16", **doses):
    """Return what was given, in mg, as an event holds it."""
    return {"doses": [{"drug": drug, "on": on, "dose": dose}
                      for drug, dose in ({**GIVEN, **doses}).items() if dose is not None],
            "not_given": {drug: "not due" for drug, dose in doses.items() if dose is None}}
