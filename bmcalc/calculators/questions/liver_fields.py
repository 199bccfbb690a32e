"""Transaminases and bilirubin as multiples of the upper limit: typed so, or with the limit."""

from __future__ import annotations

from collections.abc import Iterable

from bmcalc.core.ask import AskQuantity
from bmcalc.core.term import Term
from bmcalc.rules.entered import quantity, question

ALT, AST = quantity("alt"), quantity("ast")
ALT_ULN, AST_ULN = question("alt_uln"), question("ast_uln")
BILIRUBIN = quantity("bilirubin")
BILIRUBIN_ULN = question("bilirubin_uln")


def without_multiples(ask: AskQuantity) -> AskQuantity:
    """Return the question of a page that takes no multiple of the upper limit for an answer."""
    return ask.but(spans=tuple(span for span in ask.spans if span.key != "xULN"))


def limit_needed(value: Term | None) -> bool:
    """Say whether a value was typed in its own unit and needs its upper limit."""
    return value is not None and value.unit.key != "xULN"


def higher(values: Iterable[Term | None]) -> Term | None:
    """Return the higher of the multiples that are known."""
    known = [value for value in values if value is not None]
    return max(known) if known else None
