"""What every store of events does, whether a file on this computer or a department's server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from bmcalc.records.ledger.event import Draft, Event


@dataclass(frozen=True)
class Receipt:
    """What is answered once an event is on the disk; ``hash`` in hexadecimal."""

    event_id: str
    seq: int
    hash: str


@dataclass(frozen=True)
class Head:
    """The newest event: its chain, number, hash (hexadecimal) and time (UTC)."""

    chain: str
    seq: int
    hash: str
    utc: str


@dataclass(frozen=True)
class Stored:
    """An event as it lies in the store: its bytes, the hash kept beside it, and the signature."""

    seq: int
    event_id: str
    content: bytes
    hash: bytes
    signature: bytes

    def event(self) -> Event:
        """Return the event that the bytes hold."""
        return Event.read(self.content)


class Store(Protocol):
    """A ledger that takes events and never changes one."""

    def append(self, draft: Draft, after: int | None = None) -> Receipt:
        """Add an event; return once it is on the disk.

        An ``event_id`` that is there already gives its first answer again. With ``after``, the
        number of the event that was newest when the records were judged, :class:`Moved` is raised
        where another one came since.
        """
        ...

    def read_from(self, seq: int = 0) -> Iterator[Stored]:
        """Return all events with this number or a later one, in order, as they stand now."""
        ...

    def head(self) -> Head:
        """Return the newest event."""
        ...

    def put_secret(self, name: str, value: bytes) -> None:
        """Keep a key that is no event and can be erased; one that is there stays as it is."""
        ...

    def secret(self, name: str) -> bytes | None:
        """Return a key, None where it was never kept or was erased."""
        ...

    def erase_secret(self, name: str) -> None:
        """Erase a key so that the file holds it no more."""
        ...

    def close(self) -> None:
        """Let go of the store."""
        ...
