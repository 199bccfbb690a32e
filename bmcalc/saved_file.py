"""Saving a file: written, flushed and read back before anybody says that it was saved."""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from bmcalc.core.texts import _

_NOT_HERE: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_GONE: Final = frozenset({
    errno.ENOENT, errno.ENOTDIR, errno.ESTALE, errno.ENOTCONN, errno.EHOSTDOWN, errno.EHOSTUNREACH,
    errno.ENODEV, errno.ENXIO, errno.ETIMEDOUT,
})
_NO_FLUSH: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})
"""What a place answers that cannot be asked to flush; the reading back decides there."""

_BESIDE: Final = re.compile(r"\.bmcalc-[0-9]+\.part")


def save_file(path: Path, content: bytes) -> None:
    """Put these bytes into a file; return only after they were flushed and read back.

    They are written beside the file first, so that a fault leaves an older file as it was. Raises
    OSError where they do not stand there in the end.
    """
    place = Path(os.path.realpath(path))
    _only_over_files(place)
    beside = place.with_name(f".bmcalc-{os.getpid()}.part")
    try:
        _write(beside, content)
        _read_back(beside, content)
        beside.replace(place)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    _flush_folder(place.parent)
    _read_back(place, content)


def is_being_saved(name: str) -> bool:
    """Say whether a file of this name is one that :func:`save_file` is writing just now."""
    return _BESIDE.fullmatch(name) is not None


def save_text(path: Path, text: str) -> None:
    """Put a text into a file as UTF-8, as :func:`save_file` does."""
    save_file(path, text.encode("utf-8"))


def why_not_saved(error: OSError) -> object:
    """Return why a file was not saved, in the reader's language."""
    code = error.errno
    if code in _FULL:
        return _("the disk is full")
    if code in _NOT_HERE:
        return _("nothing may be written in this place")
    if code in _GONE:
        return _("this place cannot be reached")
    return error.strerror or type(error).__name__


def _only_over_files(place: Path) -> None:
    """Refuse to write over what is no file, such as a folder or a device."""
    try:
        mode = place.stat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, str(_("there is something else of this name")))


def _write(beside: Path, content: bytes) -> None:
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        try:
            os.fsync(file.fileno())
        except OSError as error:
            if error.errno not in _NO_FLUSH:
                raise


def _read_back(place: Path, content: bytes) -> None:
    if place.read_bytes() != content:
        raise OSError(errno.EIO, str(_("what was written reads back differently")))


def _flush_folder(folder: Path) -> None:
    """Let the name of the file reach the disk too, where a folder can be flushed."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
