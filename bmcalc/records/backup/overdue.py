"""Whether it is time to warn: three days without a backup that counts."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

from bmcalc.records.ledger.event import Event
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.store import Store

LONGEST: Final = datetime.timedelta(days=3)
_PAGE: Final = 100


def is_backup_overdue(store: Store, at: Moment) -> bool:
    """Say whether more than three days passed without a backup that counts.

    Records younger than that are not overdue. Only the newest events are read.
    """
    since = at.instant() - LONGEST
    for event in _newest_first(store):
        if event.draft.at.instant() < since:
            return True
        if event.draft.kind is Kind.BACKED_UP:
            return False
    return False


def _newest_first(store: Store) -> Iterator[Event]:
    end = store.head().seq
    while end > 0:
        start = max(1, end - _PAGE + 1)
        page = []
        for stored in store.read_from(start):
            if stored.seq > end:
                break
            page.append(stored.event())
        yield from reversed(page)
        end = start - 1
