"""A person as the records know them at one moment."""

from __future__ import annotations

from dataclasses import dataclass

from bmcalc.records.ledger.moment import Moment
from bmcalc.records.people.keys import SealedKey
from bmcalc.records.people.roles import Role


@dataclass(frozen=True)
class Details:
    """What is printed beside a signature, and what the person may do."""

    printed_name: str
    registration: str
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class Person:
    """A person with the key that counts now.

    ``key`` is the public key in hexadecimal. ``added_by`` holds the ids of those who signed that
    the person is one: the first administrator alone, and alone for the second person, then two.
    """

    id: str
    printed_name: str
    registration: str
    roles: tuple[Role, ...]
    key: str
    sealed: SealedKey
    is_active: bool
    since: Moment
    added_by: tuple[str, ...]

    def is_administrator(self) -> bool:
        """Say whether this person administers people now."""
        return self.is_active and Role.ADMINISTRATOR in self.roles


def in_order(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """Return roles once each, in the order in which they are defined."""
    return tuple(role for role in Role if role in roles)
