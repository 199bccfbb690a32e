"""The entries of a hospital's folder: each is read as it stands, or named as a fault in one line.

Nothing is passed over. Nobody can tell which drug or which limit an entry was meant to replace that
was not read, so that with one fault here no dose is taken from the shipped files in its place.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.file_problems import FileProblem
from bmcalc.formulary.shown_name import shown
from bmcalc.formulary.site_names import (
    ALONE,
    KINDS,
    LEFT_BY_UPGRADES,
    NOT_THE_HOSPITALS,
    READ,
    SHEETS,
    TABLES,
)
from bmcalc.saved_file import is_being_saved

LARGEST_FILE: Final = 512 * 1024
"""Bytes of one file. The largest that ships has 41 000."""

LARGEST_FOLDER: Final = 16 * LARGEST_FILE
"""Bytes of all files together."""

MOST_ENTRIES: Final = 1000
"""Entries of one folder."""

_ENDING = "toml"
_ID = re.compile(r"\w[\w-]*")
_REASONS: dict[int, object] = {
    errno.ELOOP: _("This link leads in a circle."),
    errno.ENOENT: _("This link leads nowhere, or the file has vanished."),
    errno.ENOTDIR: _("This is not a folder."),
}


class FolderFile(NamedTuple):
    """One file as it was read: the id that its name gives, its place in the folder, its bytes."""

    id: str
    name: str
    content: bytes


@dataclass(frozen=True)
class FolderEntries:
    """What a hospital's folder holds.

    ``of_kind`` are the files of ``formulary``, ``regimens``, ``sources`` and ``tables`` in the
    order of their names, ``alone`` those beside these folders. ``faults`` are the entries that
    nobody reads.
    """

    of_kind: Mapping[str, tuple[FolderFile, ...]]
    alone: Mapping[str, FolderFile]
    faults: tuple[FileProblem, ...] = ()

    def files(self, kind: str) -> tuple[FolderFile, ...]:
        """Return the files of one folder."""
        return self.of_kind.get(kind, ())

    def table(self, name: str) -> FolderFile | None:
        """Return the file that lies over a shipped table, ``tables/lvef.toml``; None without."""
        kind, _slash, own = name.partition("/")
        return next((one for one in self.files(kind) if f"{one.id}.{_ENDING}" == own), None)


class _Unread(Exception):
    """An entry was not read; its text says why."""

    def __init__(self, reason: object) -> None:
        super().__init__()
        self.reason = reason


def entries_of(folder: Path) -> FolderEntries:
    """Return what a hospital's folder holds, every entry read or named; never raises for it."""
    reading = _Reading(folder)
    reading.read_all()
    return FolderEntries(
        {kind: tuple(files) for kind, files in reading.of_kind.items()}, reading.alone,
        tuple(reading.faults),
    )


