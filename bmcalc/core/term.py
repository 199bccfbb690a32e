"""A quantity that remembers how it was made.

A formula is written once, in Python, on terms. Its symbols (``AUC × (GFR + 25 mL/min)``), its
numbers (``5 mg·min/mL × (78.193 mL/min + 25 mL/min)``) and its value come from one tree, so they
cannot differ. Units are checked at every step; a term made by a division, a root, a power or a
logarithm knows that it is inexact and settles to 12 significant digits before it is compared.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeAlias

from bmcalc.core.numbers import plain, settle
from bmcalc.core.units import NO_UNIT, DimensionError, Unit, unit
from bmcalc.core.writing import show, written

__all__ = [
    "Number", "Term", "greatest", "least", "ln", "log10", "measured_in", "number", "power", "q",
    "show", "sqrt",
]

Number: TypeAlias = "Term | Decimal | int"


class Term:
    """A magnitude, a unit and the recipe that made it.

    ``symbol`` is the name that later formulas show; ``exact`` is false after a division, root,
    power or logarithm. Arithmetic raises :class:`DimensionError` where units do not fit and
    TypeError for floats.
    """

    __slots__ = ("arguments", "exact", "magnitude", "operation", "shown", "symbol", "unit")

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
        return Term(
            self.magnitude * factor, wanted, self.symbol, self.exact, self.operation, self.arguments
        )

    def __add__(self, other: Number) -> Term:
        return self._sum("+", self, _term(other))

    def __radd__(self, other: Number) -> Term:
        return self._sum("+", _term(other), self)

    def __sub__(self, other: Number) -> Term:
        return self._sum("−", self, _term(other))

    def __rsub__(self, other: Number) -> Term:
        return self._sum("−", _term(other), self)

    def __neg__(self) -> Term:
        return self._sum("−", Term(Decimal(0), self.unit), self)

    def __mul__(self, other: Number) -> Term:
        return self._product(self, _term(other))

    def __rmul__(self, other: Number) -> Term:
        return self._product(_term(other), self)

    def __truediv__(self, other: Number) -> Term:
        return self._quotient(self, _term(other))

    def __rtruediv__(self, other: Number) -> Term:
        return self._quotient(_term(other), self)

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
        term = _term(other)
        mine, yours = self.settled, term.settled
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

    def formula(self) -> str:
        """Return how the term was made, in symbols."""
        return written(self)[0]

    def substituted(self) -> str:
        """Return how the term was made, in numbers with their units."""
        return written(self)[1]


def _term(value: Number) -> Term:
    if isinstance(value, Term):
        return value
    if isinstance(value, bool) or not isinstance(value, (Decimal, int)):
        raise TypeError(f"{value!r} is no exact number")
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
        raise DimensionError(f"{term.unit.label} is no plain number")
    return Term(term.magnitude, unit(key), term.symbol, term.exact, "as", (term,))


def _plain_number(term: Term) -> Decimal:
    if term.unit is not NO_UNIT:
        raise DimensionError(f"{term.unit.label} has no root, power or logarithm here")
    return term.magnitude


def sqrt(term: Term) -> Term:
    """Return the square root of a plain number."""
    return Term(_plain_number(term).sqrt(), NO_UNIT, None, False, "√", (term,))


def power(term: Term, exponent: Term | Decimal | str | int) -> Term:
    """Return a plain number raised to a plain exponent; a string is an exact decimal."""
    raised = exponent if isinstance(exponent, Term) else Term(Decimal(exponent))
    value = _plain_number(term) ** _plain_number(raised)
    return Term(value, NO_UNIT, None, False, "^", (term, raised))


def ln(term: Term) -> Term:
    """Return the natural logarithm of a plain number."""
    return Term(_plain_number(term).ln(), NO_UNIT, None, False, "ln", (term,))


def log10(term: Term) -> Term:
    """Return the decimal logarithm of a plain number."""
    return Term(_plain_number(term).log10(), NO_UNIT, None, False, "log10", (term,))


def least(left: Term, right: Number) -> Term:
    """Return the smaller of two terms of one dimension."""
    other = _term(right)
    chosen = left if left <= other else other.to(left.unit.key)
    return Term(chosen.magnitude, left.unit, None, chosen.exact, "min", (left, other))


def greatest(left: Term, right: Number) -> Term:
    """Return the larger of two terms of one dimension."""
    other = _term(right)
    chosen = left if left >= other else other.to(left.unit.key)
    return Term(chosen.magnitude, left.unit, None, chosen.exact, "max", (left, other))
