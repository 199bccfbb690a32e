"""Whether stored bytes are the one canonical spelling (RFC 8785) of the event they hold."""

from __future__ import annotations

import json
from typing import Any, Final

from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Event, Json, canonical

_PLAIN: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False,
                                 sort_keys=True, separators=(",", ":")).encode
_WHOLE: Final = 2**53 - 1


def is_canonical(event: Event, content: bytes) -> bool:
    """Say whether the bytes spell the event as RFC 8785 does, and hold nothing else."""
    try:
        return spelled(event.content()) == content
    except RecordsFault:
        return False


def spelled(content: Json) -> bytes:
    """Return JSON in its canonical spelling; :class:`RecordsFault` where it has none.

    The encoder of the standard library, many times as fast, spells the same but for fractions and
    exponents, numbers that are too large, and keys with characters beyond U+FFFF, which RFC 8785
    sorts otherwise.
    """
    return _PLAIN(content).encode() if _is_plain(content) else canonical(content)


def _is_plain(value: Any) -> bool:
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return True
    if kind is dict:
        for name, inner in value.items():
            if not (name.isascii() or max(name) <= "\uffff") or not (
                    type(inner) is str or _is_plain(inner)):
                return False
        return True
    if kind is list:
        return all(map(_is_plain, value))
    return kind is int and -_WHOLE <= value <= _WHOLE
