"""Measures that the rules of cytotoxic drugs look at beside plain facts."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Final

from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.units import unit
from bmcalc.rules.facts import Derived, Facts
from bmcalc.rules.measure_form import Given, Measure


def _ast_else_alt(known: Facts) -> Given:
    """Return AST where it is known, else ALT, which then stands for it."""
    ast = known["ast_xuln"]
    return known["alt_xuln"] if ast is None else ast


def _days_since_trastuzumab(known: Facts) -> Given:
    """Return the whole days since the last trastuzumab; None where there was none, or unknown."""
    on, today = known.fact("trastuzumab_last_on"), known.fact("today")
    if not (isinstance(on, datetime.date) and isinstance(today, datetime.date)):
        return None
    return Term(Decimal((today - on).days), unit("day"))


CYTOTOXIC_MEASURES: Final[dict[str, Derived]] = {
    "ast_else_alt_xuln": Derived(
        ("ast_xuln", "alt_xuln"), _ast_else_alt,
        Measure(_("AST (ALT where no AST is known), multiple of the upper limit"), "xULN"),
    ),
    "days_since_trastuzumab": Derived(
        ("trastuzumab_last_on", "today"), _days_since_trastuzumab,
        Measure(_("days since the last trastuzumab"), "day"),
    ),
}
