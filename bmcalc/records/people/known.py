"""Who is known, now and at any earlier event: a history that only grows, and views of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bmcalc.core.texts import _
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.people.passphrases import bare
from bmcalc.records.people.person import Person
from bmcalc.records.people.roles import Act, any_allows


class History:
    """Every person as each event left them."""

    def __init__(self) -> None:
        self._entries: dict[str, list[tuple[int, Person]]] = {}
        self.keys: set[str] = set()

    def add(self, seq: int, person: Person) -> None:
        """Note how an event left a person; ``seq`` is never smaller than one before."""
        self._entries.setdefault(person.id, []).append((seq, person))
        self.keys.add(person.key)

    def entry(self, identifier: str, before: int) -> tuple[int, Person] | None:
        """Return a person as they stood before an event, with the number that left them so."""
        for entry in reversed(self._entries.get(identifier, [])):
            if entry[0] < before:
                return entry
        return None

    def registrations(self, identifier: str, before: int) -> frozenset[str]:
        """Return every registration number that a person had, as numbers are compared."""
        return frozenset(bare(person.registration)
                         for seq, person in self._entries.get(identifier, []) if seq < before)

    def keys_of(self, identifier: str, before: int) -> frozenset[str]:
        """Return every public key that a person had."""
        return frozenset(person.key for seq, person in self._entries.get(identifier, [])
                         if seq < before)

    def ids(self) -> tuple[str, ...]:
        """Return everybody who was ever a person, in the order of their coming."""
        return tuple(self._entries)


@dataclass(frozen=True)
class Failed:
    """Wrong passphrases of a person since the last right one, and when the last of them was."""

    in_a_row: int
    last: Moment


@dataclass(frozen=True)
class Roster:
    """The people as they stand before the event with the number ``until``.

    ``failed`` holds what went wrong last, by the id of the person, as it stands now.
    """

    _history: History
    until: int
    failed: Mapping[str, Failed] = field(default_factory=dict)

    def find(self, identifier: object) -> Person | None:
        """Return the person of an id, None where there is nobody of that id."""
        if not isinstance(identifier, str):
            return None
        entry = self._history.entry(identifier, self.until)
        return None if entry is None else entry[1]

    def person(self, identifier: str) -> Person:
        """Return the person of an id; :class:`RecordsFault` where there is nobody of that id."""
        found = self.find(identifier)
        if found is None:
            raise RecordsFault(_("The records know nobody of this id: {person}.",
                                 person=identifier))
        return found

    def people(self) -> tuple[Person, ...]:
        """Return everybody, also those who left, in the order of their coming."""
        found = (self.find(identifier) for identifier in self._history.ids())
        return tuple(person for person in found if person is not None)

    def active(self) -> tuple[Person, ...]:
        """Return everybody who has not left."""
        return tuple(person for person in self.people() if person.is_active)

    def administrators(self) -> tuple[Person, ...]:
        """Return everybody who administers people."""
        return tuple(person for person in self.people() if person.is_administrator())

    def may(self, person: Person | str, act: Act, drugs: Collection[str] = ()) -> bool:
        """Say whether a person may do this to an order of these drugs, as they stand here.

        ``drugs`` holds the formulary id of every drug of the order, and an empty text for each
        line that was not read: no role that is bound to drugs covers that.
        """
        found = self.find(person if isinstance(person, str) else person.id)
        return found is not None and found.is_active and any_allows(found.roles, act, drugs)

    def are_one(self, one: str, other: str) -> bool:
        """Say whether two ids mean one human, who is no second person to themselves.

        One who left and was added again has another id and the same registration number.
        """
        mine = self._history.registrations(one, self.until)
        return one == other or not mine.isdisjoint(
            self._history.registrations(other, self.until))

    def before(self, seq: int) -> Roster:
        """Return the people as they stood when the event with this number was written."""
        return Roster(self._history, min(seq, self.until), self.failed)

    def changed_at(self, identifier: str) -> int:
        """Return the number of the event that left a person as they are; 0 for nobody."""
        entry = self._history.entry(identifier, self.until)
        return 0 if entry is None else entry[0]

    def has_had(self, identifier: object, key: str) -> bool:
        """Say whether a public key is that of a person, or was."""
        return isinstance(identifier, str) and key in self._history.keys_of(identifier, self.until)

    def was_used(self, key: str) -> bool:
        """Say whether a public key is or was somebody's."""
        return key in self._history.keys
