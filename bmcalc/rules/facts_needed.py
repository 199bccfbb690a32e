"""Which facts a measure rests on, so that the window can ask for what is missing."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from bmcalc.rules.derived import DERIVED
from bmcalc.rules.entered import all_entered
from bmcalc.rules.known import HANDED


@cache
def facts_of(measure: str) -> frozenset[str]:
    """Return the facts that a measure rests on, itself where it is entered, and theirs in turn.

    Empty for a measure that the order alone says. What a person is not asked as a fact, such as
    the day of the order, is left out.
    """
    parts = DERIVED[measure].of if measure in DERIVED else ()
    found = {measure} & all_entered().keys()
    return frozenset(found).union(*(facts_of(part) for part in parts if part != measure))


def can_be_known(measure: str, facts: Collection[str]) -> bool:
    """Say whether a measure is asked, is handed over by its owner, or follows from what is."""
    if measure in facts or measure in HANDED:
        return True
    derived = DERIVED.get(measure)
    return derived is not None and all(
        name in facts or (name != measure and can_be_known(name, facts)) for name in derived.of
    )
