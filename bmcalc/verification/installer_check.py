"""Look, offline, at an installer that was carried in by hand.

A release puts ``SHA256SUMS`` beside the installers and signs that list with an Ed25519 key whose
public half ships with the program. Nothing of the installer is run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from bmcalc.core.texts import _
from bmcalc.core.work import Severity
from bmcalc.resource_files import resource
from bmcalc.verification.ed25519 import signed_by
from bmcalc.verification.manifest import (
    DEPARTMENT,
    department_hashes,
    file_hash,
    shipped_hashes,
)
from bmcalc.verification.release_contents import (
    changes,
    contents_name,
    file_changes,
    read_contents,
)
from bmcalc.version import __version__

SUMS = "SHA256SUMS"
SIGNATURE = "SHA256SUMS.sig"
PUBLIC_KEY = "release-key.pub"
NAMED = re.compile(r"bmcalc(?:-department)?[-_](\d+(?:\.\d+)*)(?:_amd64\.deb|-setup\.exe|\.msi)$")


class Trust(Enum):
    """How far an installer can be trusted."""

    SIGNED = "signed"
    TEST_SIGNED = "test_signed"
    NO_LIST = "no_list"
    NOT_LISTED = "not_listed"
    CHANGED = "changed"
    UNSIGNED = "unsigned"

    @property
    def label(self) -> object:
        """Return the sentence that people read."""
        return TRUST_SENTENCES[self]

    @property
    def severity(self) -> Severity:
        """Return how much the sentence weighs: only a release's own signature is not a warning."""
        return Severity.INFO if self is Trust.SIGNED else Severity.STOP


TRUST_SENTENCES: dict[Trust, object] = {
    Trust.SIGNED: _("The file is whole and its list of hashes is signed with the release key."),
    Trust.TEST_SIGNED: _("The file is whole, but this program was built with a test key, which "
                         "proves no origin. Do not install the file on a hospital PC."),
    Trust.NO_LIST: _("There is no SHA256SUMS beside the file. Do not install it."),
    Trust.NOT_LISTED: _("SHA256SUMS does not name this file. Do not install it."),
    Trust.CHANGED: _("The file is not the one that SHA256SUMS names. Do not install it."),
    Trust.UNSIGNED: _("SHA256SUMS is not signed with the release key. Do not install the file."),
}

TRUSTED = (Trust.SIGNED, Trust.TEST_SIGNED)
"""With a signature over the list, though a test key's proves no origin."""


@dataclass(frozen=True)
class InstallerCheck:
    """What was found about an installer file.

    ``version`` is the one in the file's name, empty for an unknown name. ``commit`` and what would
    change come from the signed contents of the release, and are empty where nothing can be trusted.
    """

    path: Path
    sha256: str
    version: str
    trust: Trust
    commit: str = ""
    changes: tuple[object, ...] = ()

    def change(self) -> object:
        """Return which version the installer would leave here, as a sentence."""
        if not self.version:
            return _("The name of the file does not say its version.")
        here, there = _numbers(__version__), _numbers(self.version)
        if here == there:
            return _("It would install version {version} again.", version=self.version)
        if there < here:
            return _("It would go back from version {now} to {version}.",
                     now=__version__, version=self.version)
        return _("It would update version {now} to {version}.",
                 now=__version__, version=self.version)


def check_installer(path: Path) -> InstallerCheck:
    """Check one installer against the signed list beside it. Raises OSError where unreadable."""
    named = NAMED.match(path.name)
    version = named[1] if named else ""
    sha256 = file_hash(path)
    sums = _read(path.parent / SUMS)
    listed = _hashes(sums)
    trust = _trust(path, sha256, sums, listed)
    if trust not in TRUSTED or not version:
        return InstallerCheck(path, sha256, version, trust)
    contents = path.parent / contents_name(version)
    try:
        if file_hash(contents) != listed.get(contents.name):
            raise ValueError("not the contents file of the release")
        release = read_contents(contents, path.name)
    except (OSError, ValueError):
        unknown = _("The contents file of the release is not beside it, so what changes in the "
                    "formulary and the files cannot be said.")
        return InstallerCheck(path, sha256, version, trust, changes=(unknown,))
    if path.name.startswith(DEPARTMENT):
        told = tuple(file_changes(release, department_hashes()))
    else:
        told = tuple(changes(release, shipped_hashes()))
    return InstallerCheck(path, sha256, version, trust, release.commit, told)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _hashes(sums: bytes) -> dict[str, str]:
    """Return the hash of each file by its name."""
    lines = (line.split() for line in sums.decode("utf-8", "replace").splitlines())
    return {line[1].lstrip("*"): line[0] for line in lines if len(line) == 2}


def _trust(path: Path, sha256: str, sums: bytes, listed: Mapping[str, str]) -> Trust:
    if not sums:
        return Trust.NO_LIST
    if path.name not in listed:
        return Trust.NOT_LISTED
    if listed[path.name] != sha256:
        return Trust.CHANGED
    try:
        signature = bytes.fromhex((path.parent / SIGNATURE).read_text(encoding="ascii").strip())
        key, *words = resource(PUBLIC_KEY).read_text(encoding="ascii").split()
        signed = signed_by(bytes.fromhex(key), sums, signature)
    except (OSError, ValueError):
        return Trust.UNSIGNED
    if not signed:
        return Trust.UNSIGNED
    return Trust.TEST_SIGNED if "TEST" in words else Trust.SIGNED


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
