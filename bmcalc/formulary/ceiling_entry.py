"""Ceilings of a dose beside the highest one per m²: in mg, over a cycle, and the area counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from bmcalc.core.term import Term
from bmcalc.rules.quantities import Area, Dose, Entry, Name
from bmcalc.rules.rule import ALL_PROFILES, Profile, Profiles, SourceIds


class Ceiling(Entry):
    """A dose above which an order is stopped, or somebody is asked, under some labels.

    ``planned_up_to`` says for which planned doses it holds, where a label has one for each.
    ``text`` is what the source says of it.
    """

    above: Dose
    then: Literal["stop", "caution"] = "stop"
    planned_up_to: Dose | None = None
    profiles: Profiles = ALL_PROFILES
    text: Name | None = None
    sources: SourceIds

    def holds(self, planned: Term, profile: Profile) -> bool:
        """Say whether it is one for a planned dose, under a label."""
        if profile not in self.profiles:
            return False
        up_to = self.planned_up_to
        return up_to is None or (planned.unit.same_dimension(up_to.unit) and planned <= up_to)


class LargestArea(Entry):
    """The body surface area that a label counts at most."""

    area: Area
    sources: SourceIds


def lowest_ceiling(
    ceilings: Iterable[Ceiling], then: str, planned: Term, profile: Profile
) -> Ceiling | None:
    """Return the lowest ceiling of one kind that holds for a planned dose; None for none."""
    here = (one for one in ceilings if one.then == then and one.holds(planned, profile))
    return min(here, key=lambda one: one.above.settled, default=None)
