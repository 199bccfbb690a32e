"""A written line as it is compared: full-width signs folded, no case, the limits of what is read.

Superscripts, circled digits and fractions are refused before folding, or ``1⁵ mg`` would become
15 mg.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from bmcalc.core.problems import Rejected
from bmcalc.core.texts import _

MOST_LINES: Final = 1_000
MOST_CHARACTERS: Final = 100_000
MOST_IN_A_LINE: Final = 2_000
"""What is read of one pasted order: a longer text is refused at once, a longer line is lost."""

SEPARATORS: Final = frozenset(" \t-‐‑‒–—―_.·•'’\"“”()[]{}<>《》/【】「」")
"""Signs that do not count when words are compared."""

_SQUARE = re.compile(r"(?<=[mM])²")
_GIGA = re.compile(r"(?<=10)⁹")
_ITEM = re.compile(r"^\s*[①-⑳](?=\s*[^\d\s])")
_LOWER: Final = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_IGNORED: Final = {ord(sign): None for sign in SEPARATORS}


def refuse_too_long(text: str) -> None:
    """Raise ``E_RANGE`` for a text that is longer than what is read of one order."""
    if len(text) > MOST_CHARACTERS:
        raise Rejected("E_RANGE", _("A pasted order holds at most {limit} characters.",
                                    limit=MOST_CHARACTERS))
    if text.count("\n") >= MOST_LINES:
        raise Rejected("E_RANGE", _("A pasted order holds at most {limit} lines.",
                                    limit=MOST_LINES))


def plain(written: str) -> str:
    """Return the line with full-width characters folded; ``E_TYPE`` for a digit that is not one.

    A circled number that only counts the lines is left out.
    """
    if written.isascii():
        return written
    text = _GIGA.sub("^9", _SQUARE.sub("2", _ITEM.sub("", written)))
    for character in text:
        if not character.isascii() and unicodedata.category(character) in ("No", "Nl"):
            raise Rejected(
                "E_TYPE",
                _("“{character}” is not a plain digit. Write the number out.", character=character),
            )
    return unicodedata.normalize("NFKC", text)


def lowered(text: str) -> str:
    """Return a plain text without case, character for character."""
    return text.translate(_LOWER)


def folded(text: str) -> str:
    """Return a text as words and names are compared."""
    return lowered(unicodedata.normalize("NFKC", text)).translate(_IGNORED)
