"""The four sorts of what an order check says: a stop, to confirm, to complete, agreeing.

What is doubtful and what is missing are told apart, so that undecided never looks like agreed.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bmcalc.core.texts import _

if TYPE_CHECKING:
    from bmcalc.orders.verdicts import Verdict


class Sort(StrEnum):
    """One of the four, the worst first; each has a sign, a word and a colour."""

    STOP = "stop"
    CONFIRM = "confirm"
    ADD = "add"
    AGREES = "agrees"

    @property
    def word(self) -> object:
        """What people read."""
        return _WORDS[self]

    @property
    def colours(self) -> tuple[str, str, str]:
        """The names of its colours: its text, its ground, its bar."""
        ink = _INKS[self]
        return ink, f"{ink}_soft", f"{ink}_bar"


_WORDS: Final[dict[Sort, object]] = {
    Sort.STOP: _("stop"), Sort.CONFIRM: _("to confirm"), Sort.ADD: _("to complete"),
    Sort.AGREES: _("agrees"),
}
_INKS: Final[dict[Sort, str]] = {
    Sort.STOP: "stop", Sort.CONFIRM: "caution", Sort.ADD: "add", Sort.AGREES: "fine",
}
_OF_VERDICT: Final[dict[str, Sort]] = {
    "stop": Sort.STOP, "query": Sort.CONFIRM, "undecidable": Sort.ADD, "agrees": Sort.AGREES,
}


def sort_of_verdict(verdict: Verdict) -> Sort:
    """Return how a verdict is shown."""
    return _OF_VERDICT[verdict]
