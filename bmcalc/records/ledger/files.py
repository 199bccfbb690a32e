"""The files of a ledger as the system sees them, looked at before SQLite touches any.

They are asked for by name only: closing a second handle to the ledger's own file would let go of
the locks that SQLite holds on it.
"""

from __future__ import annotations

from pathlib import Path

from bmcalc.core.texts import _
from bmcalc.records.faults import RecordsFault, UnsoundLedger


def log_of(path: Path) -> Path:
    """Return where SQLite keeps what is recorded but not yet in the ledger's file."""
    return path.with_name(path.name + "-wal")


def identities(path: Path) -> tuple[tuple[int, int] | None, ...]:
    """Return which files lie under the names of the ledger and of its log; None for none."""
    return tuple(_identity(file) for file in (path, log_of(path)))


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except FileNotFoundError:
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
    if not path.is_file() or not path.stat().st_size:
        raise UnsoundLedger(_("{file} is not a ledger of bmcalc.", file=str(path)))
