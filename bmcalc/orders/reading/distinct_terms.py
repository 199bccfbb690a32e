"""Quantities that differ, also where one cannot be written in the unit of the other."""

from __future__ import annotations

from collections.abc import Iterable

from bmcalc.core.term import Term


def distinct(terms: Iterable[Term]) -> list[Term]:
    """Return each quantity once, in order: 1 g and 1000 mg are one, 75 mg/m² and 75 mg are two."""
    found: list[Term] = []
    for term in terms:
        if not any(term.unit.same_dimension(one.unit) and term == one for one in found):
            found.append(term)
    return found
