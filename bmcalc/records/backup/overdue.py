"""Whether it is time to warn: three days without a backup that counts."""

from __future__ import annotations

import datetime
from typing import Final

from bmcalc.records.ledger.backwards import event_of, newest_first
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.store import Store

LONGEST: Final = datetime.timedelta(days=3)


def is_backup_overdue(store: Store, at: Moment) -> bool:
    """Say whether more than three days passed without a backup that counts.

    Records younger than that are not overdue. Only the newest events are read.
    """
    since = at.instant() - LONGEST
    for event in map(event_of, newest_first(store)):
        if event.draft.at.instant() < since:
            return True
        if event.draft.kind is Kind.BACKED_UP:
            return False
    return False
