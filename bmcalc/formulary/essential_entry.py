"""Facts that must be there before a drug's dose is decided: ``[[essential]]`` of its file.

Several drugs share an entry of ``resources/tables/essential.toml`` and name it with ``shared``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Final, Self

from pydantic import Field, model_validator

from bmcalc.core.texts import _
from bmcalc.rules.condition import Conditions
from bmcalc.rules.data_files import read_file
from bmcalc.rules.entered import all_entered
from bmcalc.rules.facts_needed import facts_of
from bmcalc.rules.measure import MEASURES
from bmcalc.rules.outcome import Occasion
from bmcalc.rules.quantities import Entry, Refusal
from bmcalc.rules.rule import ALL_PROFILES, Code, Profile, Profiles, SourceIds
from bmcalc.rules.tables.ages import AgeInDays, LargestAge, age_class_of

ESSENTIAL: Final = "essential"
"""The entry of a drug's file, and the name of the table that drugs share."""

_SHARED: Final = "shared"


class Essential(Entry):
    """Facts without which nothing is decided: each of ``measures``, and one of ``one_of``.

    They are measures, or facts that only others are derived from. ``where_it_decides``: only where
    a rule that changes the dose hangs on them. ``occasion`` and ``last_cycle`` say before which
    doses they are needed, ``unless`` who needs none. ``fresh_days`` and ``oldest_days`` stand for
    the ages of the kind of fact where the drug's label has a calendar of its own; ``ask_for`` are
    the facts to ask for where a measure follows from more than need be told.
    """

    code: Code
    measures: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    where_it_decides: bool = False
    occasion: Occasion = Occasion.EVERY_DOSE
    last_cycle: Annotated[int, Field(ge=1, le=100)] | None = None
    unless: Conditions = ()
    profiles: Profiles = ALL_PROFILES
    fresh_days: AgeInDays | None = None
    oldest_days: AgeInDays | None = None
    ask_for: tuple[str, ...] = ()
    sources: SourceIds

    @model_validator(mode="after")
    def _names_what_somebody_can_say(self) -> Self:
        if not (self.measures or self.one_of):
            raise Refusal(_("An essential fact names measures, or one_of several."))
        for name in (*self.measures, *self.one_of, *self.ask_for):
            if name not in MEASURES and name not in all_entered():
                raise Refusal(_("There is no measure “{name}”.", name=name))
        return self

    @model_validator(mode="after")
    def _ages_stand_together(self) -> Self:
        fresh, oldest = self.fresh_days, self.oldest_days
        if (fresh is None) != (oldest is None):
            raise Refusal(_("fresh_days and oldest_days stand together."))
        if fresh is not None and oldest is not None and fresh > oldest:
            raise Refusal(_("A fact is fresh for no longer than it counts."))
        return self

    def needed(self, *, profile: Profile, cycle: int | None, first: bool | None) -> bool:
        """Say whether the facts are needed before this dose; unknown is judged as yes."""
        return (
            profile in self.profiles
            and not (self.last_cycle is not None and cycle is not None and cycle > self.last_cycle)
            and not (self.occasion is Occasion.FIRST_DOSE and first is False)
            and not (self.occasion is Occasion.LATER_DOSES and first is True)
        )

    def largest_age(self, fact: str, first: bool | None) -> LargestAge | None:
        """Return how old a fact may be here; None for a fact without an age of its own."""
        of_its_kind = age_class_of(fact)
        if of_its_kind is None:
            return None
        if self.fresh_days is not None and self.oldest_days is not None:
            return LargestAge(self.fresh_days, self.oldest_days)
        return of_its_kind.largest(first)


def facts_with_an_age(one: Essential) -> tuple[str, ...]:
    """Return the facts of an entry that count for so many days, each once."""
    return tuple(dict.fromkeys(
        fact for name in (*one.measures, *one.one_of) for fact in facts_behind(name)
    ))


@cache
def facts_behind(name: str) -> tuple[str, ...]:
    """Return the facts with an age that a measure, or a fact, rests on."""
    facts = facts_of(name) if name in MEASURES else frozenset({name})
    return tuple(sorted(fact for fact in facts if age_class_of(fact) is not None))


@cache
def shared_essentials() -> Mapping[str, Any]:
    """Return the entries that drugs share, as they stand in the file."""
    return read_file("tables", f"{ESSENTIAL}.toml")


def with_shared_essentials(entries: dict[str, Any]) -> dict[str, Any]:
    """Return a file's entries with each ``shared`` essential written out.

    Raises :class:`Refusal` for one that does not exist; what stands beside ``shared`` replaces
    the part of that name.
    """
    named = entries.get(ESSENTIAL)
    if not isinstance(named, list):
        return entries
    return {**entries, ESSENTIAL: [_written_out(one) for one in named]}


def _written_out(entry: Any) -> Any:
    if not (isinstance(entry, dict) and _SHARED in entry):
        return entry
    name = entry[_SHARED]
    found = shared_essentials().get(name) if isinstance(name, str) else None
    if not isinstance(found, dict):
        raise Refusal(_("There is no shared essential fact “{name}”.", name=str(name)))
    return {**found, **{part: value for part, value in entry.items() if part != _SHARED}}
