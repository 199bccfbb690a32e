"""What the tests of people are given: a small hospital whose keys are cheap to open."""

from __future__ import annotations

from pathlib import Path

from nacl.pwhash import argon2id

from bmcalc.records.ledger.event import Draft
from bmcalc.records.ledger.kinds import Kind, Meaning
from bmcalc.records.ledger.sqlite_store import SqliteStore
from bmcalc.records.people.acts import (
    Occasion,
    Signer,
    add_first_administrator,
    add_second_person,
    confirm,
    propose_person,
)
from bmcalc.records.people.keys import Limits
from bmcalc.records.people.person import Details, Person
from bmcalc.records.people.roles import Role
from bmcalc.records.people.roster import roster
from tests.records.ledger.given import ORIGIN, at, records

CHEAP = Limits(argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN)

LI = Details("李雪梅", "PH-1001", (Role.ADMINISTRATOR, Role.SENIOR_PHARMACIST))
WANG = Details("王芳", "PH-1002", (Role.ADMINISTRATOR, Role.PHARMACIST))
ZHAO = Details("赵敏", "PH-1003", (Role.PHARMACIST,))
CHEN = Details("陈工", "PT-1004", (Role.TECHNICIAN,))


def passphrase_of(details: Details) -> str:
    """Return a passphrase that is nobody else's."""
    return f"七里香-morning tea-{details.registration[-1]}"


def occasion(second: int = 1) -> Occasion:
    """Return a time with cheap keys."""
    return Occasion(at(second), ORIGIN, CHEAP)


def person_of(store: SqliteStore, details: Details) -> Person:
    """Return the active person of a registration number."""
    return next(one for one in roster(store).active()
                if one.registration == details.registration)


def signer(store: SqliteStore, details: Details) -> Signer:
    """Return a person as who signs with the right passphrase."""
    return Signer(person_of(store, details).id, passphrase_of(details))


def two_people(folder: Path) -> SqliteStore:
    """Return records with two administrators, pharmacists both."""
    store = records(folder)
    add_first_administrator(store, LI, passphrase_of(LI), occasion())
    add_second_person(store, WANG, passphrase_of(WANG), signer(store, LI), occasion())
    return store


def hospital(folder: Path) -> SqliteStore:
    """Return records with two administrators, a pharmacist and a technician."""
    store = two_people(folder)
    for details in (ZHAO, CHEN):
        proposed = propose_person(store, details, passphrase_of(details), signer(store, LI),
                                  occasion())
        confirm(store, proposed.event_id, signer(store, WANG), occasion())
    return store


def release(person: Person, second: int = 1) -> Draft:
    """Return a release that this person is about to sign."""
    return Draft(Kind.RELEASED, at(second), {}, {"check": "c1"}, person.id, Meaning.RELEASE, ORIGIN)
