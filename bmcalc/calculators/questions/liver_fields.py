"""Transaminases and bilirubin as multiples of the upper limit: typed so, or with the limit."""

from __future__ import annotations

from collections.abc import Iterable

from bmcalc.core.ask import AskQuantity, Span
from bmcalc.core.term import Term
from bmcalc.core.texts import _

MULTIPLE = Span("xULN", hard=("0", "400"))
"""A result reported as a multiple of the laboratory's upper limit."""
BILIRUBIN_MULTIPLE = Span("xULN", hard=("0", "60"))

ALT = AskQuantity(
    label=_("ALT"), symbol=_("ALT"), decimals=1,
    spans=(Span("U/L", hard=("1", "20000")), MULTIPLE),
)
AST = AskQuantity(
    label=_("AST"), symbol=_("AST"), decimals=1,
    spans=(Span("U/L", hard=("1", "20000")), MULTIPLE),
)
ENZYME_ULN = AskQuantity(
    label=_("Upper limit"), symbol=_("upper limit"), decimals=0,
    spans=(Span("U/L", hard=("15", "100")),),
)
ALT_ULN = ENZYME_ULN.but(label=_("Upper limit of ALT"))
AST_ULN = ENZYME_ULN.but(label=_("Upper limit of AST"))
BILIRUBIN = AskQuantity(
    label=_("Bilirubin"), symbol=_("bilirubin"), decimals=1,
    spans=(
        Span("umol/L", hard=("1", "1000")),
        Span("mg/dL", hard=("0.1", "58")),
        BILIRUBIN_MULTIPLE,
    ),
)
BILIRUBIN_ULN = AskQuantity(
    label=_("Upper limit of bilirubin"), symbol=_("upper limit"), decimals=1,
    spans=(Span("umol/L", hard=("10", "35")), Span("mg/dL", hard=("0.6", "2.0"))),
)


def limit_needed(value: Term | None) -> bool:
    """Say whether a value was typed in its own unit and needs its upper limit."""
    return value is not None and value.unit.key != "xULN"


def higher(values: Iterable[Term | None]) -> Term | None:
    """Return the higher of the multiples that are known."""
    known = [value for value in values if value is not None]
    return max(known) if known else None
