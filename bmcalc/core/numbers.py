"""Plain decimal arithmetic: how numbers are settled, rounded and written."""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, localcontext

CONTEXT = Context(prec=28, rounding=ROUND_HALF_UP)
"""The arithmetic of every computation: 28 digits, half-up."""

_SETTLED = Context(prec=12, rounding=ROUND_HALF_UP)
_QUANTA: dict[int, Decimal] = {}
_SHORT: dict[int, Context] = {}

__all__ = ["CONTEXT", "floor_to", "half_up", "localcontext", "plain", "settle", "significant"]


def settle(number: Decimal) -> Decimal:
    """Return an inexact number at 12 significant digits, half-up, fit to meet a cut-off.

    Without it 20 ÷ 1.5 × 0.75 would fall just short of 10 and lose a whole dose step.
    """
    return _SETTLED.plus(number)


def half_up(number: Decimal, decimals: int) -> Decimal:
    """Return the number rounded half-up to so many decimals (negative: tens, hundreds)."""
    quantum = _QUANTA.get(decimals)
    if quantum is None:
        quantum = _QUANTA[decimals] = Decimal(1).scaleb(-decimals)
    return number.quantize(quantum, rounding=ROUND_HALF_UP)


def floor_to(number: Decimal, step: Decimal) -> Decimal:
    """Return the largest multiple of ``step`` that is not above the number."""
    return (number / step).to_integral_value(rounding=ROUND_FLOOR) * step


def plain(number: Decimal) -> str:
    """Return the number without exponent, as the JSON contract writes it: ``1000``, ``2.10``."""
    text = str(number)
    return format(number, "f") if "E" in text else text


def significant(number: Decimal, digits: int) -> str:
    """Return the number half-up to so many significant digits, trailing zeros dropped."""
    if not number:
        return "0"
    context = _SHORT.get(digits)
    if context is None:
        context = _SHORT[digits] = Context(prec=digits, rounding=ROUND_HALF_UP)
    text = plain(context.plus(number))
    return text.rstrip("0").rstrip(".") if "." in text else text
