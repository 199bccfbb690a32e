"""The id that the short name of an entry offers."""

from __future__ import annotations

import re

from bmcalc.formulary.short_name import short_name


def offered_id(english: str, between: str) -> str:
    """Return the id that a name offers; empty where it has no letter to begin with."""
    plain = re.sub(r"[^a-z0-9]+", between, short_name(english).casefold()).strip(between)
    return plain.lstrip("0123456789-_")
