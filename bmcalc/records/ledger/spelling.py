"""Whether stored bytes are the one canonical spelling (RFC 8785) of the event they hold."""

from __future__ import annotations

import json
import re
from typing import Final

from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Event

_PLAIN: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False,
                                 sort_keys=True, separators=(",", ":")).encode
_NUMBER: Final = rb"-?\d+(?:[.eE]|\d{15})"
_APART: Final = tuple(map(re.compile, (rb'":' + _NUMBER, rb"[\[,]" + _NUMBER, rb"[\xf0-\xf7]")))
"""Where the quick spelling and RFC 8785 may differ: fractions, exponents, numbers of 16 digits,
and characters beyond U+FFFF, by which keys are sorted otherwise."""


def is_canonical(event: Event, content: bytes) -> bool:
    """Say whether the bytes spell the event as RFC 8785 does, and hold nothing else."""
    if not any(apart.search(content) for apart in _APART):
        return _PLAIN(event.content()).encode() == content
    try:
        return event.canonical() == content
    except RecordsFault:
        return False
