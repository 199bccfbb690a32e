"""Walking a ledger from its founding: whether every record is what was written, in its place.

The hash is taken over the bytes that are stored. The first record that is not as it should be is
named with what is wrong. What lies outside the ledger decides what it cannot know of itself: the
key of this installation, and seals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bmcalc.core.texts import _
from bmcalc.records.faults import UnsoundLedger
from bmcalc.records.ledger.event import Event, event_hash
from bmcalc.records.ledger.flaw import Flaw, FlawKind, Sentence
from bmcalc.records.ledger.installation import signed_by
from bmcalc.records.ledger.keys import InstallationKeys
from bmcalc.records.ledger.order import Order
from bmcalc.records.ledger.spelling import is_canonical
from bmcalc.records.ledger.store import Head, Stored


class Witness(Protocol):
    """Somebody who is shown every event in its order and may object, such as of a signature."""

    def objection(self, event: Event) -> Sentence | None:
        """Return what is wrong with an event, None where nothing is; remember it for the next."""
        ...


@dataclass(frozen=True)
class Restored:
    """A restore that the ledger tells of: its number and what its event holds."""

    seq: int
    body: Mapping[str, object]


@dataclass(frozen=True)
class Verified:
    """What came of the walk. ``head`` is the last record that was sound, None without any.

    ``keys`` are the keys of installations that may sign at the end.
    """

    head: Head | None
    flaw: Flaw | None
    restored: tuple[Restored, ...]
    keys: frozenset[str]

    @property
    def sound(self) -> bool:
        """Say whether nothing was found wrong."""
        return self.flaw is None


def verify(stored: Iterable[Stored], installation: str | None = None,
           seals: Iterable[Head] = (), witnesses: Sequence[Witness] = ()) -> Verified:
    """Walk the records from the first; stop at the first that is not as it should be.

    ``installation`` is the public key that lies beside the records, None where none is at hand, as
    with a backup: then the founding's own key is believed. ``seals`` were given out earlier.
    """
    walk = _Walk(seals, witnesses)
    try:
        for one in stored:
            flaw = walk.flaw(one)
            if flaw is not None:
                return walk.ended(flaw)
    except UnsoundLedger as broken:
        return walk.ended(Flaw(walk.order.next, FlawKind.UNREADABLE, broken.text))
    return walk.ended(walk.missing(installation))


class _Walk:
    def __init__(self, seals: Iterable[Head], witnesses: Sequence[Witness]) -> None:
        self.order = Order()
        self._keys = InstallationKeys()
        self._seals = defaultdict[int, list[Head]](list)
        for seal in seals:
            self._seals[seal.seq].append(seal)
        self._witnesses = witnesses
        self._head: Head | None = None
        self._restored: list[Restored] = []

    def flaw(self, stored: Stored) -> Flaw | None:
        """Return what is wrong with a record, None where it is what was written."""
        if stored.seq != self.order.next:
            return self.order.gap(stored.seq)
        event = _read(stored)
        if isinstance(event, Flaw):
            return event
        flaw = self.order.flaw(event, stored) or self._keys.flaw(event)
        if flaw is not None:
            return flaw
        if not signed_by(event.installation, stored.hash, stored.signature):
            return Flaw(stored.seq, FlawKind.SIGNATURE,
                        _("The installation's signature of record {seq} is not valid.",
                          seq=stored.seq))
        for witness in self._witnesses:
            said = witness.objection(event)
            if said is not None:
                return Flaw(stored.seq, FlawKind.PERSON, said)
        return self._placed(event, stored)

    def _placed(self, event: Event, stored: Stored) -> Flaw | None:
        self.order.take(event, stored)
        if self._keys.take(event):
            self._restored.append(Restored(stored.seq, event.draft.body))
        head = Head(event.chain, stored.seq, stored.hash.hex(), event.draft.at.utc)
        flaw = self._of_another_chain(head) or self._not_as_sealed(head)
        if flaw is None:
            self._head = head
        return flaw

    def _of_another_chain(self, head: Head) -> Flaw | None:
        if head.seq > 1 or all(seal.chain == head.chain for seal in self._all_seals()):
            return None
        return Flaw(1, FlawKind.SEAL, _("A seal is of another chain than these records."))

    def _not_as_sealed(self, head: Head) -> Flaw | None:
        if all(seal == head for seal in self._seals.get(head.seq, ())):
            return None
        return Flaw(head.seq, FlawKind.SEAL,
                    _("Record {seq} is not the one that was sealed.", seq=head.seq))

    def missing(self, installation: str | None) -> Flaw | None:
        """Return what is missing at the end of the records, or whose key it is."""
        if self._head is None:
            return Flaw(1, FlawKind.MISSING,
                        _("The records hold no event, not even their founding."))
        flaw = self._keys.not_of(installation)
        if flaw is not None:
            return flaw
        last, sealed = self._head.seq, max(self._seals, default=0)
        if sealed <= last:
            return None
        return Flaw(last + 1, FlawKind.MISSING,
                    _("The records end at {last}, and a seal names record {sealed}: {count} or "
                      "more are missing.", last=last, sealed=sealed, count=sealed - last))

    def ended(self, flaw: Flaw | None) -> Verified:
        """Return what came of the walk."""
        return Verified(self._head, flaw, tuple(self._restored), self._keys.valid)

    def _all_seals(self) -> Iterable[Head]:
        return (seal for sealed in self._seals.values() for seal in sealed)


def _read(stored: Stored) -> Event | Flaw:
    """Return the event of a record, or why its bytes are not what was written."""
    seq = stored.seq
    if event_hash(stored.content) != stored.hash:
        return Flaw(seq, FlawKind.HASH,
                    _("The content of record {seq} is not what was written: its hash is another.",
                      seq=seq))
    try:
        event = Event.read(stored.content)
        spelled = is_canonical(event, stored.content)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return Flaw(seq, FlawKind.UNREADABLE, _("Record {seq} holds no event.", seq=seq))
    if not spelled:
        return Flaw(seq, FlawKind.SPELLING,
                    _("Record {seq} is not in the one spelling of an event.", seq=seq))
    return event
