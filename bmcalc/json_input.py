"""Reading JSON strictly: decimals stay decimals, a key stands once, NaN is not a number."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn


class UsageError(Exception):
    """Something about a call itself is wrong; its text is the one line shown."""


def read_json(file: str) -> Any:
    """Return the JSON value in a file or on standard input, its numbers as decimals.

    Raises :class:`UsageError` for an unreadable file, broken JSON, a key that stands twice,
    or NaN and Infinity.
    """
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise UsageError(f"cannot read {file}: {reason}") from None
    try:
        return json.loads(
            text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_once
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise UsageError(f"this is not JSON: {error.msg} at {where}") from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"this is not JSON that can be used: {error}") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            raise ValueError(f"the field {name!r} stands twice")
        made[name] = value
    return made
