"""What is done with a dose that was forgotten or vomited, by the label."""

from __future__ import annotations

from bmcalc.core.term import Term
from bmcalc.rules.quantities import Duration, Entry
from bmcalc.rules.rule import SourceIds


class MissedDose(Entry):
    """Until when a forgotten dose is still taken; None: it is never made up.

    A vomited dose is never taken again. A drug without an entry: the label was not read.
    """

    within: Duration | None = None
    sources: SourceIds

    def is_taken(self, late: Term) -> bool:
        """Say whether a dose that is so late is still taken; the last hour counts as in time."""
        return self.within is not None and late <= self.within
