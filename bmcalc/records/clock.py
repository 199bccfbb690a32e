"""The only reader of the clock among the records; everything else is handed the time."""

from __future__ import annotations

import datetime

from bmcalc.records.ledger.moment import Moment


def now() -> Moment:
    """Return the time of this computer with its offset from UTC."""
    return Moment.of(datetime.datetime.now().astimezone())
