"""The short name of an entry: what stands before the colon, and the id that follows from it."""

from __future__ import annotations

import re
from typing import Final

_BEFORE: Final = re.compile(r"[:：]")


def short_name(name: str) -> str:
    """Return what people call a regimen: its name up to the colon, ``TC`` of ``TC: docetaxel``."""
    return _BEFORE.split(name, maxsplit=1)[0].strip()


def offered_id(english: str, between: str) -> str:
    """Return the id that a name offers; empty where it has no letter to begin with."""
    plain = re.sub(r"[^a-z0-9]+", between, short_name(english).casefold()).strip(between)
    return plain.lstrip("0123456789-_")
