"""The last dose that counts for a drug: its own, or that of a product with the same antibody."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.schedule_entry import Schedule
from bmcalc.orders.reading.ordered import LastDose


@dataclass(frozen=True)
class LastGiven:
    """Since when the interval counts; ``on`` is None where nobody told.

    ``unclear``: another product of the same antibody came last, and nothing here says how the drug
    goes on after it. ``changed``: it came last, and the drug's file says so.
    """

    on: datetime.date | None = None
    changed: bool = False
    unclear: bool = False

    @property
    def known(self) -> bool:
        """Whether a last dose counts."""
        return self.on is not None


NEVER_GIVEN: Final = LastGiven()
"""No dose before that anybody told of."""


def last_given(
    drug_id: str, cycle_days: int, last: Mapping[str, LastDose], today: datetime.date | None
) -> LastGiven:
    """Return the last dose that counts for the next one of a drug on a cycle of so many days."""
    own = last.get(drug_id)
    on = None if own is None else own.on
    found = drugs().get(drug_id)
    schedule = None if found is None else found.schedule(cycle_days)
    if schedule is None:
        return LastGiven(on)
    strange = [last[one].on for one in schedule.unclear_after if one in last]
    if strange and (on is None or max(strange) > on):
        return LastGiven(unclear=True)
    return _after_a_change(schedule, on, last, today)


def _after_a_change(
    schedule: Schedule, own: datetime.date | None, last: Mapping[str, LastDose],
    today: datetime.date | None,
) -> LastGiven:
    change = schedule.changed_from
    others = [] if change is None else [last[one].on for one in change.products if one in last]
    if change is None or not others or (own is not None and own >= max(others)):
        return LastGiven(own)
    counted = last.get(change.counts)
    known = [one for one in (own, None if counted is None else counted.on) if one is not None]
    if not known:
        return LastGiven(unclear=True)
    latest = max(others)
    too_soon = today is not None and (today - latest).days < schedule.interval
    return LastGiven(latest if too_soon else max(known), changed=True)
