"""What the body of an event about people holds: a new key with its proof, and details."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from bmcalc.records.ledger.event import Draft
from bmcalc.records.people.keys import PROOF, NewKey, SealedKey, proof_of, proves_possession
from bmcalc.records.people.person import Details, in_order
from bmcalc.records.people.proposal import Change
from bmcalc.records.people.roles import Role

_KEY_DIGITS: Final = 64


class Unreadable(ValueError):
    """The body holds something else, or a key whose owner did not prove it."""


@dataclass(frozen=True)
class NewPart:
    """A new public key in hexadecimal, with its secret sealed."""

    key: str
    sealed: SealedKey


def read_change(draft: Draft) -> Change:
    """Return what a proposal is about."""
    try:
        return Change(draft.body["change"])
    except (KeyError, ValueError):
        raise Unreadable from None


def read_key(draft: Draft) -> NewPart:
    """Return the new key of an event, whose owner signed the event too."""
    key = draft.body.get("key")
    if not isinstance(key, str) or len(key) != _KEY_DIGITS or set(key) - set("0123456789abcdef"):
        raise Unreadable
    try:
        sealed = SealedKey.read(draft.body["sealed"])
    except (KeyError, ValueError):
        raise Unreadable from None
    if not proves_possession(draft, key):
        raise Unreadable
    return NewPart(key, sealed)


def read_details(draft: Draft, known: tuple[str, str] | None = None) -> Details:
    """Return name, registration and roles; with ``known`` name and registration the roles alone."""
    body = draft.body
    name, registration = known or (body.get("printed_name"), body.get("registration"))
    if not isinstance(name, str) or not isinstance(registration, str):
        raise Unreadable
    if not name.strip() or not registration.strip():
        raise Unreadable
    try:
        roles = in_order(tuple(Role(one) for one in body["roles"]))
    except (KeyError, TypeError, ValueError):
        raise Unreadable from None
    return Details(name, registration, roles)


def written_details(details: Details) -> dict[str, object]:
    """Return how an event holds details."""
    return {"printed_name": details.printed_name, "registration": details.registration,
            "roles": [str(role) for role in in_order(details.roles)]}


def with_key(draft: Draft, new: NewKey) -> Draft:
    """Return a draft that brings a new key, with the proof that its owner made it."""
    body = {**draft.body, "key": new.public, "sealed": new.sealed.held()}
    claimed = replace(draft, body=body)
    return replace(claimed, body={**body, PROOF: proof_of(new.secret, claimed)})
