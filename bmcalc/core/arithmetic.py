"""Functions of terms: roots, powers, logarithms, the smaller and the larger of two."""

from __future__ import annotations

from decimal import Decimal

from bmcalc.core.term import Number, Term, as_term
from bmcalc.core.units import NO_UNIT, DimensionError


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
    other = as_term(right)
    chosen = left if left <= other else other.to(left.unit.key)
    return Term(chosen.magnitude, left.unit, None, chosen.exact, "min", (left, other))


def greatest(left: Term, right: Number) -> Term:
    """Return the larger of two terms of one dimension."""
    other = as_term(right)
    chosen = left if left >= other else other.to(left.unit.key)
    return Term(chosen.magnitude, left.unit, None, chosen.exact, "max", (left, other))
