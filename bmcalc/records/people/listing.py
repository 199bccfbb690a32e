"""The people as JSON: what the window shows of them, never their sealed keys."""

from __future__ import annotations

from typing import Any

from bmcalc.records.ledger.store import Store
from bmcalc.records.people.person import Person
from bmcalc.records.people.proposal import Proposal
from bmcalc.records.people.roster import roster_fold


def people_json(store: Store) -> dict[str, Any]:
    """Return everybody, also those who left, and what waits for somebody's confirmation."""
    fold = roster_fold(store)
    return {
        "people": [_person(one) for one in fold.roster.people()],
        "proposed": [_proposal(one) for one in fold.proposals],
    }


def _person(person: Person) -> dict[str, Any]:
    return {
        "id": person.id, "printed_name": person.printed_name,
        "registration": person.registration, "roles": [str(role) for role in person.roles],
        "active": person.is_active, "since": person.since.utc, "key": person.key,
        "added_by": list(person.added_by),
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    person = proposal.person
    return {
        "proposal": proposal.event_id, "change": str(proposal.change), "by": proposal.by,
        "id": person.id, "printed_name": person.printed_name,
        "registration": person.registration, "roles": [str(role) for role in person.roles],
        "key": person.key,
    }
