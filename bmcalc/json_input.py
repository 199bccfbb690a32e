"""Reading JSON strictly: decimals stay decimals, a key stands once, NaN is not a number.

What is read is bounded: the size of the file, how deep it is nested, how long a number is.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final, NoReturn

from bmcalc.core.reading import half_characters, is_short

MOST_BYTES: Final = 4_000_000
MOST_NESTED: Final = 50
_LONGEST_NUMBER: Final = 50
_SHOWN: Final = 24


class UsageError(Exception):
    """Something about a call itself is wrong; its text is the one line shown."""


class LongNumber:
    """A number that no field can hold: it is kept as it was written and never expanded.

    Every question refuses it with ``E_TYPE``.
    """

    __slots__ = ("_written",)

    def __init__(self, written: str) -> None:
        self._written = written

    def __str__(self) -> str:
        return self._written if len(self._written) <= _SHOWN else f"{self._written[:_SHOWN]}…"

    def __repr__(self) -> str:
        return f"LongNumber({str(self)!r})"


def read_json(file: str) -> Any:
    """Return the JSON value in a file or on standard input, its numbers as decimals.

    A number too long for any field is a :class:`LongNumber`.
    Raises :class:`UsageError` for a file that cannot be read or is too large, broken JSON, a key
    that stands twice, NaN and Infinity, half a character, and what is nested too deep.
    """
    try:
        if file == "-":
            content = sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin is not None else b""
        else:
            with Path(file).open("rb") as opened:
                content = opened.read(MOST_BYTES + 1)
        text = content[:MOST_BYTES].decode("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise UsageError(f"cannot read {file}: {reason}") from None
    if len(content) > MOST_BYTES:
        raise UsageError(f"cannot read {file}: it is larger than {MOST_BYTES // 1_000_000} MB")
    return parsed_json(text)


def parsed_json(text: str) -> Any:
    """Return the JSON value that a text states; raises as :func:`read_json` does."""
    try:
        value = json.loads(
            text, parse_float=_number, parse_int=_whole, parse_constant=_no_constant,
            object_pairs_hook=_once,
        )
        _check_inside(value)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise UsageError(f"this is not JSON: {error.msg} at {where}") from None
    except RecursionError:
        raise UsageError(_too_deep()) from None
    except ValueError as error:
        raise UsageError(f"this is not JSON that can be used: {error}") from None
    return value


def _number(written: str) -> Decimal | LongNumber:
    if len(written) > _LONGEST_NUMBER:
        return LongNumber(written)
    try:
        number = Decimal(written)
    except InvalidOperation:
        return LongNumber(written)
    return number if is_short(number) else LongNumber(written)


def _whole(written: str) -> int | LongNumber:
    found = _number(written)
    return int(found) if isinstance(found, Decimal) else found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            raise ValueError(f"the field {_told(name)} stands twice")
        made[name] = value
    return made


def _told(name: str) -> str:
    return ascii(name[:_SHOWN])


def _too_deep() -> str:
    return f"this is not JSON that can be used: it is nested more than {MOST_NESTED} deep"


def _check_inside(value: Any) -> None:
    """Raise ValueError where a text holds half a character, or something is nested too deep."""
    level = [value]
    for _depth in range(MOST_NESTED + 1):
        for text in level:
            if isinstance(text, str) and half_characters(text):
                raise ValueError(f"{_told(text)} holds half a character")
        level = [inner for one in level for inner in _inside(one)]
        if not level:
            return
    raise RecursionError


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value
        yield from value.values()
    elif isinstance(value, list):
        yield from value
