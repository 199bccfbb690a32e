"""Writing into the hospital's folder: judged as a whole first, then saved file by file.

Nothing is written that the check objects to, and no file that somebody else changed meanwhile.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bmcalc.core.texts import _
from bmcalc.formulary.file_problems import FileProblem
from bmcalc.formulary.folder_entries import FolderEntries, FolderFile, entries_of
from bmcalc.formulary.layers import NO_FOLDER
from bmcalc.formulary.loading import Formulary, laid_over
from bmcalc.formulary.reviews import REVIEWS
from bmcalc.formulary.site_names import ALONE, NOT_THE_HOSPITALS, READ, SHEETS
from bmcalc.saved_file import save_file

Files = Mapping[str, bytes]
"""New contents by place in the folder, ``regimens/tc.toml``."""

_ENDING: Final = ".toml"


@dataclass(frozen=True)
class Judged:
    """A folder with new files in it, as the program would read it."""

    formulary: Formulary
    problems: tuple[FileProblem, ...]

    def of(self, name: str) -> list[FileProblem]:
        """Return what is wrong with one file."""
        return [one for one in self.problems if one.file == name]


def folder_now(folder: Path | None) -> FolderEntries:
    """Return what a folder holds at this moment; nothing where it does not exist or is empty.

    The settings for all users and the records are nobody's formulary.
    """
    if folder is None or not folder.is_dir():
        return NO_FOLDER
    if all(one.name in NOT_THE_HOSPITALS for one in folder.iterdir()):
        return NO_FOLDER
    return entries_of(folder)


def judged(own: FolderEntries, files: Files) -> Judged:
    """Return how the program would read a folder with these files in it.

    ``problems`` are those that come with the files. Signatures that lose their hold by a change
    are none of them: the entry waits for its signature again.
    """
    laid = laid_over(with_files(own, files))
    asked = laid.problems and own is not NO_FOLDER
    before = {str(one) for one in laid_over(own).problems} if asked else set()
    new = tuple(
        one for one in laid.problems if str(one) not in before and one.file != REVIEWS
    )
    return Judged(laid, new)


def with_files(own: FolderEntries, files: Files) -> FolderEntries:
    """Return the entries of a folder with these files in the place of those of their names."""
    of_kind = {kind: list(there) for kind, there in own.of_kind.items()}
    alone = dict(own.alone)
    for name, content in files.items():
        kind, _slash, base = name.rpartition("/")
        file = FolderFile(base.removesuffix(_ENDING), name, content)
        if kind == SHEETS:
            continue
        if not kind:
            alone[name] = file
            continue
        rest = [one for one in of_kind.get(kind, []) if one.id != file.id]
        of_kind[kind] = sorted([*rest, file], key=lambda one: os.fsencode(one.name))
    return FolderEntries({kind: tuple(there) for kind, there in of_kind.items()}, alone, own.faults)


def changed_meanwhile(read: FolderEntries, now: FolderEntries, files: Files) -> object | None:
    """Return which file is not what it was when it was read; None where all are.

    One that holds already what is to be written, as after a saving that broke off, is as good. Of
    the others none may be missing: behind a share that was disconnected the shipped entries would
    come into force in their place.
    """
    there = files_of(now)
    gone = next((name for name in files_of(read) if name not in there and name not in files), None)
    if gone is not None:
        return _("{file} is no longer there: was the folder moved, or a share disconnected? "
                 "Nothing was written.", file=gone)
    for name, content in files.items():
        if _bytes_of(now, name) not in (_bytes_of(read, name), content):
            return _("{file} was changed meanwhile by somebody else. Open it again.", file=name)
    return None


def save_files(folder: Path, files: Files) -> None:
    """Write files into a folder, each flushed and read back; raises OSError with the first fault.

    They are written in their order: what others rest on stands first.
    """
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        save_file(path, content)


def files_of(own: FolderEntries) -> dict[str, bytes]:
    """Return every file of a folder, to lay them into another one."""
    every = [*own.alone.values(), *(one for there in own.of_kind.values() for one in there)]
    return {one.name: one.content for one in every}


def sheets_of(folder: Path | None) -> dict[str, bytes]:
    """Return the sheets that were signed and kept in a folder; raises OSError for unreadable ones.

    They go along where the files of a folder are laid into another one.
    """
    if folder is None:
        return {}
    return {
        f"{SHEETS}/{one.name}": one.read_bytes()
        for one in sorted((folder / SHEETS).glob("*.json")) if one.is_file()
    }


def why_not_chosen(folder: Path) -> object | None:
    """Return why a folder cannot take the hospital's files; None where it can.

    It is empty: one that holds another hospital's files would mix two formularies.
    """
    try:
        names = {one.name for one in folder.iterdir()}
    except OSError as error:
        return _("This folder cannot be read: {detail}.", detail=error.strerror)
    if names & {*READ, *ALONE}:
        return _("This folder holds a formulary already. Choose an empty one.")
    return _("This folder is not empty. Choose an empty one.") if names else None


def _bytes_of(own: FolderEntries, name: str) -> bytes | None:
    kind, _slash, base = name.rpartition("/")
    if not kind:
        file = own.alone.get(name)
    else:
        identifier = base.removesuffix(_ENDING)
        file = next((one for one in own.files(kind) if one.id == identifier), None)
    return None if file is None else file.content
