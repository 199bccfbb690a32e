"""Strict reading of what people type: one plain number and one listed unit, or a refusal.

Nothing is guessed. Full-width digits and units are folded; superscripts, circled digits and
fractions are refused before folding, or ``1⁵ kg`` would become 15 kg. pint never sees the text.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

from bmcalc.core.problems import Rejected
from bmcalc.core.texts import Joined, _
from bmcalc.core.units import Unit, fold_powers, may_be_meant, read_unit

MAX_DIGITS = 15
_LONGEST = MAX_DIGITS + 2
_MOST_DECIMALS = 40
_HALF_CHARACTER: Final = "[\ud800-\udfff]"

_NUMBER_THEN_UNIT = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(?:\s*(\S.*?))?", re.DOTALL)
_EXPONENT: Final = r"[eE][-+]?[0-9]+(?![0-9/])|\*\*|\^"
_FEET: Final = r"ft|feet|foot|英尺|'|′"


def _folded(text: str) -> str:
    """Return the text with full-width characters folded; refuse signs that look like digits."""
    if text.isascii():
        return text.strip()
    whole_units = fold_powers(text)
    for character in whole_units:
        if not character.isascii() and unicodedata.category(character) in ("No", "Nl"):
            raise Rejected(
                "E_TYPE",
                _("“{character}” is not a plain digit. Write the number out.", character=character),
            )
    return unicodedata.normalize("NFKC", whole_units).strip()


def is_short(number: Decimal) -> bool:
    """Say whether a number can be written out in a few digits, as every true input can.

    It is asked before a number is compared, rounded or written: an exponent that a file states in
    a few characters may otherwise fill the memory.
    """
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):
        return False
    digits = number.adjusted() - exponent + 1
    return (
        digits <= _LONGEST and number.adjusted() <= MAX_DIGITS and exponent >= -_MOST_DECIMALS
    )


def half_characters(text: str) -> bool:
    """Say whether a text holds half of a character: a surrogate alone, which no file can keep."""
    return not text.isascii() and re.search(_HALF_CHARACTER, text) is not None


def read_number(text: str) -> tuple[Decimal, str]:
    """Return the one plain number that the text begins with, and what follows it.

    Raises :class:`Rejected` with ``E_TYPE`` for decimal commas, two numbers, exponents, ``nan``.
    """
    number, rest, _unit = _number_and_unit(text)
    return number, rest


def _number_and_unit(text: str) -> tuple[Decimal, str, Unit | None]:
    """Return the one number, what follows it, and the unit that this is, or None."""
    folded = _folded(text)
    found = _NUMBER_THEN_UNIT.fullmatch(folded)
    if found is None:
        raise Rejected("E_TYPE", _not_one_number(folded))
    digits, rest = found[1], found[2] or ""
    if len(digits) > _LONGEST:
        raise Rejected("E_TYPE", _("This number has too many digits."))
    unit = read_unit(rest) if rest else None
    if rest and unit is None and not may_be_meant(rest):
        if re.match(r"[,，、。.·]", rest):
            raise Rejected(
                "E_TYPE", _("Write a decimal point as in 1.5, with no comma and no separator.")
            )
        if re.match(_EXPONENT, rest):
            raise Rejected("E_TYPE", _("Write the number out, without an exponent."))
        if re.search(r"[0-9]", rest):
            raise Rejected("E_TYPE", _two_numbers(rest))
    return Decimal(digits), rest, unit


def _not_one_number(text: str) -> object:
    if re.match(r"[-+]?[.．。]\s*[0-9]", text):
        return _("Write a zero before the decimal point, as in 0.5.")
    return _("This is not a plain number.")


def _two_numbers(rest: str) -> object:
    if re.search(_FEET, rest):
        return _("Feet and inches are two numbers. Enter the height in cm.")
    return _("Enter one number with one unit.")


def _look_alike(rest: str, meant: tuple[Unit, ...]) -> object:
    return _("“{unit}” is not clear. Write out what is meant: {units}.", unit=rest,
             units=Joined([unit.label for unit in meant], _(" or ")))


def read_quantity(text: str) -> tuple[Decimal, Unit]:
    """Return the number and the unit that a person typed, for example ``"68 µmol/L"``.

    Raises :class:`Rejected`: ``E_TYPE`` for anything but one plain number, ``E_UNIT`` for a
    missing or unknown unit.
    """
    number, rest, found = _number_and_unit(text)
    if not rest:
        raise Rejected("E_UNIT", _("A unit is missing."))
    if found is None:
        if re.search(_FEET, rest):
            raise Rejected("E_UNIT", _("Feet are not offered. Enter the height in cm."))
        meant = may_be_meant(rest)
        if meant:
            raise Rejected("E_UNIT", _look_alike(rest, meant))
        raise Rejected("E_UNIT", _("“{unit}” is not a unit known here.", unit=rest[:20]))
    return number, found
