"""The four verdicts of an order check, and how they add up."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from bmcalc.core.severity import Severity
from bmcalc.core.texts import _


class Verdict(StrEnum):
    """What the check says of one line, or of the whole order."""

    AGREES = "agrees"
    QUERY = "query"
    UNDECIDABLE = "undecidable"
    STOP = "stop"

    @property
    def rank(self) -> int:
        """How much it weighs: an order is as good as its worst line."""
        return _RANKS[self]

    @property
    def label(self) -> object:
        """What people read."""
        return VERDICT_NAMES[self.value]

    @property
    def severity(self) -> Severity:
        """With what weight a window shows it."""
        if self is Verdict.AGREES:
            return Severity.INFO
        return Severity.STOP if self is Verdict.STOP else Severity.CAUTION


_RANKS: Final = {verdict: rank for rank, verdict in enumerate(Verdict)}

VERDICT_NAMES: dict[str, object] = {
    "agrees": _("agrees"),
    "query": _("query"),
    "undecidable": _("cannot be decided"),
    "stop": _("stop"),
}


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict that weighs most; without any line nothing can be decided."""
    return max(verdicts, key=_RANKS.__getitem__, default=Verdict.UNDECIDABLE)
