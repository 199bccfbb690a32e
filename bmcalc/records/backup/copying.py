"""Copying a ledger to where a backup lies: nothing is called copied before it was read back."""

from __future__ import annotations

import datetime
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from bmcalc.core.texts import _
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.reading import ledger_file
from bmcalc.records.ledger.sqlite_faults import fault_of
from bmcalc.saved_file import why_not_saved

_BLOCK: Final = 1 << 20
_PRIVATE: Final = 0o600
_DAY: Final = datetime.timedelta(days=1)


def whole_file(ledger: Path, target: Path) -> None:
    """Write a ledger, as it stands now, into one file that needs no other beside it."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE)
    os.close(descriptor)
    try:
        with closing(sqlite3.connect(target, isolation_level=None)) as made:
            with ledger_file(ledger) as file:
                file.copy_into(made)
            made.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.Error as error:
        raise fault_of(error, target) from error


@contextmanager
def staged(folder: Path, at: Moment) -> Iterator[Path]:
    """Give a folder of one's own within another; it is gone afterwards, whatever happened.

    What a program left that was cut off more than a day before ``at`` is removed.
    """
    for left in cut_off(folder, ".staged-*", at):
        shutil.rmtree(left, ignore_errors=True)
    stage = folder / f".staged-{os.getpid()}"
    with suppress(FileNotFoundError):
        shutil.rmtree(stage)
    stage.mkdir(mode=0o700)
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def cut_off(folder: Path, pattern: str, at: Moment) -> Iterator[Path]:
    """Return what bears a name of something unfinished and was not touched for a day."""
    before = at.instant() - _DAY
    for left in folder.glob(pattern):
        with suppress(OSError):
            touched = datetime.datetime.fromtimestamp(left.stat().st_mtime, datetime.UTC)
            if touched < before:
                yield left


def carry(source: Path, target: Path) -> str:
    """Copy a file to another place under a name of its own; return its SHA-256 as read back.

    Raises :class:`RecordsFault` where it did not arrive as it was.
    """
    try:
        with source.open("rb") as held, target.open("wb") as opened:
            shutil.copyfileobj(held, opened, _BLOCK)
            opened.flush()
            with suppress(OSError):
                os.fsync(opened.fileno())
        sent, arrived = sha256_of(source), sha256_of(target)
    except OSError as error:
        raise not_saved(target, error) from None
    if sent != arrived:
        raise RecordsFault(_("{file} was not saved: {reason}", file=str(target),
                             reason=_("what was written reads back differently")))
    return arrived


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def not_saved(path: Path, error: OSError) -> RecordsFault:
    """Return the sentence for a file that was not saved."""
    return RecordsFault(_("{file} was not saved: {reason}", file=str(path),
                          reason=why_not_saved(error)))
