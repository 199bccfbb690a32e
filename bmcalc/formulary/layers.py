"""The raw contents of the shipped files and, over them, a hospital's, entry by entry."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from bmcalc.core.texts import _
from bmcalc.formulary.essential_entry import ESSENTIAL, with_shared_essentials
from bmcalc.formulary.file_problems import FileProblem, Unreadable, read_content, validated
from bmcalc.formulary.folder_entries import FolderEntries, FolderFile
from bmcalc.formulary.identity import LOCAL
from bmcalc.formulary.overlay import not_left_out, overlaid
from bmcalc.formulary.shared_rules import SHARED_RULES, with_shared_rules
from bmcalc.formulary.sources import Source, source_of, sources
from bmcalc.parsed_files import read_toml_file
from bmcalc.resource_files import resource
from bmcalc.rules.quantities import Refusal

DRUGS, REGIMENS, SOURCES = "formulary", "regimens", "sources"
POLICY, HEAD = "policy.toml", "formulary.toml"

NO_FOLDER = FolderEntries({}, {})

_M = TypeVar("_M", bound=BaseModel)


@dataclass
class Layers:
    """The raw contents of the shipped folder and, over it, the hospital's."""

    own: FolderEntries
    problems: list[FileProblem] = field(default_factory=list)
    _as_shipped: dict[str, bytes] = field(default_factory=dict)

    def read(self, kind: str) -> dict[str, tuple[str, dict[str, Any]]]:
        """Return for every id the file that had the last word and the merged entries."""
        merged: dict[str, tuple[str, dict[str, Any]]] = {}
        for one in _shipped_files(kind):
            entries = _shipped_entries(one.name, one.content)
            if entries is not None:
                self._as_shipped[one.name] = one.content
            else:
                entries = self._entries(one)
            if entries is not None:
                merged[one.id] = (one.name, entries)
        for one in self.own.files(kind):
            self._as_shipped.pop(one.name, None)
            below = merged.pop(one.id, (one.name, {}))[1]
            entries = self._entries(one)
            if entries is not None:
                self.problems.extend(not_left_out(one.name, below, entries))
                merged[one.id] = (one.name, overlaid(below, entries))
        return merged

    def table(self, name: str) -> dict[str, Any]:
        """Return the entries of one table, a hospital's over the shipped; none where refused."""
        merged: dict[str, Any] = {}
        for one in filter(None, (_shipped_file(name), self.own.table(name))):
            entries = self._entries(one)
            if entries is None:
                return {}
            for label, own in entries.items():
                below = merged.get(label, {})
                if not (below and isinstance(own, dict)):
                    merged[label] = own
                    continue
                self.problems.extend(
                    replace(problem, path=f"{label}.{problem.path}")
                    for problem in not_left_out(name, below, own)
                )
                merged[label] = overlaid(below, own)
        return merged

    def policy(self) -> tuple[str, dict[str, Any]] | None:
        """Return the shipped policy with the hospital's entries over it.

        A hospital that decides something without a version of its own reads ``… + local``.
        """
        merged: dict[str, Any] = {}
        for one in filter(None, (_shipped_file(POLICY), self.own.alone.get(POLICY))):
            entries = self._entries(one)
            if entries is None:
                return None
            laboratory = entries.get("laboratory")
            if isinstance(laboratory, dict) and merged:
                entries = {**entries, "laboratory": {**merged["laboratory"], **laboratory}}
            if entries and merged and "version" not in entries:
                entries = {**entries, "version": f"{merged['version']} + {LOCAL}"}
            merged = overlaid(merged, entries)
        return POLICY, merged

    def sources(self) -> dict[str, Source]:
        """Return the shipped sources and the hospital's own beside them."""
        found = dict(sources())
        for one in self.own.files(SOURCES):
            for identifier, entry in (self._entries(one) or {}).items():
                self._add_source(found, one.name, identifier, entry)
        return found

    def _add_source(
        self, found: dict[str, Source], name: str, identifier: str, entry: Any
    ) -> None:
        if identifier in found:
            reason: object = _("This source stands already.")
        else:
            try:
                found[identifier] = source_of(identifier, entry)
            except (KeyError, TypeError, ValueError):
                reason = _("A source has a citation and a mark: verified, memory or convention.")
            else:
                return
        self.problems.append(FileProblem(name, identifier, reason))

    def version(self) -> str:
        """Return what the hospital calls its formulary; empty where it says nothing."""
        head = self.own.alone.get(HEAD)
        entries = {} if head is None else self._entries(head) or {}
        named = entries.pop("version", "")
        self.problems.extend(
            FileProblem(HEAD, name, _("This entry is not known here.")) for name in entries
        )
        if not isinstance(named, str):
            self.problems.append(FileProblem(HEAD, "version", _("A version is a text.")))
        return str(named)

    def _entries(self, file: FolderFile) -> dict[str, Any] | None:
        try:
            return _completed(file.name, read_content(file.content, file.name))
        except Unreadable as refused:
            self.problems.extend(refused.problems)
            return None

    def model(
        self, kind: type[_M], name: str, entries: dict[str, Any], identifier: str | None = None
    ) -> _M | None:
        """Return the validated model of one file, or None after noting why it was refused.

        A shipped file over which nothing is laid is validated once.
        """
        try:
            if name in self._as_shipped:
                return cast(
                    "_M", _shipped_model(kind, name, self._as_shipped[name], identifier)
                )
            return validated(kind, name, _named(entries, identifier))
        except Unreadable as refused:
            self.problems.extend(refused.problems)
            return None

    def is_shipped(self, name: str) -> bool:
        """Say whether nothing of a hospital's lies over a shipped file."""
        return name in self._as_shipped

    def accepted(self, found: list[FileProblem]) -> bool:
        """Note the problems of one file; say whether there were none."""
        self.problems.extend(found)
        return not found


def _completed(name: str, entries: dict[str, Any]) -> dict[str, Any]:
    """Return entries with the shared rules and facts that they name; raises Unreadable."""
    for part, complete in (
        (SHARED_RULES, with_shared_rules), (ESSENTIAL, with_shared_essentials),
    ):
        try:
            entries = complete(entries)
        except Refusal as refused:
            raise Unreadable([FileProblem(name, part, refused.text)]) from None
    return entries


@cache
def _shipped_entries(name: str, content: bytes) -> dict[str, Any] | None:
    """Return what a shipped file says, read once; None where something is wrong with it.

    ``content`` is what stands there now: another one is read anew. Nobody changes the entries.
    """
    path = resource(*name.split("/"))
    try:
        return _completed(name, read_toml_file(path)) if path.read_bytes() == content else None
    except (OSError, Unreadable, ValueError):
        return None


@cache
def _shipped_model(
    kind: type[BaseModel], name: str, content: bytes, identifier: str | None
) -> BaseModel:
    """Return the validated model of a shipped file; raises Unreadable."""
    return validated(kind, name, _named(_shipped_entries(name, content) or {}, identifier))


def _named(entries: dict[str, Any], identifier: str | None) -> dict[str, Any]:
    return entries if identifier is None else {**entries, "id": identifier}


def _shipped_files(kind: str) -> list[FolderFile]:
    """Return the shipped files of one kind by name; what a package misses is no shipped file."""
    return [
        FolderFile(path.stem, f"{kind}/{path.name}", path.read_bytes())
        for path in sorted(resource(kind).glob("*.toml"))
    ]


def _shipped_file(name: str) -> FolderFile:
    path = resource(*name.split("/"))
    return FolderFile(path.stem, name, path.read_bytes())
