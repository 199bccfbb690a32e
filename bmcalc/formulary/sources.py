"""The sources: what every step, limit and rule cites, each with how sure it is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from bmcalc.core.texts import _
from bmcalc.resource_files import resource


class Mark(StrEnum):
    """How sure a fact is."""

    VERIFIED = "verified"
    MEMORY = "memory"
    CONVENTION = "convention"

    @property
    def label(self) -> object:
        """What people read beside a source."""
        return {
            Mark.VERIFIED: _("verified"),
            Mark.MEMORY: _("from memory"),
            Mark.CONVENTION: _("convention, awaits a pharmacist's signature"),
        }[self]


@dataclass(frozen=True)
class Source:
    """One source: a stable id, the citation, and its mark."""

    id: str
    citation: str
    mark: Mark


@cache
def sources() -> dict[str, Source]:
    """Return every source by id, read once from ``resources/sources``; an id stands once."""
    found: dict[str, Source] = {}
    for path in source_files():
        with path.open("rb") as file:
            entries = tomllib.load(file)
        for identifier, entry in entries.items():
            if identifier in found:
                raise ValueError(f"{path.name}: the source {identifier!r} stands twice")
            found[identifier] = Source(identifier, entry["citation"], Mark(entry["mark"]))
    return found


def source_files() -> list[Path]:
    """Return the files that hold the sources, one a field of medicine."""
    return sorted(resource("sources").glob("*.toml"))


_in_force: list[Mapping[str, Source]] = []


def put_sources_in_force(chosen: Mapping[str, Source] | None) -> None:
    """Let later answers cite a hospital's own sources too; None goes back to the shipped ones."""
    _in_force[:] = [] if chosen is None else [chosen]


def source(identifier: str) -> Source:
    """Return one source in force; raise KeyError where nobody wrote it down."""
    return (_in_force[0] if _in_force else sources())[identifier]
