"""Ledgers that made way for a restore: they stay in the folder, and no erased key stays in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

STEM: Final = "ledger-set-aside-"
"""Begins the name of every such file."""

_WAIT: Final = 1.0


def erase_in_set_aside(folder: Path, name: str) -> None:
    """Write over a key in every ledger that was set aside in a folder.

    One that cannot be read or written is left as it is: it is kept because it is damaged, and an
    erasure does not wait for it.
    """
    for path in sorted(folder.glob(f"{STEM}*.db")):
        with suppress(sqlite3.Error):
            _erase(path, name)


def _erase(path: Path, name: str) -> None:
    where = path.absolute().as_uri()
    with closing(sqlite3.connect(f"{where}?mode=rw", uri=True, timeout=_WAIT,
                                 isolation_level=None)) as connection:
        if connection.execute("SELECT 1 FROM secret WHERE name = ?", (name,)).fetchone() is None:
            return
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA secure_delete = ON").fetchall()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("DELETE FROM secret WHERE name = ?", (name,))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
