"""The sources: what every step, limit and rule cites, each with how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from bmcalc.core.texts import Bilingual, _
from bmcalc.resource_files import resource
from bmcalc.rules.folder_on_demand import FolderOnDemand
from bmcalc.rules.origin import Origin

_FOLDER: Final = "sources"


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
    """One source: a stable id, the citation, and its mark.

    A paper's citation reads alike in both languages; a convention is stated in each. ``label``
    says that it is the text of a label, which a protocol or a paper never is.
    """

    id: str
    citation: object
    mark: Mark
    label: bool = False


def origin_of(identifiers: Iterable[str], known: Mapping[str, Source]) -> Origin:
    """Return whose rule it is that cites these sources; of an unknown one nothing is said."""
    found = [known[one] for one in identifiers if one in known]
    if any(one.label for one in found):
        return Origin.LABEL
    if found and all(one.mark is Mark.CONVENTION for one in found):
        return Origin.CONVENTION
    return Origin.OTHER


@cache
def sources() -> Mapping[str, Source]:
    """Return every source by id, from ``resources/sources``; each is read when it is asked for."""
    return FolderOnDemand(
        _FOLDER, lambda: [path.name for path in source_files()],
        lambda _file, identifier, entry: source_of(identifier, entry),
    )


def source_of(identifier: str, entry: Mapping[str, Any]) -> Source:
    """Return a source from its TOML entry; raise KeyError or ValueError for an unusable one."""
    citation = entry["citation"]
    if isinstance(citation, Mapping):
        citation = Bilingual(citation["en"], citation["zh"])
    label = entry.get("label", False)
    if not isinstance(label, bool):
        raise ValueError(f"{identifier}: label is true or false")
    return Source(identifier, citation, Mark(entry["mark"]), label)


def source_files() -> list[Path]:
    """Return the files that hold the sources, one a field of medicine."""
    return sorted(resource(_FOLDER).glob("*.toml"))
