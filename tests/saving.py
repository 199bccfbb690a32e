"""Places that take no file: a full disk, a folder that may not be written, a share that is gone."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534


@contextmanager
def small_disk(folder: Path, kilobytes: int = 16) -> Iterator[Path]:
    """Give a disk of a few kilobytes; skip where none can be mounted."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)],
        capture_output=True, check=False,
    )
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def full(patch: pytest.MonkeyPatch) -> None:
    """Let the disk be full at the moment of flushing."""
    def no_room(_file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    patch.setattr("os.fsync", no_room)


def gone(patch: pytest.MonkeyPatch) -> None:
    """Let the share vanish once everything was written."""
    def vanished(_path: Path) -> bytes:
        raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))

    patch.setattr(Path, "read_bytes", vanished)


def closed(patch: pytest.MonkeyPatch) -> None:
    """Let nothing be written here."""
    plain = Path.open

    def refused(path: Path, mode: str = "r", *given: object, **named: object) -> object:
        if "w" in mode:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return plain(path, mode, *given, **named)

    patch.setattr(Path, "open", refused)


def corrupted(patch: pytest.MonkeyPatch) -> None:
    """Let other bytes be read back than were written."""
    plain = Path.read_bytes
    patch.setattr(Path, "read_bytes", lambda path: plain(path)[:-1] + b"?")


FAULTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "the disk is full": full,
    "this place cannot be reached": gone,
    "nothing may be written in this place": closed,
    "what was written reads back differently": corrupted,
}
"""Ways in which saving fails, by what is told of them."""
