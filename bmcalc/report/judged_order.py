"""An order as every paper of it is made: its check, and what a page and the records say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bmcalc.core.problems import Problem
from bmcalc.orders.check_order import OrderCheck
from bmcalc.orders.verdicts import Verdict
from bmcalc.report.recorded import Recorded


class JudgedOrder(NamedTuple):
    """What slip, labels, worksheet and the whole working are given.

    ``verdict`` and ``verdicts`` are what a page says of the whole and of each drug, ``problems``
    what it could not read; ``record`` is a number, never a name. ``recorded`` is None for a check
    that stands in no records.
    """

    check: OrderCheck
    verdict: Verdict
    problems: Sequence[Problem] = ()
    verdicts: Mapping[str, Verdict] | None = None
    record: str = ""
    recorded: Recorded | None = None

    def told(self) -> dict[str, Verdict]:
        """Return the verdict on each drug: what a page says of it where that weighs more."""
        told = {line.drug: line.verdict for line in self.check.lines}
        for name, verdict in (self.verdicts or {}).items():
            told[name] = max(told.get(name, verdict), verdict, key=lambda one: one.rank)
        return told

    def whole(self) -> Verdict:
        """Return the verdict on the whole: the page's or the check's, whichever weighs more."""
        return max(self.verdict, self.check.verdict, key=lambda one: one.rank)
