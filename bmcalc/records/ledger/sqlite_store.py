"""The store in a file of SQLite, shared by all programs and users of one computer.

An event is answered for only after ``synchronous=FULL`` put it on the disk. Nothing in here
changes or deletes an event; triggers refuse it to others too.
"""

from __future__ import annotations

import sqlite3
import uuid
import zlib
from collections.abc import Iterator
from contextlib import closing, nullcontext, suppress
from pathlib import Path
from typing import Final, Self

from bmcalc.core.texts import _
from bmcalc.records.faults import Moved, RecordsFault, UnsoundLedger
from bmcalc.records.ledger.event import NOTHING_BEFORE, Draft, Event, event_hash
from bmcalc.records.ledger.files import (
    flush_log,
    identities,
    is_shared_without_us,
    left_as_it_is,
    log_of,
    refuse_orphan,
    refuse_what_is_no_file,
)
from bmcalc.records.ledger.installation import FOR_THE_GROUP, Installation
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.schema import APPLICATION_ID, SCHEMA_VERSION, TABLES, statements
from bmcalc.records.ledger.set_aside import erase_in_set_aside
from bmcalc.records.ledger.settling import settle, unsettled
from bmcalc.records.ledger.sqlite_faults import told
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
        self._files = identities(path)

    @classmethod
    def found(cls, folder: Path, installation: Installation, founding: Draft,
              wait: float = WAIT) -> Self:
        """Make the ledger in a folder that has none; its first event names the installation.

        The file has its name once the founding is on the disk: a founding that was cut short
        leaves no ledger, and of several at once one is kept. Raises :class:`RecordsFault` where
        there is a ledger already or the folder takes none.
        """
        if founding.kind is not Kind.FOUNDED:
            raise ValueError("a ledger begins with its founding")
        path = folder / FILE
        written = unsettled(path)
        with told(path):
            if path.exists():
                raise RecordsFault(_("There are records in {folder} already.",
                                     folder=str(folder)))
            refuse_orphan(path)
            try:
                _write_founding(written, installation, founding)
                settle(written, path)
            finally:
                for left in folder.glob(f"{written.name}*"):
                    left.unlink(missing_ok=True)
        return cls.open(folder, installation, wait)

    @classmethod
    def open(cls, folder: Path, installation: Installation, wait: float = WAIT) -> Self:
        """Open the ledger of a folder; :class:`RecordsFault` where it is none or is not sound.

        ``wait`` is how many seconds another program may hold it before that is told.
        """
        path = folder / FILE
        with told(path):
            refuse_what_is_no_file(path)
            connection = _connect(path, "rw", wait)
            try:
                _is_ledger(connection, path)
                _guard(connection)
                store = cls(connection, installation, path)
                store._newest()
                store._files = identities(path)
                flush_log(path)
            except BaseException:
                connection.close()
                raise
        return store

    @property
    def installation(self) -> str:
        """Return the public key of the installation that writes here."""
        return self._installation.public

    def _is_in_place(self) -> None:
        """Refuse to answer for what went into files that lie in the folder no more."""
        if identities(self.path) != self._files:
            raise UnsoundLedger(_("The files of the records in {folder} were moved or replaced "
                                  "while the program was open. Nothing was recorded; close all "
                                  "windows and open the records again.",
                                  folder=str(self.path.parent)))

    def append(self, draft: Draft, after: int | None = None) -> Receipt:
        """Add an event, as :class:`~bmcalc.records.ledger.store.Store` says."""
        with told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._is_in_place()
                receipt = self._seen(draft) or self._add(draft, after)
                self._connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
            self._is_in_place()
        return receipt

    def _add(self, draft: Draft, after: int | None) -> Receipt:
        newest = self._newest()
        if after is not None and newest.seq != after:
            raise Moved(_("The records changed in the meantime. Look again before you sign."))
        before = newest.event()
        return _insert(self._connection, self._installation, Event(
            draft, before.chain, newest.seq + 1, newest.hash.hex(), self._installation.public,
            draft.at.back_step(before.draft.at),
        ))

    def _seen(self, draft: Draft) -> Receipt | None:
        """Return the first answer to an event that is tried again."""
        row = self._connection.execute(
            "SELECT seq, event_id, hash, signature, content FROM event WHERE event_id = ?",
            (draft.event_id,),
        ).fetchone()
        if row is None:
            return None
        stored = _as_written(row)
        if not draft.repeats(stored.event().draft):
            raise RecordsFault(_("Another event has this number ({event}) already.",
                                 event=draft.event_id))
        return Receipt(stored.event_id, stored.seq, stored.hash.hex())

    def read_from(self, seq: int = 0) -> Iterator[Stored]:
        """Return the events from a number on, in order, a page at a time.

        :class:`UnsoundLedger` at the first that is not what was written.
        """
        while True:
            with told(self.path):
                rows = self._connection.execute(
                    "SELECT seq, event_id, hash, signature, content FROM event"
                    " WHERE seq >= ? ORDER BY seq LIMIT ?", (seq, PAGE),
                ).fetchall()
            yield from map(_as_written, rows)
            if len(rows) < PAGE:
                return
            seq = rows[-1][0] + 1

    def head(self) -> Head:
        """Return the newest event."""
        with told(self.path):
            newest = self._newest()
            event = newest.event()
        return Head(event.chain, newest.seq, newest.hash.hex(), event.draft.at.utc)

    def _newest(self) -> Stored:
        row = self._connection.execute(
            "SELECT seq, event_id, hash, signature, content FROM event ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        if row is None:
            raise UnsoundLedger(_("The records hold no event, not even their founding."))
        return _as_written(row)

    def put_secret(self, name: str, value: bytes) -> None:
        """Keep a key; one that is there stays as it is."""
        with told(self.path):
            self._connection.execute(
                "INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING",
                (name, value),
            )
            self._is_in_place()

    def secret(self, name: str) -> bytes | None:
        """Return a key, None where there is none."""
        with told(self.path):
            row = self._connection.execute("SELECT value FROM secret WHERE name = ?",
                                           (name,)).fetchone()
        return None if row is None else bytes(row[0])

    def erase_secret(self, name: str) -> None:
        """Erase a key: its bytes are written over, and the log that held them is emptied.

        So it goes from the ledgers that a restore set aside, as far as they can be written.
        """
        with told(self.path):
            self._connection.execute("DELETE FROM secret WHERE name = ?", (name,))
            self._is_in_place()
            is_held = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        erase_in_set_aside(self.path.parent, name)
        if is_held:
            raise RecordsFault(_("The key is erased, but another program reads the records, so its "
                                 "bytes are still in {file}. Erase it again in a moment.",
                                 file=str(log_of(self.path))))

    def close(self) -> None:
        """Let go of the file; what others wrote with new locks is not written over."""
        is_left = is_shared_without_us(self.path, self._files)
        with left_as_it_is(self.path) if is_left else nullcontext():
            self._connection.close()

    def _roll_back(self) -> None:
        with suppress(sqlite3.Error):
            self._connection.execute("ROLLBACK")


def _write_founding(path: Path, installation: Installation, founding: Draft) -> None:
    """Write a ledger with one event under a name that is not yet its own."""
    with closing(_connect(path, "rwc", WAIT)) as connection:
        _guard(connection)
        path.chmod(FOR_THE_GROUP)
        connection.execute("BEGIN IMMEDIATE")
        for statement in statements(TABLES):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        _insert(connection, installation,
                Event(founding, str(uuid.uuid4()), 1, NOTHING_BEFORE, installation.public))
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if log_of(path).exists():
        raise RecordsFault(_("This place cannot keep records safely over a power cut."))


def _insert(connection: sqlite3.Connection, installation: Installation, event: Event) -> Receipt:
    content = event.canonical()
    hash_ = event_hash(content)
    connection.execute(
        "INSERT INTO event (seq, event_id, hash, signature, content) VALUES (?, ?, ?, ?, ?)",
        (event.seq, event.draft.event_id, hash_, installation.sign(hash_), zlib.compress(content)),
    )
    return Receipt(event.draft.event_id, event.seq, hash_.hex())


def _connect(path: Path, mode: str, wait: float) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=wait,
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


def _as_written(row: tuple[int, str, bytes, bytes, bytes]) -> Stored:
    """Return the record of a row; nothing is read from one whose bytes have another hash."""
    seq, event_id, hash_, signature, packed = row
    try:
        content = zlib.decompress(packed)
    except zlib.error:
        content = b""
    if event_hash(content) != hash_:
        raise UnsoundLedger(_("Record {seq} is not what was written. Nothing is added before "
                              "somebody has looked.", seq=seq))
    return Stored(seq, event_id, content, bytes(hash_), bytes(signature))
