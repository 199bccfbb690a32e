"""A quantity that remembers how it was made.

A formula is written once, in Python, on terms. Its symbols (``AUC × (GFR + 25 mL/min)``), its
numbers (``5 mg·min/mL × (78.193 mL/min + 25 mL/min)``) and its value come from one tree, so they
cannot differ. Units are checked at every step; a term made by a division, a root, a power or a
logarithm knows that it is inexact and settles to 12 significant digits before it is compared.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final, TypeAlias

from bmcalc.core.numbers import half_up, plain, settle, significant
from bmcalc.core.units import NO_UNIT, DimensionError, Unit, unit

SHOWN_DIGITS: Final = 5
"""Significant digits of an inexact number inside a shown formula."""

MOST_DIGITS: Final = 6
"""An exact number that nobody typed is shown whole up to so many significant digits."""

_SUM, _PRODUCT, _POWER, _ATOM = range(4)
"""How tightly what was written binds, the loosest first."""

Number: TypeAlias = "Term | Decimal | int"


class Term:
    """A magnitude, a unit and the recipe that made it.

    ``symbol`` is the name that later formulas show; ``exact`` is false after a division, root,
    power or logarithm. Arithmetic raises :class:`DimensionError` where units do not fit and
    TypeError for floats.
    """

    __slots__ = (
        "arguments", "exact", "magnitude", "operation", "rounded", "shown", "symbol", "unit",
    )

    def __init__(
        self,
        magnitude: Decimal,
        unit: Unit = NO_UNIT,
        symbol: object = None,
        exact: bool = True,
        operation: str = "",
        arguments: tuple[Any, ...] = (),
    ) -> None:
        self.magnitude = magnitude
        self.unit = unit
        self.symbol = symbol
        self.exact = exact
        self.operation = operation
        self.arguments = arguments
        self.shown: str | None = None
        self.rounded: tuple[int, bool, str] | None = None

    def __repr__(self) -> str:
        return f"Term({plain(self.magnitude)} {self.unit.key})"

    def __str__(self) -> str:
        return show(self)

    def __hash__(self) -> int:
        # 1 kg equals 1000 g, so neither the magnitude nor the unit may decide.
        return hash(Term)

    @property
    def settled(self) -> Decimal:
        """The magnitude as it meets a cut-off: exact, or at 12 significant digits."""
        return self.magnitude if self.exact else settle(self.magnitude)

    def named(self, symbol: object) -> Term:
        """Return the same quantity, shown as ``symbol`` in the formulas that use it."""
        return Term(
            self.magnitude, self.unit, symbol, self.exact, self.operation, self.arguments
        )

    def to(self, key: str) -> Term:
        """Return the same quantity in another unit of its dimension."""
        wanted = unit(key)
        if wanted is self.unit:
            return self
        factor = self.unit.factor_to(wanted)
        operation = self.operation if self.operation or _is_power_of_ten(factor) else "to"
        return Term(
            self.magnitude * factor, wanted, self.symbol, self.exact, operation, self.arguments
        )

    def __add__(self, other: Number) -> Term:
        return self._sum("+", self, other if isinstance(other, Term) else as_term(other))

    def __radd__(self, other: Number) -> Term:
        return self._sum("+", as_term(other), self)

    def __sub__(self, other: Number) -> Term:
        return self._sum("−", self, other if isinstance(other, Term) else as_term(other))

    def __rsub__(self, other: Number) -> Term:
        return self._sum("−", as_term(other), self)

    def __neg__(self) -> Term:
        return self._sum("−", Term(Decimal(0), self.unit), self)

    def __mul__(self, other: Number) -> Term:
        return self._product(self, other if isinstance(other, Term) else as_term(other))

    def __rmul__(self, other: Number) -> Term:
        return self._product(as_term(other), self)

    def __truediv__(self, other: Number) -> Term:
        return self._quotient(self, other if isinstance(other, Term) else as_term(other))

    def __rtruediv__(self, other: Number) -> Term:
        return self._quotient(as_term(other), self)

    @staticmethod
    def _sum(sign: str, left: Term, right: Term) -> Term:
        other = right.magnitude
        if left.unit is not right.unit:
            other = other * right.unit.factor_to(left.unit)
        total = left.magnitude + other if sign == "+" else left.magnitude - other
        return Term(total, left.unit, None, left.exact and right.exact, sign, (left, right))

    @staticmethod
    def _product(left: Term, right: Term) -> Term:
        factor, made = left.unit.times(right.unit)
        magnitude = left.magnitude * right.magnitude
        if factor != 1:
            magnitude *= factor
        return Term(magnitude, made, None, left.exact and right.exact, "×", (left, right))

    @staticmethod
    def _quotient(left: Term, right: Term) -> Term:
        factor, made = left.unit.over(right.unit)
        magnitude = left.magnitude * factor / right.magnitude
        return Term(magnitude, made, None, False, "÷", (left, right))

    def _against(self, other: Number) -> tuple[Decimal, Decimal]:
        term = other if isinstance(other, Term) else as_term(other)
        mine = self.magnitude if self.exact else settle(self.magnitude)
        yours = term.magnitude if term.exact else settle(term.magnitude)
        if term.unit is not self.unit:
            yours = yours * term.unit.factor_to(self.unit)
        return mine, yours

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (Term, Decimal, int)):
            return NotImplemented
        mine, yours = self._against(other)
        return mine == yours

    def __lt__(self, other: Number) -> bool:
        mine, yours = self._against(other)
        return mine < yours

    def __le__(self, other: Number) -> bool:
        mine, yours = self._against(other)
        return mine <= yours

    def __gt__(self, other: Number) -> bool:
        mine, yours = self._against(other)
        return mine > yours

    def __ge__(self, other: Number) -> bool:
        mine, yours = self._against(other)
        return mine >= yours

    def written(self) -> tuple[str, str]:
        """Return how the term was made: in symbols, and in numbers with their units."""
        symbols, numbers, _binds = _recipe(self)
        return symbols, numbers


def as_term(value: Number) -> Term:
    """Return the value as a term, a plain number without unit; raise TypeError for a float."""
    if isinstance(value, Term):
        return value
    if isinstance(value, bool) or not isinstance(value, (Decimal, int)):
        raise TypeError(f"{value!r} is not an exact number")
    return Term(Decimal(value))


def q(text: str, symbol: object = None) -> Term:
    """Return the quantity that trusted text states, for example ``q("125 mL/min")``.

    For constants and tests; what a person typed goes through :mod:`bmcalc.core.reading`.
    Raises ValueError or KeyError for anything but a plain number and a listed unit.
    """
    number, _, key = text.partition(" ")
    return Term(Decimal(number), unit(key), symbol)


def number(term: Term, key: str) -> Term:
    """Return the bare magnitude of a term in a unit, for formulas fitted to plain numbers.

    Shown as the term's symbol, and in numbers with its unit: ``58 kg``.
    """
    converted = term.to(key)
    return Term(converted.magnitude, NO_UNIT, None, term.exact, "number", (converted,))


def measured_in(term: Term, key: str) -> Term:
    """Return a plain number as a quantity: what a fitted formula gives is in this unit."""
    if term.unit is not NO_UNIT:
        raise DimensionError(f"{term.unit.label} is not a plain number")
    return Term(term.magnitude, unit(key), term.symbol, term.exact, "as", (term,))


def show(term: Term, decimals: int | None = None, trim: bool = False) -> str:
    """Return a quantity for people: half-up, the unit's label, a true minus sign.

    Without ``decimals`` a typed number and a short exact one are shown whole, an inexact one at
    five significant digits. A number that rounds to zero has no sign. ``trim`` drops trailing
    zeros, as dose safety asks (120 mg, never 120.0 mg).
    """
    if decimals is None:
        if term.shown is None:
            magnitude = term.magnitude
            whole = term.exact and (not term.operation or _digits(magnitude) <= MOST_DIGITS)
            text = plain(magnitude) if whole else significant(magnitude, SHOWN_DIGITS)
            term.shown = _with_label(text, term.unit.label)
        return term.shown
    last = term.rounded
    if last is not None and last[0] == decimals and last[1] is trim:
        return last[2]
    text = plain(half_up(term.magnitude, decimals))
    if trim and "." in text:
        text = text.rstrip("0").rstrip(".")
    text = _with_label(text, term.unit.label)
    term.rounded = (decimals, trim, text)
    return text


def _with_label(text: str, label: str) -> str:
    if text[0] == "-":
        text = "−" + text[1:] if text.strip("-0.") else text[1:]
    return f"{text} {label}" if label else text


def _digits(magnitude: Decimal) -> int:
    """Return how many significant digits a number has, zeros at either end left out."""
    return len(str(magnitude).partition("E")[0].strip("-").replace(".", "").strip("0"))


def _is_power_of_ten(factor: Decimal) -> bool:
    return factor.normalize().as_tuple().digits == (1,)


def _recipe(term: Term) -> tuple[str, str, int]:
    """Write the recipe of a term, in symbols and in numbers, and say how tightly it binds."""
    operation = term.operation
    if not operation or operation == "to":
        return _atom(term)
    if operation in "+−×÷^":
        return _between(operation, term.arguments[0], term.arguments[1])
    if operation == "as":
        return _recipe(term.arguments[0])
    if operation == "number":
        return _atom(term.arguments[0])
    symbols: list[str] = []
    numbers: list[str] = []
    for argument in term.arguments:
        symbol, number, _binds = _part(argument)
        symbols.append(symbol)
        numbers.append(number)
    return f"{operation}({', '.join(symbols)})", f"{operation}({', '.join(numbers)})", _ATOM


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
