"""The steps by which the dose of a drug goes down."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.rules.quantities import Dose, Entry, Name, Refusal
from bmcalc.rules.rule import Profiles, SourceIds


class DoseLevels(Entry):
    """The steps below a planned dose, the highest first; below the last the drug is stopped."""

    planned: Dose
    levels: tuple[Dose, ...]
    profiles: Profiles = ("us", "eu", "cn")
    below: Name | None = None
    sources: SourceIds

    @model_validator(mode="after")
    def _each_below_the_one_above(self) -> Self:
        above = self.planned
        for level in self.levels:
            if not level.unit.same_dimension(above.unit):
                raise Refusal(_("{level} and {above} are not doses of one kind.",
                                level=level, above=above))
            if level >= above:
                raise Refusal(_("The dose level {level} is not below {above}.",
                                level=level, above=above))
            above = level
        return self

    def at(self, level: int) -> Term | None:
        """Return the dose of a level: 0 is the planned dose, None means that the drug stops."""
        doses = (self.planned, *self.levels)
        return doses[level] if level < len(doses) else None
