"""What a finding asks of a person: the window and the papers sort by it alike."""

from __future__ import annotations

from enum import StrEnum

from bmcalc.core.finding_code import Bearing
from bmcalc.core.severity import Severity
from bmcalc.core.work import Finding


class Asks(StrEnum):
    """To stop, to complete what is missing, or to confirm what is doubtful."""

    STOP = "stop"
    ADD = "add"
    CONFIRM = "confirm"


def asked_by_finding(finding: Finding) -> Asks | None:
    """Return what a finding asks for; None for a note, which asks for nothing."""
    if finding.severity is Severity.STOP:
        return Asks.STOP
    if finding.bears(Bearing.UNDECIDED):
        return Asks.ADD
    return Asks.CONFIRM if finding.severity is Severity.CAUTION else None
