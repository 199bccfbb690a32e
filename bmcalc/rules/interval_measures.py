"""How far the time since the last dose is from the gap that the plan leaves."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from bmcalc.core.arithmetic import greatest
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.units import unit
from bmcalc.rules.facts import Derived, Facts
from bmcalc.rules.measure_form import Given, Measure


def _apart(larger: str, smaller: str) -> Callable[[Facts], Given]:
    """Return by how much one number of days is above another one; nothing less than 0."""
    def calculate(known: Facts) -> Given:
        above, below = known[larger], known[smaller]
        if not (isinstance(above, Term) and isinstance(below, Term)):
            return None
        return greatest(above - below, Term(Decimal(0), unit("day")))

    return calculate


INTERVAL_MEASURES: Final[dict[str, Derived]] = {
    "days_early": Derived(
        ("days_since_last", "planned_gap"), _apart("planned_gap", "days_since_last"),
        Measure(_("days before the planned day"), "day"),
    ),
    "days_late": Derived(
        ("days_since_last", "planned_gap"), _apart("days_since_last", "planned_gap"),
        Measure(_("days after the planned day"), "day"),
    ),
}

OF_THE_INTERVAL: Final = frozenset({
    "days_since_last", "days_between_starts", "days_until_due", "starts_again", "planned_gap",
    *INTERVAL_MEASURES,
})
"""Every measure that is about the time since the last dose."""
