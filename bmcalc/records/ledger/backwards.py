"""The records of a store from the newest back, a few at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bmcalc.core.texts import _
from bmcalc.records.faults import UnsoundLedger
from bmcalc.records.ledger.event import Event
from bmcalc.records.ledger.store import Store, Stored

_PAGE: Final = 100


def newest_first(store: Store) -> Iterator[Stored]:
    """Return every record as it stands now, the newest first; only what is asked for is read."""
    end = store.head().seq
    while end > 0:
        start = max(1, end - _PAGE + 1)
        page = []
        for stored in store.read_from(start):
            if stored.seq > end:
                break
            page.append(stored)
        yield from reversed(page)
        end = start - 1


def event_of(stored: Stored) -> Event:
    """Return the event of a record; :class:`UnsoundLedger` where it holds none."""
    try:
        return stored.event()
    except ValueError as error:
        raise UnsoundLedger(_("Record {seq} holds no event.", seq=stored.seq)) from error
