"""Where the records of this computer lie, for all its users; never on a network."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

from bmcalc.core.texts import _
from bmcalc.records.faults import RecordsFault

NAMED_BY: Final = "BMCALC_RECORDS"
NETWORK: Final = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "ncpfs", "afs", "coda", "ceph", "glusterfs",
    "lustre", "davfs", "fuse.sshfs", "fuse.davfs2", "fuse.glusterfs", "fuse.ceph-fuse",
    "fuse.gvfsd-fuse", "fuse.rclone", "gfs2", "ocfs2",
})
"""File systems on another computer: the locks and the flushing of SQLite do not hold there."""

_REMOTE_DRIVE: Final = 4
_COMMON_FOLDER: Final = Path("/var/lib/bmcalc")


def records_folder() -> Path:
    """Return where the records lie; :class:`RecordsFault` for a place on a network."""
    folder = _named() or _of_the_system()
    refuse_network(folder)
    return folder


def _named() -> Path | None:
    named = os.environ.get(NAMED_BY, "").strip()
    if not named:
        return None
    if not Path(named).is_absolute():
        raise RecordsFault(_("BMCALC_RECORDS names no full path: {path}", path=named))
    return Path(named)


def _of_the_system() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData"), "bmcalc", "records")
    if is_installed():
        return _COMMON_FOLDER
    home = os.environ.get("XDG_DATA_HOME", "")
    return (Path(home) if home else Path.home() / ".local" / "share") / "bmcalc"


def is_installed() -> bool:
    """Say whether this is the installed program and not one run from its source."""
    return bool(getattr(sys, "frozen", False))


def refuse_network(folder: Path) -> None:
    """Raise :class:`RecordsFault` where a folder lies on another computer."""
    if is_network(folder):
        raise RecordsFault(_("The records cannot lie on a network ({folder}): two computers would "
                             "write over each other. A department shares them through its server.",
                             folder=str(folder)))


def lies_in(path: Path, folder: Path) -> bool:
    """Say whether a path is a folder or lies within it, wherever links lead."""
    inner, outer = (Path(os.path.normcase(os.path.realpath(one))) for one in (path, folder))
    return inner.is_relative_to(outer)


def is_network(folder: Path) -> bool:
    """Say whether a folder, or where it will be made, lies on another computer."""
    if sys.platform == "win32":
        return _is_network_on_windows(folder)
    return mounted_as(os.path.realpath(folder), _mounts()) in NETWORK


def mounted_as(path: str, mounts: str) -> str:
    """Return the kind of file system that holds a path; ``mounts`` is what /proc lists of them."""
    best, kind = "", ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = parts[1].encode().decode("unicode_escape")
        if len(point) >= len(best) and PurePosixPath(path).is_relative_to(point):
            best, kind = point, parts[2]
    return kind


def _mounts() -> str:
    try:
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def is_unc(path: str) -> bool:
    r"""Say whether a path of Windows names another computer, as ``\\server\share`` does."""
    written = path.replace("/", "\\")
    if written.startswith("\\\\?\\"):
        return written[4:].upper().startswith("UNC\\")
    return written.startswith("\\\\") and not written.startswith("\\\\.\\")


def _is_network_on_windows(folder: Path) -> bool:
    text = str(folder)
    if is_unc(text) or is_unc(os.path.realpath(folder)):
        return True
    import ctypes

    drive = PureWindowsPath(text).drive
    kind = getattr(ctypes, "windll").kernel32.GetDriveTypeW(f"{drive}\\")  # noqa: B009
    return bool(kind == _REMOTE_DRIVE)
