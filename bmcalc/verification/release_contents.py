"""What a release is made of, and what it would change here.

A release carries one contents file beside its installers: version, commit, formulary, and for every
installer the SHA-256 of each file that it puts on the disk. The signed list of hashes names the
contents file too, so what it says is as sure as the installers are.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.identity import FormularyIdentity, shipped_identity
from bmcalc.formulary.in_force import formulary
from bmcalc.formulary.loading import DRUGS, POLICY, REGIMENS
from bmcalc.formulary.regimen_entry import Regimen

RESOURCES = "bmcalc/resources/"
LINUX, WINDOWS = "linux", "windows"
SYSTEM_NAMES: dict[str, object] = {LINUX: _("Debian-family Linux"), WINDOWS: _("Windows")}


@dataclass(frozen=True)
class ReleaseContents:
    """One installer of a release: what it holds, by the path in the installed folder."""

    version: str
    commit: str
    formulary: FormularyIdentity
    system: str
    files: Mapping[str, str]


def contents_name(version: str) -> str:
    """Return the name of the contents file of a release."""
    return f"bmcalc-{version}-contents.json"


def read_contents(file: Path, installer: str) -> ReleaseContents:
    """Return what the release says of one installer. Raises ValueError where it says nothing."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        one = told["installers"][installer]
        identity = FormularyIdentity(told["formulary"]["version"], told["formulary"]["sha256"])
        return ReleaseContents(
            told["version"], told["commit"], identity, one["system"], dict(one["files"])
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{file.name} says nothing of {installer}") from error


def this_system() -> str:
    """Return the system that this program runs on, as a release names it."""
    return WINDOWS if sys.platform == "win32" else LINUX


def changes(release: ReleaseContents, here: Mapping[str, str] | None) -> Iterator[object]:
    """Yield what a release would change, a sentence each.

    ``here`` holds the SHA-256 of every shipped file of this installation, by path; None in a
    source checkout, where only the formulary is compared.
    """
    if release.system == this_system():
        yield _formulary_sentence(release.formulary)
    yield from file_changes(release, here)


def file_changes(release: ReleaseContents, here: Mapping[str, str] | None) -> Iterator[object]:
    """Yield what a release would change of the files, a sentence each; ``here`` as above."""
    if release.system != this_system():
        yield _("It is made for {system}, not for this computer.",
                system=SYSTEM_NAMES.get(release.system, release.system))
        return
    if here is None:
        yield _("This is a source checkout, so no files are compared.")
        return
    changed = sorted(
        path for path in {*release.files, *here} if release.files.get(path) != here.get(path)
    )
    if not changed:
        yield _("Every file stays as it is.")
        return
    yield from _resources(changed)
    yield _("{changed} of {files} files change.", changed=len(changed), files=len(release.files))


def _formulary_sentence(then: FormularyIdentity) -> object:
    now = shipped_identity()
    if then == now:
        return _("The formulary stays {version}, with the same hash.", version=now.version)
    return _("The formulary changes from {now} to {then}.", now=now.version, then=then.version)


def _resources(changed: list[str]) -> Iterator[object]:
    in_force = formulary()
    if drugs := _named(changed, DRUGS, in_force.drugs):
        yield _("Drugs that change: {names}.", names=drugs)
    if regimens := _named(changed, REGIMENS, in_force.regimens):
        yield _("Regimens that change: {names}.", names=regimens)
    if any(path.endswith(f"{RESOURCES}{POLICY}") for path in changed):
        yield _("The shipped policy changes.")


def _named(
    changed: list[str], folder: str, known: Mapping[str, Drug] | Mapping[str, Regimen]
) -> Joined | None:
    """Return the names of what changes in a folder; a new entry is called by its file."""
    stems = [PurePosixPath(path).stem for path in changed if f"{RESOURCES}{folder}/" in path]
    names: list[object] = [known[stem].name if stem in known else stem for stem in stems]
    return Joined(names) if names else None