class _Reading:
    """One look at a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._bytes_left = LARGEST_FOLDER
        self.of_kind: dict[str, list[FolderFile]] = {}
        self.alone: dict[str, FolderFile] = {}
        self.faults: list[FileProblem] = []

    def read_all(self) -> None:
        """Read the folder and those in it."""
        try:
            names = _names_in(self._folder)
        except _Unread as unread:
            self._fault(shown(self._folder), unread.reason)
            return
        if not any(_canonical(name) in READ for name in names):
            self._fault(shown(self._folder), _("This folder holds none of these: {names}.",
                                               names=Joined(list(READ))))
            return
        for name in names:
            if name in KINDS:
                self._read_kind(name)
            elif _canonical(name) in ALONE:
                self._read_alone(name)
            elif not _may_lie_about(name):
                self._fault(shown(name), _("Nothing reads this. Expected: {names}.",
                                           names=Joined(list(READ))))

    def _fault(self, name: str, reason: object) -> None:
        self.faults.append(FileProblem(name, "", reason))

    def _read_alone(self, name: str) -> None:
        known = _canonical(name)
        content = self._content(name, shown(name))
        if known in self.alone:
            self._fault(shown(name), _("This stands twice: {other}.", other=self.alone[known].name))
        elif content is not None:
            self.alone[known] = FolderFile(known.removesuffix(f".{_ENDING}"), name, content)

    def _read_kind(self, kind: str) -> None:
        try:
            names = _names_in(self._folder / kind)
        except _Unread as unread:
            self._fault(kind, unread.reason)
            return
        read = self.of_kind.setdefault(kind, [])
        taken: dict[str, str] = {}
        for name in names:
            if is_being_saved(name):
                continue  # the file of its own name stands as it was until it is whole
            told = f"{kind}/{shown(name)}"
            stem = _stem(name)
            reason = _wrong_name(kind, name, stem)
            if reason is None and stem in taken:
                reason = _("This stands twice: {other}.", other=taken[stem])
            if reason is not None:
                self._fault(told, reason)
                continue
            taken[stem] = told
            content = self._content(f"{kind}/{name}", told)
            if content is not None:
                read.append(FolderFile(stem, told, content))

    def _content(self, name: str, told: str) -> bytes | None:
        try:
            content = content_of(self._folder / name)
        except _Unread as unread:
            self._fault(told, unread.reason)
            return None
        self._bytes_left -= len(content)
        if self._bytes_left < 0:
            self._fault(told, _("The files of this folder are larger than {most} bytes together.",
                                most=LARGEST_FOLDER))
            return None
        return content


def content_of(path: Path) -> bytes:
    """Return the bytes of a file; raises :class:`_Unread` for all but a readable one of its size.

    Nothing is opened that could keep the reader waiting, such as a pipe.
    """
    try:
        _ordinary(path.stat())
        waiting = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, os.O_RDONLY | waiting), "rb") as file:
            _ordinary(os.fstat(file.fileno()))
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise _Unread(_why(error)) from None
    if len(content) > LARGEST_FILE:
        raise _Unread(_too_large())
    return content


def _ordinary(about: os.stat_result) -> None:
    if stat.S_ISDIR(about.st_mode):
        raise _Unread(_("This is a folder. Only files are read here."))
    if not stat.S_ISREG(about.st_mode):
        raise _Unread(_("This is not an ordinary file."))
    if about.st_size > LARGEST_FILE:
        raise _Unread(_too_large())


def _too_large() -> object:
    return _("This file is larger than {most} bytes.", most=LARGEST_FILE)


def _why(error: OSError) -> object:
    reason = _REASONS.get(error.errno or 0)
    detail = error.strerror or type(error).__name__
    return reason or _("This file cannot be read: {detail}.", detail=detail)


def _names_in(folder: Path) -> list[str]:
    """Return the names in a folder in order; raises :class:`_Unread` where it cannot be listed."""
    if not os.path.lexists(folder):
        raise _Unread(_("There is no such folder."))
    try:
        with os.scandir(folder) as found:
            names = [entry.name for entry in islice(found, MOST_ENTRIES + 1)]
    except OSError as error:
        known = _REASONS.get(error.errno or 0)
        raise _Unread(known or _("This folder cannot be read.")) from None
    if len(names) > MOST_ENTRIES:
        raise _Unread(_("This folder holds more than {most} entries.", most=MOST_ENTRIES))
    return sorted(names, key=os.fsencode)


def _stem(name: str) -> str:
    """Return the name of a TOML file without its ending, which any case may have; else nothing."""
    stem, _dot, ending = name.rpartition(".")
    return stem if ending.lower() == _ENDING else ""


def _canonical(name: str) -> str:
    """Return a name with its ending in small letters; a name of another ending as it is."""
    stem = _stem(name)
    return f"{stem}.{_ENDING}" if stem else name


def _wrong_name(kind: str, name: str, stem: str) -> object | None:
    """Return why a file of this name is not read; None for a good name."""
    if not stem:
        return _("Nothing reads this: the name of a file ends in .toml.")
    if not name.isprintable():
        return _("This name cannot be read as UTF-8 text.")
    if kind == "tables" and _canonical(name) not in TABLES:
        return _("Nothing reads this. Expected: {names}.", names=Joined(list(TABLES)))
    if kind == "sources":
        return None
    as_an_id = unicodedata.normalize("NFC", stem.lower())
    if stem != as_an_id or not _ID.fullmatch(stem):
        return _("The name of a file is an id of small letters, digits, “-” and “_”, then .toml.")
    return None


def _may_lie_about(name: str) -> bool:
    """Say whether an entry beside the folders is nobody's formulary, such as settings and notes.

    A hidden one that looks like ours, as an editor leaves them, is none of these.
    """
    small = name.lower()
    ours = any(one.removesuffix(f".{_ENDING}") in small for one in READ)
    return (
        name in (*NOT_THE_HOSPITALS, SHEETS, *LEFT_BY_UPGRADES) or small.startswith("readme")
        or (small.startswith(".") and not ours)
    )
