"""Several forms that a phrase may have: which one stands at a place, found in one pass.

The result is that of asking one form after the other; asking all in one expression spares a
search for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_NAMED: Final = re.compile(r"\(\?P<([a-z]+)>")
_AGAIN: Final = re.compile(r"\(\?P=([a-z]+)\)")


class FirstOf:
    """Forms in the order in which they count; the first that fits is the one that stands there."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = tuple(patterns)
        self._each: dict[int, re.Pattern[str]] = {}
        joined = re.compile("|".join(
            f"(?:{_apart(pattern, number)})(?P<form_{number}>)"
            for number, pattern in enumerate(patterns)
        ))
        self._joined = joined
        self._number_of = {
            joined.groupindex[f"form_{number}"]: number for number in range(len(patterns))
        }

    def at(self, text: str, start: int) -> tuple[int, re.Match[str]] | None:
        """Return the number of the first form that fits at a place, and what it found."""
        found = self._joined.match(text, start)
        if found is None:
            return None
        assert found.lastindex is not None
        number = self._number_of[found.lastindex]
        pattern = self._each.get(number)
        if pattern is None:
            pattern = self._each[number] = re.compile(self._patterns[number])
        own = pattern.match(text, start)
        assert own is not None
        return number, own


def _apart(pattern: str, number: int) -> str:
    """Return a form whose names are not those of another: each name may stand once."""
    return _AGAIN.sub(rf"(?P=\1_{number})", _NAMED.sub(rf"(?P<\1_{number}>", pattern))
