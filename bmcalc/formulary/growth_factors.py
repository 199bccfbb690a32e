"""How a growth factor fits between two chemotherapies, and which doses of it are given.

They stand in ``resources/tables/growth_factors.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Self

from pydantic import Field, RootModel, model_validator

from bmcalc.core.texts import _
from bmcalc.rules.quantities import Dose, Entry, Name, Refusal
from bmcalc.rules.rule import ALL_PROFILES, Profile, Profiles, SourceIds
from bmcalc.rules.tables.reading import read_table

_Count = Annotated[int, Field(ge=0, le=60)]


class GrowthFactorDose(Entry):
    """One dose of a growth factor, fixed or per kg, under the label profiles that give it."""

    dose: Dose
    profiles: Profiles = ALL_PROFILES
    sources: SourceIds


class GrowthFactor(Entry):
    """One growth factor.

    It is given from ``days_after`` days after a chemotherapy on, and the next one not within
    ``days_before`` days; down to ``asked_from`` days that is only asked about. ``once`` says that a
    cycle has one dose. ``from_memory`` is what is asked about each order of it.
    """

    doses: Annotated[tuple[GrowthFactorDose, ...], Field(min_length=1)]
    days_after: _Count
    days_before: _Count
    asked_from: _Count
    once: bool = False
    from_memory: Name | None = None
    sources: SourceIds

    @model_validator(mode="after")
    def _asks_within_its_window(self) -> Self:
        if self.asked_from > self.days_before:
            raise Refusal(_("What is asked about lies within the days before the next one."))
        return self

    def doses_under(self, profile: Profile) -> tuple[GrowthFactorDose, ...]:
        """Return the doses that a label profile gives."""
        return tuple(one for one in self.doses if profile in one.profiles)


class _Table(RootModel[dict[str, GrowthFactor]]):
    """Each growth factor by the id of its drug."""


@cache
def growth_factors() -> Mapping[str, GrowthFactor]:
    """Return every growth factor by the id of its drug."""
    return read_table("growth_factors", _Table).root
