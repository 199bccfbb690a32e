"""Lifetime limits of anthracyclines by label profile, and factors to doxorubicin."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal, Self, TypeAlias

from pydantic import model_validator

from bmcalc.core.term import Term, as_term
from bmcalc.core.texts import _
from bmcalc.rules.quantities import Dose, Entry, Name, Refusal
from bmcalc.rules.rule import Profile, Profiles, SourceIds
from bmcalc.rules.tables.reading import Factor, read_table

REFERENCE: Final = "doxorubicin"
"""The drug in which equivalents are stated, and by whose limit they are judged."""

After: TypeAlias = Literal["mediastinal", "anthracycline"]
"""What else was given: radiotherapy of the mediastinum, or any other anthracycline."""


class AgentLimit(Entry):
    """One limit: whose, in mg/m², and after what it holds; without ``after`` it holds for all."""

    profiles: Profiles
    limit: Dose
    after: After | None = None
    sources: SourceIds


class Agent(Entry):
    """What is known of one drug's sum.

    ``counts_as``: it is added to that of another drug. ``no_limit_after``: then no text gives one.
    """

    limits: tuple[AgentLimit, ...] = ()
    counts_as: str | None = None
    no_limit_after: tuple[After, ...] = ()
    sources: tuple[str, ...] = ()

    def limit(self, profile: Profile, after: frozenset[After]) -> AgentLimit | None:
        """Return the lowest limit that holds; None where there is none."""
        if after.intersection(self.no_limit_after):
            return None
        holding = [
            one for one in self.limits
            if profile in one.profiles and (one.after is None or one.after in after)
        ]
        return min(holding, key=lambda one: one.limit.settled, default=None)


class Equivalents(Entry):
    """A named set of factors: mg/m² of doxorubicin per mg/m²."""

    name: Name
    factors: dict[str, Factor]
    sources: SourceIds

    def terms(self) -> dict[str, Term]:
        """Return the factors as numbers to calculate with."""
        return {drug: as_term(factor) for drug, factor in self.factors.items()}


class AnthracyclineTable(Entry):
    """The whole table."""

    agents: dict[str, Agent]
    equivalents: dict[str, Equivalents]

    @model_validator(mode="after")
    def _names_its_own_drugs(self) -> Self:
        named = [agent.counts_as for agent in self.agents.values() if agent.counts_as]
        named += [drug for one in self.equivalents.values() for drug in one.factors]
        for drug in (*named, REFERENCE):
            if drug not in self.agents:
                raise Refusal(_("“{id}” has no limits in this table.", id=drug))
        return self


@cache
def anthracycline_table() -> AnthracyclineTable:
    """Return the limits and factors; read once."""
    return read_table("anthracycline_limits", AnthracyclineTable)
