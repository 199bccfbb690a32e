"""Whether stored bytes are the one canonical spelling (RFC 8785) of the event they hold."""

from __future__ import annotations

import json
import re
from typing import Final

from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Event, Json, canonical

_PLAIN: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False,
                                 sort_keys=True, separators=(",", ":")).encode
_NUMBER: Final = rb"-?\d+(?:[.eE]|\d{15})"
_APART: Final = tuple(map(re.compile, (rb'":' + _NUMBER, rb"[\[,]" + _NUMBER, rb"[\xf0-\xf7]")))
"""Where the quick spelling and RFC 8785 may differ: fractions, exponents, numbers of 16 digits,
and characters beyond U+FFFF, by which keys are sorted otherwise."""


def is_canonical(event: Event, content: bytes) -> bool:
    """Say whether the bytes spell the event as RFC 8785 does, and hold nothing else."""
    try:
        return spelled(event.content(), content) == content
    except RecordsFault:
        return False


def spelled(part: Json, content: bytes) -> bytes:
    """Return a part of what stands in ``content`` in its canonical spelling.

    :class:`RecordsFault` where it has none.
    """
    if any(apart.search(content) for apart in _APART):
        return canonical(part)
    return _PLAIN(part).encode()
