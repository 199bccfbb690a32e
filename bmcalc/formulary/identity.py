"""Which formulary and policy these are: the version people name, the SHA-256 that proves it."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bmcalc.formulary.site_names import TABLES
from bmcalc.resource_files import resource

_FOLDERS = ("sources", "formulary", "regimens")
_SHIPPED_FOLDERS, _SHIPPED_FILES = ("measures", "tables", "limits"), ("limits.toml",)
"""Measures, tables and limits: they decide verdicts as rules do. Of them a hospital lays over
``TABLES`` alone."""

_HEAD = "formulary.toml"
_POLICY = "policy.toml"

LOCAL = "local"
"""What a hospital's entries are called that name no version of their own."""


@dataclass(frozen=True)
class FormularyIdentity:
    """The version that people name and the hash that proves it."""

    version: str
    sha256: str


@cache
def shipped_identity() -> FormularyIdentity:
    """Return the identity of the formulary as it ships."""
    root = resource()
    return FormularyIdentity(_version(root), _sha256([(root, shipped_files())]))


def overlaid_identity(own: Path) -> FormularyIdentity:
    """Return the identity of the shipped formulary with a hospital's folder over it.

    A hospital names its version in its own ``formulary.toml``; without one it reads ``local``. A
    folder with a policy alone leaves the formulary the shipped one.
    """
    root, over = resource(), _own_files(own)
    if not over:
        return shipped_identity()
    layers = [(root, shipped_files()), (own, over)]
    version = f"{shipped_identity().version} + {_version(own) or LOCAL}"
    return FormularyIdentity(version, _sha256(layers))


def policy_sha256(own: Path | None = None) -> str:
    """Return the SHA-256 of the shipped policy file and of a hospital's over it.

    A hospital's file of comments alone, as a package installs it, decides nothing and is left out.
    """
    roots = [resource()] if own is None or not _decides(own / _POLICY) else [resource(), own]
    return _sha256([(root, [root / _POLICY]) for root in roots])


def _decides(policy: Path) -> bool:
    """Say whether a policy file names anything; one that cannot be read may."""
    try:
        lines = policy.read_bytes().splitlines()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return any(line.strip() and not line.lstrip().startswith(b"#") for line in lines)


def _formulary_files(root: Path) -> list[Path]:
    files = [path for path in (root / _HEAD,) if path.is_file()]
    for folder in _FOLDERS:
        files.extend(
            sorted(path for path in root.joinpath(folder).glob("*.toml") if path.is_file())
        )
    return files


def _own_files(own: Path) -> list[Path]:
    tables = [path for name in TABLES if (path := own / "tables" / name).is_file()]
    return [*_formulary_files(own), *tables]


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
    try:
        with root.joinpath(_HEAD).open("rb") as file:
            return str(tomllib.load(file).get("version", ""))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        return ""


def _sha256(layers: Iterable[tuple[Path, list[Path]]]) -> str:
    digest = hashlib.sha256()
    for root, files in layers:
        for path in files:
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(b"\0")
            digest.update(path.read_bytes())
    return digest.hexdigest()
