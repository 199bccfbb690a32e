"""The files of a ledger as the system sees them, looked at before SQLite touches any.

They are asked for by name only: closing a second handle to the ledger's own file would let go of
the locks that SQLite holds on it.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from bmcalc.core.texts import _
from bmcalc.records.faults import RecordsFault, UnsoundLedger
from bmcalc.records.ledger.settling import flush_file, flush_folder, is_begun

Identity = tuple[int, int] | None
Identities = tuple[Identity, Identity, Identity]
"""Device and number of the ledger, its log and its locks; None for none."""

_LOCKED_FROM: Final = 0x40000000
_LOCKED: Final = 512
"""The bytes that SQLite locks (its PENDING_BYTE and what follows)."""

_SMALLEST: Final = 512
"""Bytes of the smallest page of SQLite, which every ledger exceeds."""


def log_of(path: Path) -> Path:
    """Return where SQLite keeps what is recorded but not yet in the ledger's file."""
    return path.with_name(path.name + "-wal")


def flush_log(path: Path) -> None:
    """Put on the disk what another program wrote and was cut off before it was there.

    Its events are read as others are: whatever is said of them must outlive a power cut.
    """
    log, folder = log_of(path), path.parent
    is_written = log.exists() and log.stat().st_size > 0
    if is_written:
        flush_file(log)
    if is_written or is_begun(folder):
        flush_folder(folder)


def identities(path: Path) -> Identities:
    """Return which files lie under the names of the ledger, its log and its locks; None for none.

    Whoever goes on in a removed one is alone: nobody sees its locks, nobody reads what it writes.
    """
    return _identity(path), _identity(f"{path}-wal"), _identity(f"{path}-shm")


def is_shared_without_us(path: Path, ours: Identities) -> bool:
    """Say whether another program has put new locks in the place of the ones we hold."""
    return _identity(f"{path}-shm") not in {None, ours[2]}


@contextmanager
def left_as_it_is(path: Path) -> Iterator[None]:
    """Keep SQLite from moving its log into the ledger while a connection is closed.

    It does so where it can lock the whole ledger. A lock of another kind on the same bytes, which
    Linux has, stands in its way.
    """
    lock = _shared_lock(path)
    try:
        yield
    finally:
        if lock is not None:
            os.close(lock)


def _shared_lock(path: Path) -> int | None:
    if sys.platform != "linux":
        return None
    import fcntl

    lock = struct.pack("hhqqi4x", fcntl.F_RDLCK, os.SEEK_SET, _LOCKED_FROM, _LOCKED, 0)
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, lock)
        return descriptor
    return None


def _identity(file: Path | str) -> Identity:
    try:
        status = os.stat(file)  # noqa: PTH116
    except OSError:
        return None
    return status.st_dev, status.st_ino


def refuse_orphan(path: Path) -> None:
    """Refuse to found beside a log whose ledger is gone: SQLite would read it into the new one."""
    if log_of(path).exists():
        raise UnsoundLedger(_("The ledger in {folder} is gone, but {file} is there. Nothing is "
                              "added before somebody has looked; restore the records from a "
                              "backup.", folder=str(path.parent), file=log_of(path).name))


def refuse_what_is_no_file(path: Path) -> None:
    """Refuse what SQLite would take for an empty file, and then throw its log away."""
    if not path.exists():
        refuse_orphan(path)
        raise RecordsFault(_("There are no records in {folder}.", folder=str(path.parent)))
    if not path.is_file() or path.stat().st_size < _SMALLEST:
        raise UnsoundLedger(_("{file} is not a ledger of bmcalc.", file=str(path)))
