"""Measures of drugs that must be a while away: days since the last brivudine."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Final

from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.units import unit
from bmcalc.rules.facts import Derived, Facts
from bmcalc.rules.measure_form import Given, Measure


def _brivudine(known: Facts) -> Given:
    """Return whether brivudine was ever taken, as far as somebody said."""
    on = known.fact("brivudine_last_on")
    return None if on is None else "none" if isinstance(on, str) else "taken"


def _days_since_brivudine(known: Facts) -> Given:
    """Return the days since its last day; None where none was taken or the day is not known."""
    on, today = known.fact("brivudine_last_on"), known.fact("today")
    if not (isinstance(on, datetime.date) and isinstance(today, datetime.date)):
        return None
    return Term(Decimal(max((today - on).days, 0)), unit("day"))


INTERACTION_MEASURES: Final[dict[str, Derived]] = {
    "brivudine": Derived(
        ("brivudine_last_on",), _brivudine,
        Measure(_("brivudine"), options={"none": _("none"), "taken": _("taken")}),
    ),
    "days_since_brivudine": Derived(
        ("brivudine_last_on", "today"), _days_since_brivudine,
        Measure(_("days since the last brivudine"), "day"),
    ),
}
