"""Whether a value of a file can stand in the field of its question at all, right or wrong."""

from __future__ import annotations

from decimal import Decimal

from bmcalc.core.ask import Ask, AskChoice, AskFlag, AskHistory, AskQuantity, AskRows
from bmcalc.core.problems import Rejected
from bmcalc.core.reading import read_number

LONGEST_NUMBER = 30
LARGEST = 10**30
"""Digits and size of what may be shown as a number."""

LONGEST = 1000
"""Characters of one typed text; more is no field."""

MOST_OPEN = 20
"""Answers that a choice may leave open."""


def fits(ask: Ask, raw: object) -> bool:
    """Say whether a field can show a value; what is wrong with it is then told at the field."""
    if raw is None:
        return True
    if isinstance(ask, AskHistory) and isinstance(raw, str):
        return _is_text(raw)
    if isinstance(ask, AskRows):
        return isinstance(raw, list) and len(raw) <= ask.longest and all(
            isinstance(row, dict) and all(
                name in ask.columns and fits(ask.columns[name], cell)
                for name, cell in row.items()
            )
            for row in raw
        )
    if isinstance(ask, AskQuantity):
        return is_typed(raw) and not _lacks_its_unit(raw)
    if isinstance(ask, AskFlag):
        return isinstance(raw, bool)
    if isinstance(ask, AskChoice) and isinstance(raw, list):
        return len(raw) <= MOST_OPEN and all(_is_text(one) for one in raw) and _is_read(ask, raw)
    return is_typed(raw)


def as_chosen(ask: Ask, raw: object) -> object:
    """Return a value as its field holds it: of a choice the keys that are listed.

    A grade is read in either case, and its field must show the one that counts.
    """
    if isinstance(ask, AskChoice) and _is_read(ask, raw):
        return ask.written(ask.read(raw))
    return raw


def _is_read(ask: Ask, raw: object) -> bool:
    try:
        ask.read(raw)
    except Rejected:
        return False
    return True


def is_typed(raw: object) -> bool:
    """Say whether a value can be typed: a short text, or a number that is written short."""
    if isinstance(raw, bool):
        return False
    if isinstance(raw, int):
        return -LARGEST < raw < LARGEST
    if isinstance(raw, Decimal):
        short = len(raw.as_tuple().digits) <= LONGEST_NUMBER
        return bool(raw.is_finite() and short and abs(raw.adjusted()) <= LONGEST_NUMBER)
    return _is_text(raw)


def _lacks_its_unit(raw: object) -> bool:
    """Say whether a quantity is a number alone: the unit beside the field would be a guess."""
    if not isinstance(raw, str):
        return True
    try:
        _number, rest = read_number(raw)
    except Rejected:
        return False
    return not rest


def _is_text(raw: object) -> bool:
    return isinstance(raw, str) and len(raw) <= LONGEST and raw.isprintable()
