"""The entries of several data files as one mapping: each is read when it is first asked for.

Which file holds an entry was noted when the files were parsed; the note only says where to look
first. What the mapping gives always stands in that file now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

from bmcalc.parsed_files import noted_file
from bmcalc.rules.data_files import read_file

_T = TypeVar("_T")


class FolderOnDemand(Mapping[str, _T]):
    """The entries by id.

    ``files`` names the files of ``folder``; ``read`` makes one of its file, its id, and what stands
    there. Going through the entries opens every file, and raises ValueError for an id that stands
    twice.
    """

    def __init__(
        self, folder: str, files: Callable[[], Iterable[str]],
        read: Callable[[str, str, Any], _T],
    ) -> None:
        self._folder = folder
        self._files = files
        self._read = read
        self._opened: dict[str, Mapping[str, Any]] = {}
        self._found: dict[str, _T] = {}

    def __getitem__(self, identifier: str) -> _T:
        found = self._found.get(identifier)
        if found is None:
            name = self._file_of(identifier)
            made = self._read(name, identifier, self._open(name)[identifier])
            found = self._found.setdefault(identifier, made)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def _file_of(self, identifier: str) -> str:
        """Return the name of the file that holds an entry; raises KeyError where none does."""
        noted = noted_file(self._folder, identifier)
        if noted is not None:
            try:
                if identifier in self._open(noted):
                    return noted
            except FileNotFoundError:
                pass
        return self._places[identifier]

    def _open(self, name: str) -> Mapping[str, Any]:
        opened = self._opened.get(name)
        if opened is None:
            opened = self._opened[name] = read_file(self._folder, name)
        return opened

    @cached_property
    def _places(self) -> Mapping[str, str]:
        """The file of every entry, in the order of the files."""
        places: dict[str, str] = {}
        for name in self._files():
            for identifier in self._open(name):
                if identifier in places:
                    raise ValueError(f"{self._folder}/{name}: {identifier!r} stands twice")
                places[identifier] = name
        return places
