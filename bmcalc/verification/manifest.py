"""Which files were shipped, and whether each is still the one that was shipped."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from bmcalc.core.texts import _

MANIFEST = "manifest.json"
DEPARTMENT = "bmcalc-department"
"""The folder of a department's program, beside this one's; another installer puts it there."""

WRITTEN_BY_SETUP = frozenset({MANIFEST, "uninstall.exe"})


class Fault(Enum):
    """What can be wrong with a file of the installation."""

    MISSING = "missing"
    CHANGED = "changed"
    ADDED = "added"

    @property
    def label(self) -> object:
        """Return the word that people read."""
        return FAULT_WORDS[self]


FAULT_WORDS: dict[Fault, object] = {
    Fault.MISSING: _("missing"),
    Fault.CHANGED: _("changed"),
    Fault.ADDED: _("not one that was shipped"),
}


@dataclass(frozen=True)
class FileCheck:
    """One file of the installation: its SHA-256 now, and what is wrong with it."""

    path: str
    sha256: str
    fault: Fault | None = None


def installed_folder() -> Path | None:
    """Return the folder of the installed program, or None in a source checkout."""
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None


def in_two_lines(sha256: str) -> str:
    """Return a SHA-256 as people compare it: whole, in two lines; nothing for none."""
    return "\n".join(part for part in (sha256[:32], sha256[32:]) if part)


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file. Raises OSError where it cannot be read."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def shipped_files(folder: Path) -> Iterable[Path]:
    """Yield the files of a built program in order; what a setup writes beside them is left out."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.name not in WRITTEN_BY_SETUP:
            yield path


def write_manifest(folder: Path) -> Path:
    """Write the hash of every file of a built program into its folder; return the file."""
    hashes = {
        path.relative_to(folder).as_posix(): file_hash(path) for path in shipped_files(folder)
    }
    path = folder / MANIFEST
    path.write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8", newline="\n")
    return path


def shipped_hashes() -> dict[str, str] | None:
    """Return the hash of every shipped file of this installation, by path; None in a checkout."""
    folder = installed_folder()
    if folder is None:
        return None
    return _listed(folder) or {}


def department_hashes() -> dict[str, str] | None:
    """Return the hash of every shipped file of a department's program, by path.

    Empty where it is not installed; None in a checkout.
    """
    folder = installed_folder()
    return None if folder is None else _listed(folder.parent / DEPARTMENT) or {}


def manifest_hash() -> str:
    """Return the SHA-256 of the list of shipped files; empty in a checkout or without one."""
    folder = installed_folder()
    try:
        return "" if folder is None else file_hash(folder / MANIFEST)
    except OSError:
        return ""


def check_installation() -> list[FileCheck] | None:
    """Check every file of this installation, and of a department's program where there is one.

    None in a checkout.
    """
    folder = installed_folder()
    if folder is None:
        return None
    beside = folder.parent / DEPARTMENT
    checks = check_manifest(beside) if beside.is_dir() and any(shipped_files(beside)) else []
    return check_manifest(folder) + [
        replace(check, path=f"../{DEPARTMENT}/{check.path}") for check in checks
    ]


def check_manifest(folder: Path) -> list[FileCheck]:
    """Check every file of an installation; a missing manifest is itself a fault."""
    shipped = _listed(folder)
    if shipped is None:
        return [FileCheck(MANIFEST, "", Fault.MISSING)]
    checks = [_check(folder, name, wanted) for name, wanted in shipped.items()]
    found = (path.relative_to(folder).as_posix() for path in shipped_files(folder))
    return checks + [FileCheck(name, "", Fault.ADDED) for name in found if name not in shipped]


def _listed(folder: Path) -> dict[str, str] | None:
    """Return the hash of each file by its path, or None where the list cannot be read."""
    try:
        listed: dict[str, str] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return listed


def _check(folder: Path, name: str, wanted: str) -> FileCheck:
    try:
        found = file_hash(folder / name)
    except OSError:
        return FileCheck(name, "", Fault.MISSING)
    return FileCheck(name, found, None if found == wanted else Fault.CHANGED)
