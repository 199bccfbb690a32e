"""One line that asks for a note to be recorded, read strictly."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from bmcalc.core.texts import _
from bmcalc.json_input import LongNumber, UsageError, parsed_json
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Draft
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.moment import Moment

LONGEST: Final = 1_000_000
"""Bytes that one line may hold."""

_FIELDS: Final = frozenset({"event_id", "kind", "about", "body"})
_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOST_IDS: Final = 20
_LONGEST_ID: Final = 100
_WHOLE: Final = 2**53 - 1
"""Beyond this not every whole number has a canonical form (RFC 8785)."""


def read_note(line: bytes, at: Moment) -> Draft:
    """Return the note that a line asks for.

    Raises :class:`UsageError` or :class:`RecordsFault` with why it is none.
    """
    held = _held(line)
    if not isinstance(held, dict):
        raise RecordsFault(_("it is no JSON object"))
    if held.keys() != _FIELDS:
        raise RecordsFault(_("it must hold event_id, kind, about and body, and nothing else"))
    if held["kind"] != Kind.NOTE:
        raise RecordsFault(_("only the kind note is taken here"))
    event_id = held["event_id"]
    if not isinstance(event_id, str) or _ID.fullmatch(event_id) is None:
        raise RecordsFault(_("event_id is no uuid in small letters"))
    if not isinstance(held["body"], dict):
        raise RecordsFault(_("body is no JSON object"))
    return Draft(Kind.NOTE, at, _plain(held["body"]), _ids(held["about"]), event_id=event_id)


def _held(line: bytes) -> Any:
    content = line.rstrip(b"\r\n")
    if len(content) > LONGEST:
        raise RecordsFault(_("it is longer than {count} bytes", count=LONGEST))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError(str(_("it is not UTF-8 text"))) from None
    return parsed_json(text)


def _ids(about: Any) -> dict[str, str]:
    if isinstance(about, dict) and len(about) <= _MOST_IDS and all(
            isinstance(word, str) and 0 < len(word) <= _LONGEST_ID
            for pair in about.items() for word in pair):
        return about
    raise RecordsFault(_("about is no JSON object of at most {most} ids, each a text of at most "
                         "{longest} characters", most=_MOST_IDS, longest=_LONGEST_ID))


def _plain(value: Any) -> Any:
    """Return a value with its numbers as the ledger keeps them, none changed on the way."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return _exact(value)
    if isinstance(value, LongNumber) or (isinstance(value, int) and abs(value) > _WHOLE):
        raise _not_exact()
    return value


def _exact(number: Decimal) -> float:
    kept = float(number)
    if Decimal(repr(kept)) != number or abs(kept) > _WHOLE:
        raise _not_exact()
    return kept


def _not_exact() -> RecordsFault:
    return RecordsFault(_("it holds a number that cannot be kept exactly; write it as a text"))
