"""Drugs to which a severe reaction to one says something about the others: taxanes, platinums.

They ship in ``resources/tables/related_drugs.toml``, with the rules that follow.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from bmcalc.core.texts import Bilingual
from bmcalc.formulary.drugs import drugs
from bmcalc.rules.data_files import read_file, text_of

_FILE = "related_drugs.toml"


@dataclass(frozen=True)
class DrugFamily:
    """Related drugs: ``drugs`` of the formulary, and the names of others by their ids."""

    drugs: tuple[str, ...]
    other_drugs: Mapping[str, Bilingual]

    @property
    def members(self) -> frozenset[str]:
        """The ids of all of them."""
        return frozenset((*self.drugs, *self.other_drugs))


@cache
def drug_families() -> tuple[DrugFamily, ...]:
    """Return every family; raises ValueError for an unusable entry."""
    return tuple(
        DrugFamily(tuple(entry["drugs"]), {
            name: text_of(f"{_FILE}: {name}", text)
            for name, text in entry.get("other_drugs", {}).items()
        })
        for entry in read_file("tables", _FILE)["families"]
    )


@cache
def given_instead() -> Mapping[str, frozenset[str]]:
    """Return for each drug those that are given in its place, by their ids."""
    found: dict[str, frozenset[str]] = {}
    for entry in read_file("tables", _FILE)["instead"]:
        group = frozenset(entry["drugs"])
        for one in group:
            found[one] = found.get(one, frozenset()) | (group - {one})
    return found


def other_drugs() -> Mapping[str, Bilingual]:
    """Return the related drugs that are not in the formulary, by their ids."""
    return {name: text for one in drug_families() for name, text in one.other_drugs.items()}


def name_of(identifier: str) -> object:
    """Return the name of a drug of the formulary, or of one that is only related to it."""
    found = drugs().get(identifier)
    return other_drugs()[identifier] if found is None else found.name


def related_to(drug: str) -> frozenset[str]:
    """Return the other drugs of the families of a drug."""
    found = [one.members for one in drug_families() if drug in one.members]
    return frozenset().union(*found) - {drug}


def related_to_any(drugs: Iterable[str]) -> frozenset[str]:
    """Return every drug that is related to one of these and is none of them."""
    wanted = set(drugs)
    return frozenset().union(*(related_to(one) for one in wanted)) - wanted


def reacts_to_related(drug: str, reactions: Collection[str]) -> bool:
    """Say whether one of the drugs with a severe reaction is related to a drug."""
    return not related_to(drug).isdisjoint(reactions)
