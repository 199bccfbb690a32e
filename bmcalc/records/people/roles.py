"""Roles and what they may do, from ``resources/tables/roles.toml``; all of it a convention."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bmcalc.core.texts import Bilingual
from bmcalc.rules.data_files import entries_of, read_file, sources_of, text_of

_FILE = "roles.toml"


class Role(StrEnum):
    """What a person is. A role is never renamed: old ledgers are read for ever."""

    TECHNICIAN = "technician"
    PHARMACIST = "pharmacist"
    SENIOR_PHARMACIST = "senior_pharmacist"
    ONCOLOGIST = "oncologist"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> Bilingual:
        """What people read."""
        return rights()[self].name


class Act(StrEnum):
    """What a role may allow.

    ``OVERRIDE`` is that of a stop and of a line that nothing could be decided about;
    ``KEEP_COURSES`` registers a patient and opens, changes and closes a course.
    """

    DRAFT = "draft"
    FIRST_CHECK = "first_check"
    SECOND_CHECK = "second_check"
    RELEASE = "release"
    OVERRIDE = "override"
    QUERY = "query"
    ANSWER_QUERY = "answer_query"
    HOLD = "hold"
    RETURN = "return"
    CANCEL = "cancel"
    CONFIRM_GIVEN = "confirm_given"
    KEEP_COURSES = "keep_courses"
    MANAGE_PEOPLE = "manage_people"


@dataclass(frozen=True)
class Rights:
    """What a role may do; with ``drugs``, only on orders that hold no other drug than these."""

    name: Bilingual
    may: frozenset[Act]
    drugs: frozenset[str] | None
    sources: tuple[str, ...]

    def allow(self, act: Act, drugs: Collection[str]) -> bool:
        """Say whether the role may do this to an order of these drugs.

        An order without a drug that was read is within no role that is bound to drugs.
        """
        if act not in self.may:
            return False
        return self.drugs is None or (bool(drugs) and self.drugs.issuperset(drugs))


@dataclass(frozen=True)
class Failures:
    """After how many wrong passphrases in a row a person waits, and for how many minutes."""

    in_a_row: int
    wait_minutes: int
    sources: tuple[str, ...]


@cache
def rights() -> Mapping[Role, Rights]:
    """Return the rights of every role; raises ValueError for an unusable entry."""
    entries = entries_of(_FILE, read_file("tables", _FILE)["roles"], tuple(Role))
    return {Role(name): _rights(f"{_FILE}: {name}", entry) for name, entry in entries.items()}


def _rights(place: str, entry: dict[str, object]) -> Rights:
    bound = ("drugs",) if "drugs" in entry else ()
    held = entries_of(place, entry, ("name", "may", "sources", *bound))
    drugs = frozenset(held["drugs"]) if bound else None
    if drugs is not None and not drugs:
        raise ValueError(f"{place} names no drug")
    return Rights(text_of(place, held["name"]), frozenset(map(Act, held["may"])), drugs,
                  sources_of(place, held["sources"]))


def any_allows(roles: Iterable[Role], act: Act, drugs: Collection[str]) -> bool:
    """Say whether one of these roles may do this to an order of these drugs."""
    return any(rights()[role].allow(act, drugs) for role in roles)


@cache
def shortest_passphrase() -> int:
    """Return how many characters a passphrase has at least."""
    entry = entries_of(f"{_FILE}: passphrase", read_file("tables", _FILE)["passphrase"],
                       ("characters", "sources"))
    sources_of(f"{_FILE}: passphrase", entry["sources"])
    return _count(f"{_FILE}: passphrase", entry["characters"])


@cache
def failures() -> Failures:
    """Return when a person has to wait."""
    place = f"{_FILE}: failures"
    entry = entries_of(place, read_file("tables", _FILE)["failures"],
                       ("in_a_row", "wait_minutes", "sources"))
    return Failures(_count(place, entry["in_a_row"]), _count(place, entry["wait_minutes"]),
                    sources_of(place, entry["sources"]))


def _count(place: str, written: object) -> int:
    if not isinstance(written, int) or isinstance(written, bool) or written < 1:
        raise ValueError(f"{place} needs whole numbers of at least 1")
    return written
