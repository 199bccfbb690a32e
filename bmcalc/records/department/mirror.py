"""A copy of the department's events here, so that work can go on while the server is away.

It is no truth of its own: it can be deleted, and is filled again from the server.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Self

from bmcalc.records.ledger.sqlite_faults import fault_of
from bmcalc.records.ledger.store import Stored

FILE: Final = "department-copy.db"
_TABLE: Final = """
CREATE TABLE IF NOT EXISTS event (
    seq INTEGER PRIMARY KEY, event_id TEXT NOT NULL UNIQUE, content BLOB NOT NULL,
    hash BLOB NOT NULL, signature BLOB NOT NULL
) STRICT
"""


class Mirror:
    """The events of the department as they were when the server last answered."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the copy in a records folder, made where there is none."""
        path = folder / FILE
        try:
            connection = sqlite3.connect(path, isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(_TABLE)
        except sqlite3.Error as error:
            raise fault_of(error, path) from error
        return cls(connection)

    def newest(self) -> Stored | None:
        """Return the newest event that was copied."""
        row = self._connection.execute(
            "SELECT seq, event_id, content, hash, signature FROM event ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        return None if row is None else Stored(*row)

    def copy(self, events: Sequence[Stored]) -> None:
        """Take events that follow the newest one."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            self._connection.executemany(
                "INSERT OR IGNORE INTO event (seq, event_id, content, hash, signature)"
                " VALUES (?, ?, ?, ?, ?)",
                ((one.seq, one.event_id, one.content, one.hash, one.signature) for one in events),
            )
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise

    def read_from(self, seq: int) -> Iterator[Stored]:
        """Return the copied events from a number on."""
        for row in self._connection.execute(
                "SELECT seq, event_id, content, hash, signature FROM event"
                " WHERE seq >= ? ORDER BY seq", (seq,)).fetchall():
            yield Stored(*row)

    def holds(self, event_id: str) -> bool:
        """Say whether the department has an event of this number."""
        found = self._connection.execute("SELECT 1 FROM event WHERE event_id = ?", (event_id,))
        return found.fetchone() is not None

    def empty(self) -> None:
        """Forget everything, for another department's chain."""
        self._connection.execute("DELETE FROM event")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
