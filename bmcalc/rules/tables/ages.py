"""How old a fact may be on the day of a dose, by the kind of fact (``resources/tables/ages.toml``).

Up to one age a fact counts, up to another somebody is asked, and an older one counts as absent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Self

from pydantic import ConfigDict, Field, RootModel, model_validator

from bmcalc.core.texts import _
from bmcalc.rules.entered import all_entered
from bmcalc.rules.quantities import Entry, Refusal
from bmcalc.rules.tables.reading import read_table

AgeInDays = Annotated[int, Field(ge=0, le=3650)]


@dataclass(frozen=True)
class LargestAge:
    """Days up to which a fact counts as it is, and up to which it counts at all."""

    fresh: int
    oldest: int


class AgeClass(Entry):
    """The ages of one kind of fact, in days; ``first_dose_fresh_days`` before a first dose."""

    facts: Annotated[tuple[str, ...], Field(min_length=1)]
    fresh_days: AgeInDays
    first_dose_fresh_days: AgeInDays | None = None
    oldest_days: AgeInDays
    sources: Annotated[tuple[str, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ages_follow_each_other(self) -> Self:
        for fact in self.facts:
            if fact not in all_entered():
                raise Refusal(_("Nobody enters a fact “{name}”.", name=fact))
        if not self.fresh_days <= (self.first_dose_fresh_days or self.fresh_days) <= (
            self.oldest_days
        ):
            raise Refusal(_("A fact is fresh for no longer than it counts."))
        return self

    def largest(self, first: bool | None) -> LargestAge:
        """Return the ages before a first or a later dose; unknown is judged as a later one."""
        fresh = self.fresh_days
        if first and self.first_dose_fresh_days is not None:
            fresh = self.first_dose_fresh_days
        return LargestAge(fresh, self.oldest_days)


class AgeTable(RootModel[dict[str, AgeClass]]):
    """Every class by its name; a fact stands in one class at most."""

    model_config = ConfigDict(defer_build=True)

    @model_validator(mode="after")
    def _a_fact_stands_once(self) -> Self:
        every = [fact for one in self.root.values() for fact in one.facts]
        for fact in every:
            if every.count(fact) > 1:
                raise Refusal(_("The code {code} stands twice.", code=fact))
        return self


@cache
def age_classes() -> Mapping[str, AgeClass]:
    """Return the classes by their names, read once; ValidationError for an unusable file."""
    return read_table("ages", AgeTable).root


@cache
def _class_by_fact() -> Mapping[str, AgeClass]:
    return {fact: one for one in age_classes().values() for fact in one.facts}


def age_class_of(fact: str) -> AgeClass | None:
    """Return the class of a fact; None for one that has no age of its own."""
    return _class_by_fact().get(fact)
