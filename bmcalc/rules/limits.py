"""The limits of the house: each number once, with what it means and where it is from.

``resources/limits.toml`` holds those that the order check and many pages ask for by name, the files
of ``resources/limits`` those of single pages. A file is read when a limit of it is asked for, and
without pydantic, as carboplatin's page rests on the first one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Final

from bmcalc.core.numbers import plain
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Bilingual
from bmcalc.core.units import NO_UNIT
from bmcalc.rules.data_files import (
    entries_of,
    quantity_of,
    read_file,
    sources_of,
    text_of,
)

POLICY: Final = "policy.toml"
FILES: Final = (
    ("limits.toml",),
    *(("limits", f"{area}.toml") for area in (
        "body", "nutrition", "response", "radiotherapy", "scores", "analgesics",
    )),
)
"""The files that hold limits, the one that the first pages rest on before the others."""


@dataclass(frozen=True)
class Limit:
    """One number with its unit, the sentence that says what follows from it, and its sources.

    What is counted, such as lesions or months, has no unit.
    """

    value: Term
    text: Bilingual
    sources: tuple[str, ...]


@cache
def limits_of(*file: str) -> Mapping[str, Limit]:
    """Return the limits of one file by name, read once; ValueError for an unusable entry."""
    place = "/".join(file)
    return {name: _limit_of(f"{place}: {name}", entry) for name, entry in read_file(*file).items()}


@cache
def limit(name: str) -> Term:
    """Return the value of a limit; raises LookupError for a name that no file has."""
    for file in FILES:
        found = limits_of(*file).get(name)
        if found is not None:
            return found.value
    raise LookupError(f"there is no limit {name!r}")


def counted(name: str) -> int:
    """Return a limit that counts something as a whole number."""
    return int(limit(name).magnitude)


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


def _limit_of(place: str, entry: object) -> Limit:
    counts = isinstance(entry, dict) and "count" in entry
    parts = entries_of(place, entry, ("count" if counts else "value", "text", "sources"))
    value = _count_of(place, parts["count"]) if counts else quantity_of(place, parts["value"])
    return Limit(value, text_of(place, parts["text"]), sources_of(place, parts["sources"]))


def _count_of(place: str, written: object) -> Term:
    if type(written) is not int or written < 1:
        raise ValueError(f"{place} does not count anything")
    return Term(Decimal(written), NO_UNIT)
