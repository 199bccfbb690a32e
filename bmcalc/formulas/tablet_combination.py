"""Doses that whole tablets of two strengths make, and the one nearest to a target."""

from __future__ import annotations

from typing import NamedTuple

from bmcalc.core.numbers import floor_to
from bmcalc.core.term import Term


class Tablets(NamedTuple):
    """So many large and so many small tablets, and the dose that they make in mg."""

    dose: Term
    large: int
    small: int


def tablets_near(target: Term, large: Term, small: Term, most_small: int) -> list[Tablets]:
    """Return what may lie next to a target: each number of small tablets with large ones around it.

    Each dose stands once, made of the fewest tablets; the smallest dose first. No tablet at all is
    no dose.

    Source: whole tablets, counted.

    >>> found = tablets_near(q("1575 mg"), q("500 mg"), q("150 mg"), 2)
    >>> show(found[0].dose, 0)
    '1150 mg'
    """
    found: dict[str, Tablets] = {}
    for few in range(most_small + 1):
        rest = target.to("mg").settled - few * small.to("mg").magnitude
        below = int(floor_to(max(rest, rest * 0), large.to("mg").magnitude)
                    / large.to("mg").magnitude)
        for many in (below, below + 1):
            dose = large * many + small * few
            known = found.get(str(dose.settled))
            if dose.magnitude and (known is None or many + few < known.large + known.small):
                found[str(dose.settled)] = Tablets(dose, many, few)
    return sorted(found.values(), key=lambda one: one.dose.settled)


def nearest_tablets(target: Term, large: Term, small: Term, most_small: int) -> Tablets:
    """Return the whole tablets whose dose is nearest to a target; of two equally near the lower.

    Source: convention, shown as one.

    >>> show(nearest_tablets(q("1575 mg"), q("500 mg"), q("150 mg"), 2).dose, 0)
    '1500 mg'
    """
    wanted = target.to("mg").settled
    return min(
        tablets_near(target, large, small, most_small),
        key=lambda one: (abs(one.dose.settled - wanted), one.dose.settled, one.large + one.small),
    )


def tablets_of(dose: Term, large: Term, small: Term, most_small: int) -> Tablets | None:
    """Return the fewest whole tablets that make exactly a dose; None where none do.

    Source: whole tablets, counted.

    >>> found = tablets_of(q("1750 mg"), q("500 mg"), q("150 mg"), 5)
    >>> show(found.dose, 0)
    '1750 mg'
    """
    exact = [one for one in tablets_near(dose, large, small, most_small) if one.dose == dose]
    return exact[0] if exact else None
