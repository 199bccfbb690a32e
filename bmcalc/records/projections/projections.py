"""The tables that are read off the ledger: filled from where they stopped, dropped without loss.

A file of another version, of another chain, or one that is ahead of the ledger is filled anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Final, Self

from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.installation import FOR_THE_GROUP
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.settling import settle, unsettled
from bmcalc.records.ledger.sqlite_faults import told
from bmcalc.records.ledger.store import Store, Stored
from bmcalc.records.projections.filling import fill, take_back
from bmcalc.records.projections.tables import NAMES, TABLES, TABLES_VERSION

FILE: Final = "projections.db"
PAGE: Final = 500
"""How many events one transaction takes, so that a long filling holds nobody up for long."""

MOST_WAITING: Final = 2000
"""How far back events may stand for others; beyond it the tables are filled anew."""

_WAIT: Final = 10.0
_DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class Projections:
    """What is looked up of a store. Made by :meth:`open`; used from one thread."""

    def __init__(self, connection: sqlite3.Connection, store: Store, path: Path) -> None:
        self.connection = connection
        self._store = store
        self.path = path

    @classmethod
    def open(cls, folder: Path, store: Store) -> Self:
        """Open the tables in a folder and take what the ledger has gained since."""
        path = folder / FILE
        with told(path):
            try:
                made = cls(_made(path), store, path)
                made._prepare()
            except sqlite3.DatabaseError as error:
                if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _DAMAGED:
                    raise
                for one in (path, *(path.with_name(FILE + end) for end in ("-wal", "-shm"))):
                    one.unlink(missing_ok=True)
                made = cls(_made(path), store, path)
                made._prepare()
        made.catch_up()
        return made

    def catch_up(self) -> int:
        """Take what the ledger has gained; return the number of its newest event."""
        with told(self.path):
            while True:
                head = self._store.head()
                newest = head.seq
                if self._noted() == (head.chain, newest, head.hash):
                    return newest
                with self._transaction():
                    seq = self._stands_at()
                    page = list(islice(self._store.read_from(seq + 1), PAGE))
                    if page:
                        fill(self.connection, self._store, page)
                        self._note(page[-1])
                self._empty_log_after_erasure(page)
                if not page or page[-1].seq >= newest:
                    return newest

    def rebuild(self) -> int:
        """Drop the tables and fill them from the first event; return how many events there are."""
        with told(self.path), self._transaction():
            self._drop()
        return self.catch_up()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def _stands_at(self) -> int:
        """Return the number of the last event that was taken and still stands in its place.

        What waited for a department's server stands there as its admission later: that much is
        taken back. Tables of another ledger, or ahead of it, are dropped.
        """
        noted = self._noted()
        if noted is None:
            return 0
        chain, seq, hash_ = noted
        if self._store.head().chain == chain:
            there = next(self._store.read_from(seq), None)
            if there is not None and (there.seq, there.hash.hex()) == (seq, hash_):
                return seq
            common = self._before_what_waited(seq)
            if common:
                take_back(self.connection, self._store, common + 1)
                return common
        self._drop()
        return 0

    def _before_what_waited(self, seq: int) -> int:
        """Return the number of the last event that is the same here and in the ledger.

        0 where none is found close by, or where no admission follows it.
        """
        earliest = max(1, seq - MOST_WAITING)
        here = dict(self.connection.execute(
            "SELECT seq, hash FROM told WHERE seq >= ?", (earliest,)).fetchall())
        common = 0
        for stored in self._store.read_from(earliest):
            if here.get(stored.seq) == stored.hash.hex():
                common = stored.seq
            else:
                return common if stored.event().draft.kind is Kind.ADMITTED else 0
        return 0

    def _noted(self) -> tuple[str, int, str] | None:
        row = self.connection.execute("SELECT chain, seq, hash FROM head").fetchone()
        return None if row is None else (row[0], row[1], row[2])

    def _note(self, stored: Stored) -> None:
        self.connection.execute(
            "INSERT INTO head (one, chain, seq, hash) VALUES (1, ?, ?, ?) ON CONFLICT (one) DO"
            " UPDATE SET chain = excluded.chain, seq = excluded.seq, hash = excluded.hash",
            (self._store.head().chain, stored.seq, stored.hash.hex()),
        )

    def _prepare(self) -> None:
        connection = self.connection
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON").fetchall()
        connection.execute("PRAGMA trusted_schema = OFF")
        with self._transaction():
            if connection.execute("PRAGMA user_version").fetchone()[0] != TABLES_VERSION:
                self._drop()

    def _drop(self) -> None:
        for name in NAMES:
            self.connection.execute(f"DROP TABLE IF EXISTS {name}")
        for statement in TABLES:
            self.connection.execute(statement)
        self.connection.execute(f"PRAGMA user_version = {TABLES_VERSION}")

    def _empty_log_after_erasure(self, page: list[Stored]) -> None:
        if any(b'"patient_erased"' in stored.content for stored in page):
            with suppress(sqlite3.OperationalError):
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")
            raise


def _made(path: Path) -> sqlite3.Connection:
    """Open the file, made for all users of the group where there is none.

    Of several programs that make it at once the file of one is kept: SQLite lets nobody wait who
    changes the kind of its log while another does.
    """
    if not path.exists():
        written = unsettled(path)
        try:
            with closing(_connect(written)) as connection:
                connection.execute("PRAGMA journal_mode = WAL").fetchone()
            written.chmod(FOR_THE_GROUP)
            settle(written, path)
        except FileExistsError:
            pass
        finally:
            written.unlink(missing_ok=True)
    return _connect(path)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=_WAIT, isolation_level=None)



__all__ = ["FILE", "Projections", "RecordsFault", "told"]
