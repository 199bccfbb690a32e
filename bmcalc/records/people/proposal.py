"""A change of people that one person signed and another has yet to confirm."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bmcalc.records.people.person import Person


class Change(StrEnum):
    """What is proposed: a new person, other details of one, or a key in place of a lost one."""

    NEW = "new"
    DETAILS = "details"
    KEY = "key"


@dataclass(frozen=True)
class Proposal:
    """A proposed change: ``person`` is how it would leave them, ``by`` the id of who proposes.

    ``digest`` (hexadecimal) is what the proposer signed; the confirmation names it, so that
    nothing else can be put in its place. ``known_at`` is the number of the event that left the
    person as the proposer knew them; 0 for a new one.
    """

    event_id: str
    change: Change
    person: Person
    by: str
    digest: str
    known_at: int
