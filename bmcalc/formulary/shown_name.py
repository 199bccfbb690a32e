"""A name or a text from a file, in one line that every screen, terminal and log can show."""

from __future__ import annotations

import os
from pathlib import Path

LONGEST = 300
"""Characters of one such line."""


def shown(name: str | Path, longest: int = LONGEST) -> str:
    r"""Return a name in one printable line; what is no text is written as ``\xff`` or ``\n``."""
    text = os.fsencode(name) if _has_surrogates(str(name)) else str(name)
    if isinstance(text, bytes):
        text = text.decode("utf-8", "backslashreplace")
    line = "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode("ascii")
        for one in text[: longest + 1]
    )
    return line if len(line) <= longest else f"{line[:longest]}…"


def _has_surrogates(text: str) -> bool:
    return any("\ud800" <= one <= "\udfff" for one in text)
