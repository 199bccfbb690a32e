"""What SQLite says, in one sentence for people."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bmcalc.core.texts import _
from bmcalc.records.faults import RecordsFault, UnsoundLedger


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say of the file at a path into one sentence."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise fault_of(error, path) from error
    except ValueError as error:
        raise UnsoundLedger(_("A record in {file} is not what was written.",
                              file=str(path))) from error


def fault_of(error: sqlite3.Error | OSError, path: Path) -> RecordsFault:
    """Return the sentence for a fault of the store at this path."""
    folder = str(path.parent)
    if isinstance(error, OSError):
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return _full(folder)
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            return _no_right(folder)
        return _not_taken(folder)
    full_code = getattr(error, "sqlite_errorcode", 0)
    code = full_code & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}:
        return RecordsFault(_("Another program holds the records. Nothing was recorded; "
                              "try again in a moment."))
    if code == sqlite3.SQLITE_FULL:
        return _full(folder)
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM,
                sqlite3.SQLITE_AUTH}:
        return _no_right(folder)
    is_cut_off = full_code == sqlite3.SQLITE_IOERR_SHORT_READ
    if is_cut_off or code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB,
                              sqlite3.SQLITE_CONSTRAINT}:
        return UnsoundLedger(_("The records in {folder} are damaged. Nothing is added before "
                               "somebody has looked.", folder=folder))
    return _not_taken(folder)


def _not_taken(folder: str) -> RecordsFault:
    return RecordsFault(_("The disk did not take the record in {folder}. Nothing was recorded.",
                          folder=folder))


def _full(folder: str) -> RecordsFault:
    return RecordsFault(_("The disk that holds {folder} is full. Nothing was recorded.",
                          folder=folder))


def _no_right(folder: str) -> RecordsFault:
    return RecordsFault(_("You have no right to write into the records folder {folder}. Nothing "
                          "was recorded; ask whoever looks after this computer.", folder=folder))
