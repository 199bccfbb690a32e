"""How a term is written: as a quantity for people, and as the formula that made it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bmcalc.core.numbers import half_up, plain, significant

if TYPE_CHECKING:
    from bmcalc.core.term import Term

SHOWN_DIGITS: Final = 5
"""Significant digits of an inexact number inside a shown formula."""

_SUM, _PRODUCT, _POWER, _ATOM = range(4)


def show(term: Term, decimals: int | None = None, trim: bool = False) -> str:
    """Return a quantity for people: half-up, the unit's label, a true minus sign.

    Without ``decimals`` an exact number is shown whole and an inexact one at five significant
    digits. ``trim`` drops trailing zeros, as dose safety asks (120 mg, never 120.0 mg).
    """
    if decimals is None:
        if term.shown is None:
            exact = term.exact
            magnitude = term.magnitude
            text = plain(magnitude) if exact else significant(magnitude, SHOWN_DIGITS)
            term.shown = _with_label(text, term.unit.label)
        return term.shown
    text = plain(half_up(term.magnitude, decimals))
    if trim and "." in text:
        text = text.rstrip("0").rstrip(".")
    return _with_label(text, term.unit.label)


def _with_label(text: str, label: str) -> str:
    if text[0] == "-":
        text = "−" + text[1:]
    return f"{text} {label}" if label else text


def written(term: Term) -> tuple[str, str]:
    """Return how a term was made: in symbols, and in numbers with their units."""
    symbols, numbers, _binds = _recipe(term)
    return symbols, numbers


def _recipe(term: Term) -> tuple[str, str, int]:
    """Write the recipe of a term, in symbols and in numbers, and say how tightly it binds."""
    operation = term.operation
    if not operation:
        return _atom(term)
    if operation in "+−×÷^":
        return _between(operation, term.arguments[0], term.arguments[1])
    if operation == "as":
        return _recipe(term.arguments[0])
    if operation == "number":
        return _atom(term.arguments[0])
    parts = [_part(argument) for argument in term.arguments]
    symbols = ", ".join(part[0] for part in parts)
    numbers = ", ".join(part[1] for part in parts)
    return f"{operation}({symbols})", f"{operation}({numbers})", _ATOM


def _atom(term: Term) -> tuple[str, str, int]:
    shown = show(term)
    return shown if term.symbol is None else str(term.symbol), shown, _ATOM


def _part(term: Term) -> tuple[str, str, int]:
    """Write a term inside another: by its name where it has one."""
    return _recipe(term) if term.symbol is None else _atom(term)


def _between(sign: str, one: Term, other: Term) -> tuple[str, str, int]:
    left, left_numbers, left_binds = _part(one)
    right, right_numbers, right_binds = _part(other)
    if sign == "^":
        return (
            f"{_base(left, left_binds)}^{_exponent(right, right_binds)}",
            f"{_base(left_numbers, left_binds)}^{_exponent(right_numbers, right_binds)}",
            _POWER,
        )
    binds = _SUM if sign in "+−" else _PRODUCT
    if left_binds < binds:
        left, left_numbers = f"({left})", f"({left_numbers})"
    if right_binds < binds or (sign in "−÷" and right_binds == binds):
        right, right_numbers = f"({right})", f"({right_numbers})"
    return f"{left} {sign} {right}", f"{left_numbers} {sign} {right_numbers}", binds


def _base(text: str, binds: int) -> str:
    return f"({text})" if binds <= _POWER or " " in text or text.startswith("−") else text


def _exponent(text: str, binds: int) -> str:
    return f"({text})" if binds != _ATOM or " " in text else text
