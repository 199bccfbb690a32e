"""Entries that are read when they are asked for, one by one, and never twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from threading import RLock
from typing import Final, TypeVar

_T = TypeVar("_T")

_READING: Final = RLock()
"""Held while an entry is read: two threads that ask for it get the same one."""


class OnDemand(Mapping[str, _T]):
    """Entries by id: ``ids`` go by the names of the files in the folder ``kind``.

    ``read`` gives None for an entry that is refused.

    An entry that is refused is not there, as in any mapping. So going through the entries reads
    them all; who wants no more than the ids asks for those.
    """

    def __init__(
        self, kind: str, ids: tuple[str, ...], read: Callable[[str], _T | None]
    ) -> None:
        self.kind = kind
        self.ids = ids
        self._read = read
        self._found: dict[str, _T | None] = {}

    @property
    def were_read(self) -> tuple[str, ...]:
        """The ids of the entries that have been read."""
        return tuple(self._found)

    def __getitem__(self, identifier: str) -> _T:
        found = self._found.get(identifier)
        if found is None:
            found = self._one(identifier)
        if found is None:
            raise KeyError(identifier)
        return found

    def __iter__(self) -> Iterator[str]:
        return (identifier for identifier in self.ids if self._one(identifier) is not None)

    def __len__(self) -> int:
        return sum(1 for _one in self)

    def _one(self, identifier: str) -> _T | None:
        if identifier not in self._found:
            with _READING:
                if identifier not in self._found:
                    if identifier not in self.ids:
                        return None
                    self._found[identifier] = self._read(identifier)
        return self._found[identifier]


def ids_of(entries: Mapping[str, object]) -> tuple[str, ...]:
    """Return the ids of entries, without reading any that are read on demand."""
    return entries.ids if isinstance(entries, OnDemand) else tuple(entries)
