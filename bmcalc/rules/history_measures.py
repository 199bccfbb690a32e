"""Measures of what happened to a patient and when: an operation, a thrombosis, protein in urine.

Days are whole days up to the day of the order.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Final

from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.units import unit
from bmcalc.rules.entered import MEASURED
from bmcalc.rules.facts import Derived, Facts
from bmcalc.rules.measure_form import Given, Measure

SURGERY_STATES: Final[dict[str, object]] = {
    "none": _("none"), "past": _("past"), "planned": _("still to come"),
}


def _days_from(known: Facts, name: str) -> int | None:
    """Return the days from a dated event to today, negative where it is still to come."""
    on, today = known.fact(name), known.fact("today")
    if not (isinstance(on, datetime.date) and isinstance(today, datetime.date)):
        return None
    return (today - on).days


def _in_days(days: int) -> Term:
    return Term(Decimal(days), unit("day"))


def _surgery(known: Facts) -> Given:
    """Return whether a major operation is past or to come; none where there was none."""
    if isinstance(known.fact("surgery_on"), str):
        return "none"
    days = _days_from(known, "surgery_on")
    return None if days is None else "past" if days >= 0 else "planned"


def _days_since_surgery(known: Facts) -> Given:
    days = _days_from(known, "surgery_on")
    return None if days is None or days < 0 else _in_days(days)


def _days_to_surgery(known: Facts) -> Given:
    days = _days_from(known, "surgery_on")
    return None if days is None or days >= 0 else _in_days(-days)


def _days_since_thrombosis(known: Facts) -> Given:
    days = _days_from(known, "thrombosis_on")
    return None if days is None or days < 0 else _in_days(days)


def _proteinuria(known: Facts) -> Given:
    """Return what the dipstick said; ``measured`` where the urine of 24 hours was."""
    told = known.fact("proteinuria")
    return MEASURED if isinstance(told, Term) else told


def _proteinuria_of_a_day(known: Facts) -> Given:
    told = known.fact("proteinuria")
    return told if isinstance(told, Term) else None


HISTORY_MEASURES: Final[dict[str, Derived]] = {
    "surgery": Derived(
        ("surgery_on", "today"), _surgery,
        Measure(_("major operation"), options=SURGERY_STATES),
    ),
    "days_since_surgery": Derived(
        ("surgery_on", "today"), _days_since_surgery,
        Measure(_("days since major surgery"), "day"),
    ),
    "days_to_surgery": Derived(
        ("surgery_on", "today"), _days_to_surgery,
        Measure(_("days until elective surgery"), "day"),
    ),
    "days_since_thrombosis": Derived(
        ("thrombosis_on", "today"), _days_since_thrombosis,
        Measure(_("days since the thrombosis"), "day"),
    ),
    "proteinuria": Derived(("proteinuria",), _proteinuria),
    "proteinuria_of_a_day": Derived(
        ("proteinuria",), _proteinuria_of_a_day,
        Measure(_("protein in the urine of 24 hours"), "g/24h"),
    ),
}
