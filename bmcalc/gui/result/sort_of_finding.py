"""How a finding is shown among the four sorts; no part of the first paint, which finds nothing."""

from __future__ import annotations

from bmcalc.core.finding_code import Bearing
from bmcalc.core.severity import Severity
from bmcalc.core.work import Finding
from bmcalc.gui.result.sort import Sort


def sort_of_finding(finding: Finding) -> Sort | None:
    """Return how a finding is shown; None for a note, which asks for nothing."""
    if finding.severity is Severity.STOP:
        return Sort.STOP
    if finding.bears(Bearing.UNDECIDED):
        return Sort.ADD
    return Sort.CONFIRM if finding.severity is Severity.CAUTION else None
