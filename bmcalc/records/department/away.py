"""The department's server does not answer: work goes on, and what is recorded waits."""

from __future__ import annotations

from bmcalc.records.faults import RecordsFault


class ServerAway(RecordsFault):
    """The server cannot be reached, so nothing was answered for."""
