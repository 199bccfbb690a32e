"""Which formulary and policy these are: the version people name, the SHA-256 that proves it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bmcalc.parsed_files import read_toml_file
from bmcalc.resource_files import resource

if TYPE_CHECKING:
    from bmcalc.formulary.folder_entries import FolderEntries, FolderFile

_FOLDERS = ("sources", "formulary", "regimens")
_SHIPPED_FOLDERS, _SHIPPED_FILES = ("measures", "tables", "limits"), ("limits.toml",)
"""Measures, tables and limits: they decide verdicts as rules do. Of them a hospital lays over
``TABLES`` alone."""

_HEAD = "formulary.toml"
_POLICY = "policy.toml"

LOCAL = "local"
"""What a hospital's entries are called that name no version of their own."""


class FormularyIdentity(NamedTuple):
    """The version that people name and the hash that proves it."""

    version: str
    sha256: str


@cache
def shipped_identity() -> FormularyIdentity:
    """Return the identity of the formulary as it ships."""
    root = resource()
    return FormularyIdentity(_version(root), _sha256(_read(root, shipped_files())))


def overlaid_identity(own: FolderEntries, version: str = "") -> FormularyIdentity:
    """Return the identity of the shipped formulary with a hospital's folder over it.

    ``version`` is what the hospital calls it; without one it reads ``local``. A folder with a
    policy alone leaves the formulary the shipped one.
    """
    over = [own.alone[_HEAD]] if _HEAD in own.alone else []
    over += [one for kind in (*_FOLDERS, "tables") for one in own.files(kind)]
    if not over:
        return shipped_identity()
    named = f"{shipped_identity().version} + {version or LOCAL}"
    return FormularyIdentity(named, _sha256([*_read(resource(), shipped_files()), *_own(over)]))


def policy_sha256(own: FolderEntries | None = None) -> str:
    """Return the SHA-256 of the shipped policy file and of a hospital's over it.

    A hospital's file of comments alone, as a package installs it, decides nothing and is left out.
    """
    root = resource()
    policy = None if own is None else own.alone.get(_POLICY)
    over = [policy] if policy is not None and _decides(policy.content) else []
    return _sha256([*_read(root, [root / _POLICY]), *_own(over)])


def _decides(policy: bytes) -> bool:
    """Say whether a policy file names anything."""
    return any(
        line.strip() and not line.lstrip().startswith(b"#") for line in policy.splitlines()
    )


def _formulary_files(root: Path) -> list[Path]:
    files = [path for path in (root / _HEAD,) if path.is_file()]
    for folder in _FOLDERS:
        files.extend(
            sorted(path for path in root.joinpath(folder).glob("*.toml") if path.is_file())
        )
    return files


def shipped_files() -> list[Path]:
    """Return the shipped files that the identity proves: all that decide a verdict, bar the policy.

    The policy has a hash of its own.
    """
    root = resource()
    files = [*_formulary_files(root), *(root / name for name in _SHIPPED_FILES)]
    for folder in _SHIPPED_FOLDERS:
        files.extend(
            sorted(path for path in root.joinpath(folder).glob("*.toml") if path.is_file())
        )
    return files


def _version(root: Path) -> str:
    return str(read_toml_file(root / _HEAD)["version"])


def _read(root: Path, files: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    for path in files:
        yield path.relative_to(root).as_posix(), path.read_bytes()


def _own(files: Iterable[FolderFile]) -> Iterator[tuple[str, bytes]]:
    for one in files:
        yield one.name, one.content


def _sha256(files: Iterable[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for name, content in files:
        digest.update(name.encode())
        digest.update(b"\0")
        digest.update(content)
    return digest.hexdigest()
