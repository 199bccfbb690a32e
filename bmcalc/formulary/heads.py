"""What an entry is called: the names at the head of its file, read without the rest of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Protocol, TypeVar

from pydantic import BaseModel, ConfigDict

from bmcalc.core.texts import Bilingual
from bmcalc.formulary.drug_names import WrittenNames
from bmcalc.formulary.file_problems import Unreadable, read_toml, validated
from bmcalc.formulary.on_demand import OnDemand
from bmcalc.parsed_files import read_names
from bmcalc.resource_files import resource
from bmcalc.rules.quantities import Name


class Named(Protocol):
    """An entry with its id and its name in both languages."""

    @property
    def id(self) -> str:
        """The name of its file."""

    @property
    def name(self) -> Bilingual:
        """What people read."""


class Head(BaseModel):
    """The names of a drug or regimen; nothing else of its file is looked at."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    id: str
    name: Name
    names: tuple[WrittenNames, ...] = ()


_N = TypeVar("_N", bound=Named)


@cache
def read_head(kind: str, identifier: str) -> Head | None:
    """Return the names in a shipped file, read once; None where they cannot be read."""
    name = f"{kind}/{identifier}.toml"
    try:
        entries = read_toml(resource(kind, f"{identifier}.toml"), name, read_names)
        return validated(Head, name, {**entries, "id": identifier})
    except Unreadable:
        return None


def heads_of(entries: Mapping[str, _N]) -> Iterator[_N | Head]:
    """Give what every entry is called, reading no more than that of those read on demand.

    An entry may yet be refused for the rest of its file.
    """
    if isinstance(entries, OnDemand):
        for identifier in entries.ids:
            head = read_head(entries.kind, identifier)
            if head is not None:
                yield head
    else:
        yield from entries.values()
