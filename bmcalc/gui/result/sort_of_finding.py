"""How a finding is shown among the four sorts; no part of the first paint, which finds nothing."""

from __future__ import annotations

from typing import Final

from bmcalc.core.finding_asks import Asks, asked_by_finding
from bmcalc.core.work import Finding
from bmcalc.gui.result.sort import Sort

_SORTS: Final = {Asks.STOP: Sort.STOP, Asks.ADD: Sort.ADD, Asks.CONFIRM: Sort.CONFIRM}


def sort_of_finding(finding: Finding) -> Sort | None:
    """Return how a finding is shown; None for a note, which asks for nothing."""
    asked = asked_by_finding(finding)
    return None if asked is None else _SORTS[asked]
