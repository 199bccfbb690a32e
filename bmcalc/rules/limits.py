"""The limits of the house: each number once, with what it means and where it is from.

``resources/limits.toml`` holds them, and pages and the order check ask for them by name. The file
is read when the first limit is asked for, and without pydantic, as carboplatin's page rests on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bmcalc.core.numbers import plain
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Bilingual
from bmcalc.rules.data_files import (
    entries_of,
    quantity_of,
    read_file,
    sources_of,
    text_of,
)

LIMITS, POLICY = "limits.toml", "policy.toml"


@dataclass(frozen=True)
class Limit:
    """One number with its unit, the sentence that says what follows from it, and its sources."""

    value: Term
    text: Bilingual
    sources: tuple[str, ...]


@cache
def limits() -> Mapping[str, Limit]:
    """Return every limit by its name, read once; raises ValueError for an unusable entry."""
    return {name: _limit_of(name, entry) for name, entry in read_file(LIMITS).items()}


def limit(name: str) -> Term:
    """Return the value of a limit; raises LookupError for a name that the file does not have."""
    try:
        return limits()[name].value
    except KeyError:
        raise LookupError(f"{LIMITS} has no limit {name!r}") from None


@cache
def contract_choice(name: str) -> Term:
    """Return what the shipped policy chooses, by which ``compute`` goes whatever a site decided.

    ``laboratory.lvef_lln`` is the entry of a part of it. Raises LookupError for an entry that the
    policy does not have.
    """
    entry: Any = read_file(POLICY)
    for part in name.split("."):
        entry = entry.get(part) if isinstance(entry, dict) else None
    if entry is None:
        raise LookupError(f"{POLICY} has no entry {name!r}")
    return quantity_of(f"{POLICY}: {name}", entry)


@dataclass(frozen=True)
class Stated:
    """A limit as a sentence shows it, looked up when the sentence is read."""

    name: str

    def __str__(self) -> str:
        return show(limit(self.name))


@dataclass(frozen=True)
class StatedNumber(Stated):
    """The number of a limit alone, where the sentence says its unit itself."""

    def __str__(self) -> str:
        return plain(limit(self.name).magnitude)


@dataclass(frozen=True)
class StatedChoice(Stated):
    """A choice of the shipped policy as a sentence shows it."""

    def __str__(self) -> str:
        return show(contract_choice(self.name))


def _limit_of(name: str, entry: object) -> Limit:
    place = f"{LIMITS}: {name}"
    parts = entries_of(place, entry, ("value", "text", "sources"))
    return Limit(
        quantity_of(place, parts["value"]), text_of(place, parts["text"]),
        sources_of(place, parts["sources"]),
    )
