"""The last dose of the phase of a sequence before, from which the first of the next one counts.

The first paclitaxel after four cycles of another regimen is due when the next cycle of that regimen
would have been. So the last doses of the drugs before are enough to judge it.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.sequences import PhaseBefore
from bmcalc.orders.reading.ordered import LastDose


@dataclass(frozen=True)
class LastOfPhase:
    """A last dose of the phase before, and after how many days the next phase is planned.

    ``days`` is the time since then; None where the day of the check is not known.
    """

    drug: str
    on: datetime.date
    gap: int
    days: int | None

    @property
    def due_on(self) -> datetime.date:
        """The day on which the next phase is due."""
        return self.on + datetime.timedelta(days=self.gap)


def last_of_phase(
    before: PhaseBefore, day: int, last: Mapping[str, LastDose], today: datetime.date | None
) -> LastOfPhase | None:
    """Return the dose of the phase before that lets a day of the next phase be due the latest.

    None where no last dose of that phase is given.
    """
    found = [
        LastOfPhase(line.drug, given.on, before.gap(line, day),
                    None if today is None else (today - given.on).days)
        for line in before.regimen.lines if (given := last.get(line.drug)) is not None
    ]
    return max(found, key=lambda one: one.due_on, default=None)


def was_given_before(drug: str, cycle_days: int, earlier: Collection[str]) -> bool:
    """Say whether the drugs of earlier phases hold a drug, or a product of the same antibody."""
    found = drugs().get(drug)
    schedule = None if found is None else found.schedule(cycle_days)
    products = {drug}
    if schedule is not None:
        products.update(schedule.unclear_after)
        products.update(() if schedule.changed_from is None else schedule.changed_from.products)
    return not products.isdisjoint(earlier)
