"""The store in a file of SQLite, shared by all programs and users of one computer.

An event is answered for only after ``synchronous=FULL`` put it on the disk. Nothing in here
changes or deletes an event; triggers refuse it to others too.
"""

from __future__ import annotations

import sqlite3
import uuid
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Self

from bmcalc.core.texts import _
from bmcalc.records.faults import Moved, RecordsFault, UnsoundLedger
from bmcalc.records.ledger.event import NOTHING_BEFORE, Draft, Event, event_hash
from bmcalc.records.ledger.installation import Installation
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.schema import APPLICATION_ID, SCHEMA_VERSION, TABLES
from bmcalc.records.ledger.sqlite_faults import fault_of
from bmcalc.records.ledger.store import Head, Receipt, Stored

FILE: Final = "ledger.db"
WAIT: Final = 10.0
"""Seconds for which another program may hold the records before that is told."""

FULL: Final = 2
"""SQLite's number for ``synchronous=FULL``."""

PAGE: Final = 500
"""How many events are read at a time, so that a long reading holds nobody up."""


class SqliteStore:
    """A ledger in a file. Made by :meth:`found` or :meth:`open`; used from one thread."""

    def __init__(self, connection: sqlite3.Connection, installation: Installation,
                 path: Path) -> None:
        self._connection = connection
        self._installation = installation
        self.path = path

    @classmethod
    def found(cls, folder: Path, installation: Installation, founding: Draft) -> Self:
        """Make the ledger in a folder that has none; its first event names the installation.

        Raises :class:`RecordsFault` where there is one already or the folder takes none.
        """
        if founding.kind is not Kind.FOUNDED:
            raise ValueError("a ledger begins with its founding")
        path = folder / FILE
        with _told(path):
            connection = _connect(path, make=True)
            store = cls(connection, installation, path)
            _guard(connection)
            connection.execute("BEGIN IMMEDIATE")
            try:
                store._lay_tables()
                store._insert(Event(founding, str(uuid.uuid4()), 1, NOTHING_BEFORE,
                                    installation.public))
                connection.execute("COMMIT")
            except BaseException:
                store._roll_back()
                connection.close()
                raise
        return store

    @classmethod
    def open(cls, folder: Path, installation: Installation) -> Self:
        """Open the ledger of a folder; :class:`RecordsFault` where it is none or is not sound."""
        path = folder / FILE
        with _told(path):
            if not path.exists():
                raise RecordsFault(_("There are no records in {folder}.", folder=str(folder)))
            connection = _connect(path, make=False)
            try:
                _is_ledger(connection, path)
                _guard(connection)
                store = cls(connection, installation, path)
                store._newest()
            except BaseException:
                connection.close()
                raise
        return store

    def append(self, draft: Draft, after: int | None = None) -> Receipt:
        """Add an event, as :class:`~bmcalc.records.ledger.store.Store` says."""
        with _told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                receipt = self._seen(draft) or self._add(draft, after)
                self._connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
        return receipt

    def _add(self, draft: Draft, after: int | None) -> Receipt:
        newest = self._newest()
        if after is not None and newest.seq != after:
            raise Moved(_("The records changed in the meantime. Look again before you sign."))
        before = newest.event()
        return self._insert(Event(
            draft, before.chain, newest.seq + 1, newest.hash.hex(), self._installation.public,
            draft.at.back_step(before.draft.at),
        ))

    def _insert(self, event: Event) -> Receipt:
        content = event.canonical()
        hash_ = event_hash(content)
        self._connection.execute(
            "INSERT INTO event (seq, event_id, hash, signature, content) VALUES (?, ?, ?, ?, ?)",
            (event.seq, event.draft.event_id, hash_, self._installation.sign(hash_),
             zlib.compress(content)),
        )
        return Receipt(event.draft.event_id, event.seq, hash_.hex())

    def _seen(self, draft: Draft) -> Receipt | None:
        """Return the first answer to an event that is tried again."""
        row = self._connection.execute(
            "SELECT seq, event_id, hash, signature, content FROM event WHERE event_id = ?",
            (draft.event_id,),
        ).fetchone()
        if row is None:
            return None
        stored = _stored(row)
        if not draft.repeats(stored.event().draft):
            raise RecordsFault(_("Another event has this number ({event}) already.",
                                 event=draft.event_id))
        return Receipt(stored.event_id, stored.seq, stored.hash.hex())

    def read_from(self, seq: int = 0) -> Iterator[Stored]:
        """Return the events from a number on, in order, a page at a time."""
        while True:
            with _told(self.path):
                rows = self._connection.execute(
                    "SELECT seq, event_id, hash, signature, content FROM event"
                    " WHERE seq >= ? ORDER BY seq LIMIT ?", (seq, PAGE),
                ).fetchall()
            for row in rows:
                yield _stored(row)
            if len(rows) < PAGE:
                return
            seq = rows[-1][0] + 1

    def head(self) -> Head:
        """Return the newest event."""
        with _told(self.path):
            newest = self._newest()
        event = newest.event()
        return Head(event.chain, newest.seq, newest.hash.hex(), event.draft.at.utc)

    def _newest(self) -> Stored:
        row = self._connection.execute(
            "SELECT seq, event_id, hash, signature, content FROM event ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        if row is None:
            raise UnsoundLedger(_("The records hold no event, not even their founding."))
        newest = _stored(row)
        if event_hash(newest.content) != newest.hash:
            raise UnsoundLedger(_("The newest record ({seq}) is not what was written. "
                                  "Nothing is added before somebody has looked.", seq=newest.seq))
        return newest

    def put_secret(self, name: str, value: bytes) -> None:
        """Keep a key; one that is there stays as it is."""
        with _told(self.path):
            self._connection.execute(
                "INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING",
                (name, value),
            )

    def secret(self, name: str) -> bytes | None:
        """Return a key, None where there is none."""
        with _told(self.path):
            row = self._connection.execute("SELECT value FROM secret WHERE name = ?",
                                           (name,)).fetchone()
        return None if row is None else bytes(row[0])

    def erase_secret(self, name: str) -> None:
        """Erase a key: its bytes are written over, and the log that held them is emptied."""
        with _told(self.path):
            self._connection.execute("DELETE FROM secret WHERE name = ?", (name,))
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _lay_tables(self) -> None:
        connection = self._connection
        if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            raise RecordsFault(_("There are records in {folder} already.",
                                 folder=str(self.path.parent)))
        for statement in _statements(TABLES):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _roll_back(self) -> None:
        with suppress(sqlite3.Error):
            self._connection.execute("ROLLBACK")


def _statements(script: str) -> Iterator[str]:
    """Return the statements of a script one by one: executescript would end the transaction."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _connect(path: Path, make: bool) -> sqlite3.Connection:
    mode = "rwc" if make else "rw"
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=WAIT,
                           isolation_level=None)


def _is_ledger(connection: sqlite3.Connection, path: Path) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise UnsoundLedger(_("{file} is not a ledger of bmcalc.", file=str(path)))
    if version > SCHEMA_VERSION:
        raise RecordsFault(_("The records were written by a newer version of bmcalc. "
                             "Install that version."))


def _guard(connection: sqlite3.Connection) -> None:
    """Set what makes an answer hold over a power cut, and read back that it is set."""
    journal = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON").fetchall()
    connection.execute("PRAGMA trusted_schema = OFF")
    synchronous = connection.execute("PRAGMA synchronous").fetchone()[0]
    erasing = connection.execute("PRAGMA secure_delete").fetchone()[0]
    if (journal, synchronous, erasing) != ("wal", FULL, 1):
        raise RecordsFault(_("This place cannot keep records safely over a power cut."))


def _stored(row: tuple[int, str, bytes, bytes, bytes]) -> Stored:
    seq, event_id, hash_, signature, packed = row
    try:
        content = zlib.decompress(packed)
    except zlib.error:
        content = b""
    return Stored(seq, event_id, content, bytes(hash_), bytes(signature))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say into one sentence."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise fault_of(error, path) from error
    except ValueError as error:
        raise UnsoundLedger(_("A record in {file} is not what was written.",
                              file=str(path))) from error
