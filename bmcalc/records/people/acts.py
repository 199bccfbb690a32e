"""Acts about people: each is judged, signed, and recorded where it still holds."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from bmcalc.core.texts import _, current_language
from bmcalc.records.faults import Moved
from bmcalc.records.ledger.event import Draft, Event, Origin, Signature
from bmcalc.records.ledger.kinds import Kind, Meaning
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.store import Receipt, Store
from bmcalc.records.people.attempts import signed_in
from bmcalc.records.people.changes import Refused
from bmcalc.records.people.keys import MODERATE, Limits, NewKey
from bmcalc.records.people.passphrases import refuse_weak
from bmcalc.records.people.person import Details
from bmcalc.records.people.proposal import Change
from bmcalc.records.people.reading import with_key, written_details
from bmcalc.records.people.roles import Role
from bmcalc.records.people.roster import roster, roster_fold
from bmcalc.records.people.signing import verify_signature

_TRIES: Final = 50
"""How often other windows may come in between before that is told."""


@dataclass(frozen=True)
class Signer:
    """Who signs, by id, with what was typed just now."""

    person: str
    passphrase: str


@dataclass(frozen=True)
class Occasion:
    """When an act is done, and with which program, formulary and policy.

    ``limits`` is what a guess at a passphrase made now will cost; tests alone make it cheap.
    """

    at: Moment
    origin: Origin
    limits: Limits = MODERATE


def add_first_administrator(store: Store, details: Details, passphrase: str,
                            occasion: Occasion) -> Receipt:
    """Record the first person, who signs that alone; the answer's event is about them."""
    refuse_weak(passphrase, details.printed_name, details.registration)
    identifier = str(uuid.uuid4())
    new = NewKey.make(passphrase, occasion.limits)
    draft = with_key(_draft(Kind.PERSON_ADDED, occasion, identifier, identifier,
                            written_details(details)), new)
    value = new.secret.sign(draft.digest()).signature.hex()
    return _recorded(store, draft.signed(Signature(new.public, value)))


def add_second_person(store: Store, details: Details, passphrase: str, signer: Signer,
                      occasion: Occasion) -> Receipt:
    """Record the second person, whom the first administrator adds alone.

    ``passphrase`` is the new person's own, typed by themselves.
    """
    refuse_weak(passphrase, details.printed_name, details.registration)
    draft = _draft(Kind.PERSON_ADDED, occasion, signer.person, str(uuid.uuid4()),
                   written_details(details))
    return _signed(store, with_key(draft, NewKey.make(passphrase, occasion.limits)), signer)


def propose_person(store: Store, details: Details, passphrase: str, signer: Signer,
                   occasion: Occasion) -> Receipt:
    """Record that a person is proposed; the answer's ``event_id`` is the proposal's.

    ``passphrase`` is the new person's own, typed by themselves.
    """
    refuse_weak(passphrase, details.printed_name, details.registration)
    draft = _draft(Kind.PERSON_PROPOSED, occasion, signer.person, str(uuid.uuid4()),
                   {"change": str(Change.NEW), **written_details(details)})
    return _signed(store, with_key(draft, NewKey.make(passphrase, occasion.limits)), signer)


def propose_details(store: Store, person: str, details: Details, signer: Signer,
                    occasion: Occasion) -> Receipt:
    """Record that another name, number or set of roles is proposed for a person."""
    return _signed(store, _draft(Kind.PERSON_PROPOSED, occasion, signer.person, person,
                                 {"change": str(Change.DETAILS), **written_details(details)}),
                   signer)


def propose_key(store: Store, person: str, passphrase: str, signer: Signer,
                occasion: Occasion) -> Receipt:
    """Record that a key takes the place of one whose passphrase was forgotten.

    ``passphrase`` is the person's new one, typed by themselves.
    """
    known = roster(store).person(person)
    refuse_weak(passphrase, known.printed_name, known.registration)
    draft = _draft(Kind.PERSON_PROPOSED, occasion, signer.person, person,
                   {"change": str(Change.KEY)})
    return _signed(store, with_key(draft, NewKey.make(passphrase, occasion.limits)), signer)


def confirm(store: Store, proposal: str, signer: Signer, occasion: Occasion) -> Receipt:
    """Record that a proposal is confirmed by another person; from then on it holds."""
    found = next((one for one in roster_fold(store).proposals if one.event_id == proposal), None)
    if found is None:
        raise Refused(_("This proposal waits for nobody: it was confirmed or replaced by another."))
    draft = _draft(Kind.PERSON_CONFIRMED, occasion, signer.person, found.person.id,
                   {"digest": found.digest}, {"proposal": proposal})
    return _signed(store, draft, signer)


def replace_key(store: Store, passphrase: str, signer: Signer, occasion: Occasion) -> Receipt:
    """Record a person's own new key: so a passphrase is changed. The old one signs for it."""
    known = roster(store).person(signer.person)
    refuse_weak(passphrase, known.printed_name, known.registration)
    draft = _draft(Kind.KEY_REPLACED, occasion, signer.person, signer.person, {})
    return _signed(store, with_key(draft, NewKey.make(passphrase, occasion.limits)), signer)


def take_roles_away(store: Store, person: str, left: tuple[Role, ...], signer: Signer,
                    occasion: Occasion) -> Receipt:
    """Record that a person has no more than these roles left; one administrator signs."""
    return _signed(store, _draft(Kind.ROLES_CHANGED, occasion, signer.person, person,
                                 {"roles": [str(role) for role in left]}), signer)


def leave(store: Store, person: str, signer: Signer, occasion: Occasion) -> Receipt:
    """Record that a person left: from then on they sign nothing; one administrator signs."""
    return _signed(store, _draft(Kind.PERSON_LEFT, occasion, signer.person, person, {}), signer)


def _draft(kind: Kind, occasion: Occasion, who: str, person: str, body: Mapping[str, object],
           about: Mapping[str, str] | None = None) -> Draft:
    return Draft(kind, occasion.at, body, {"person": person, **(about or {})}, who, Meaning.PEOPLE,
                 occasion.origin, current_language())


def _signed(store: Store, draft: Draft, signer: Signer) -> Receipt:
    """Judge before the passphrase is tried, so that nobody types it for what may not be."""
    roster_fold(store).would(draft)
    return _recorded(store, signed_in(store, draft, signer.passphrase))


def _recorded(store: Store, draft: Draft) -> Receipt:
    """Append what still holds; judged again where another event came in between."""
    for _again in range(_TRIES):
        fold = roster_fold(store)
        fold.would(draft)
        if fold.roster.people() and not verify_signature(Event(draft, "", 0, "", ""), fold.roster):
            raise Refused(_("The key of who signs was replaced in the meantime. Nothing was "
                            "recorded; sign again."))
        with suppress(Moved):
            return store.append(draft, after=fold.seq)
    raise Moved(_("The records changed in the meantime. Look again before you sign."))
