"""The entries of one drug or regimen as they stand: shipped, the hospital's, one over the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, TypeAlias

from bmcalc.formulary.file_problems import Unreadable, read_content, read_toml
from bmcalc.formulary.folder_entries import FolderEntries, FolderFile
from bmcalc.formulary.layers import DRUGS, REGIMENS
from bmcalc.formulary.overlay import overlaid
from bmcalc.resource_files import resource

Kind: TypeAlias = Literal["drug", "regimen"]

FOLDERS: Final[Mapping[Kind, str]] = {"drug": DRUGS, "regimen": REGIMENS}
"""Where the files of each kind stand."""


def shipped_ids(kind: Kind) -> tuple[str, ...]:
    """Return the ids of what ships, without reading any file."""
    return tuple(path.stem for path in sorted(resource(FOLDERS[kind]).glob("*.toml")))


def shipped_entries(kind: Kind, identifier: str) -> dict[str, Any]:
    """Return what the shipped file says; nothing where none ships."""
    path = resource(FOLDERS[kind], f"{identifier}.toml")
    return read_toml(path, path.name) if path.is_file() else {}


def own_file(own: FolderEntries, kind: Kind, identifier: str) -> FolderFile | None:
    """Return the hospital's file; None where it has none."""
    return next((one for one in own.files(FOLDERS[kind]) if one.id == identifier), None)


def own_entries(own: FolderEntries, kind: Kind, identifier: str) -> dict[str, Any]:
    """Return what the hospital's file says; nothing where it has none, or one that is no TOML."""
    file = own_file(own, kind, identifier)
    try:
        return {} if file is None else read_content(file.content, file.name)
    except Unreadable:
        return {}


def entries_in_force(own: FolderEntries, kind: Kind, identifier: str) -> dict[str, Any]:
    """Return the entries of the shipped file with the hospital's over them, not yet judged."""
    shipped, hospitals = shipped_entries(kind, identifier), own_entries(own, kind, identifier)
    return overlaid(shipped, hospitals) if hospitals else shipped
