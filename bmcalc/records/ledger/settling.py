"""Files that are there whole or not at all, whatever is cut off in between."""

from __future__ import annotations

import os
import sys
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Final

_UNSETTLED: Final = ".unsettled"
_BEGUN: Final = f"founding{_UNSETTLED}"


def unsettled(name: Path) -> Path:
    """Return a free name beside a file, under which its content is written first."""
    return name.with_name(f"{name.name}.{uuid.uuid4().hex}{_UNSETTLED}")


def settle(written: Path, name: Path) -> None:
    """Give a file that is written and on the disk its name; FileExistsError where that is taken.

    Two programs at once never both succeed, and neither writes over the other's file.
    """
    if sys.platform == "win32":
        written.rename(name)
    else:
        os.link(written, name)
        written.unlink()
    flush_folder(name.parent)


def begin(folder: Path) -> None:
    """Leave a mark that something is being made in a folder; :func:`sweep` takes it away."""
    (folder / _BEGUN).touch()
    flush_folder(folder)


def is_begun(folder: Path) -> bool:
    """Say whether something was begun in a folder and not finished."""
    return (folder / _BEGUN).exists()


def sweep(folder: Path, *names: str) -> None:
    """Remove what was cut off before it had one of these names, once all of these are there."""
    for name in names:
        for left in folder.glob(f"{name}.*{_UNSETTLED}*"):
            with suppress(OSError):
                left.unlink()
    with suppress(OSError):
        (folder / _BEGUN).unlink()


def flush_file(path: Path) -> None:
    """Let what any program wrote into a file reach the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_folder(folder: Path) -> None:
    """Let the names of new files reach the disk, where the system can be asked for it."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
