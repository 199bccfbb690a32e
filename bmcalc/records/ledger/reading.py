"""Reading the file of a ledger as it is, sound or not, without writing a byte into it."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any, Final

from bmcalc.core.texts import _
from bmcalc.records.faults import RecordsFault, UnsoundLedger
from bmcalc.records.ledger.event import event_hash
from bmcalc.records.ledger.files import flush_log, log_of, refuse_what_is_no_file
from bmcalc.records.ledger.schema import APPLICATION_ID, SCHEMA_VERSION
from bmcalc.records.ledger.sqlite_faults import fault_of
from bmcalc.records.ledger.store import Head, Stored

_PAGE: Final = 500
_NO_FILE_BESIDE: Final = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY})
_LOWEST: Final = -(2**63)
_WAIT: Final = 10.0
_LONGEST: Final = 1 << 26
"""No event is longer than this; a record that unpacks to more is not unpacked further."""


class LedgerFile:
    """The file of a ledger, open for reading alone. Made by :func:`ledger_file`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    def stored(self) -> Iterator[Stored]:
        """Return every record in the order of its number, whatever it holds.

        :class:`UnsoundLedger` where the file breaks off.
        """
        after, compared = _LOWEST, ">="
        while True:
            rows, error = self._page(after, compared)
            for row in rows:
                if type(row[0]) is not int:
                    raise _damaged(self.path)
                yield _stored(row)
            if error is not None:
                with _told(self.path):
                    raise error
            if len(rows) < _PAGE:
                return
            after, compared = rows[-1][0], ">"

    def _page(self, after: int, compared: str) -> tuple[list[Any], sqlite3.Error | None]:
        """Return the next rows, and why there are no more where the file breaks off."""
        rows = []
        try:
            for row in self._connection.execute(
                    "SELECT seq, event_id, hash, signature, content FROM event"
                    f" WHERE seq {compared} ? ORDER BY seq LIMIT ?", (after, _PAGE)):
                rows.append(row)
        except sqlite3.Error as error:
            return rows, error
        return rows, None

    def count(self) -> int:
        """Return how many records there are."""
        with _told(self.path):
            return int(self._connection.execute("SELECT count(*) FROM event").fetchone()[0])

    def last(self) -> int:
        """Return the number of the last record, whatever it holds; 0 without any."""
        with _told(self.path):
            row = self._connection.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()
        return int(row[0])

    def head(self) -> Head:
        """Return the newest record; :class:`UnsoundLedger` where it is not what was written."""
        with _told(self.path):
            row = self._connection.execute(
                "SELECT seq, event_id, hash, signature, content FROM event"
                " ORDER BY seq DESC LIMIT 1").fetchone()
        if row is None:
            raise UnsoundLedger(_("The records hold no event, not even their founding."))
        newest = _stored(row)
        if event_hash(newest.content) != newest.hash:
            raise UnsoundLedger(_("The newest record ({seq}) is not what was written. "
                                  "Nothing is added before somebody has looked.", seq=newest.seq))
        event = newest.event()
        return Head(event.chain, newest.seq, newest.hash.hex(), event.draft.at.utc)

    def hash_at(self, seq: int) -> str | None:
        """Return the hash that stands beside a record (hexadecimal), None without the record."""
        with _told(self.path):
            row = self._connection.execute("SELECT hash FROM event WHERE seq = ?",
                                           (seq,)).fetchone()
        return None if row is None else _bytes(row[0]).hex()

    def copy_into(self, target: sqlite3.Connection) -> None:
        """Copy everything as it stands now, while others may go on writing."""
        with _told(self.path):
            self._connection.backup(target)

    def is_whole(self) -> bool:
        """Say whether the file is whole as SQLite judges it: every page, every index."""
        with _told(self.path):
            answer = self._connection.execute("PRAGMA integrity_check(1)").fetchone()
        return bool(answer == (b"ok",))


@contextmanager
def ledger_file(path: Path) -> Iterator[LedgerFile]:
    """Open the file of a ledger for reading alone.

    :class:`RecordsFault` where it cannot be opened or a newer version wrote it,
    :class:`UnsoundLedger` where it is no ledger.
    """
    with _told(path):
        connection = _connect(path)
    connection.text_factory = bytes
    try:
        with _told(path):
            _is_ledger(connection, path)
            if os.access(path.parent, os.W_OK):
                flush_log(path)
        yield LedgerFile(connection, path)
    finally:
        connection.close()


def uri_of(path: PurePath) -> str:
    r"""Return a full path as SQLite takes it; of ``\\server\share`` the server is no authority."""
    uri = path.as_uri()
    return uri if uri.startswith("file:///") else f"file:////{uri.removeprefix('file://')}"


def _connect(path: Path) -> sqlite3.Connection:
    """Open for reading; a medium that takes no file beside this one is read as it stands."""
    refuse_what_is_no_file(path)
    where = uri_of(path.absolute())
    connection = sqlite3.connect(f"{where}?mode=ro", uri=True, timeout=_WAIT, isolation_level=None)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        log = log_of(path)
        if code not in _NO_FILE_BESIDE or (log.exists() and log.stat().st_size):
            raise
        connection = sqlite3.connect(f"{where}?mode=ro&immutable=1", uri=True, isolation_level=None)
    return connection


def _is_ledger(connection: sqlite3.Connection, path: Path) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    kinds = connection.execute("SELECT type FROM sqlite_schema WHERE name = 'event'").fetchall()
    if application != APPLICATION_ID or kinds != [(b"table",)]:
        raise UnsoundLedger(_("{file} is not a ledger of bmcalc.", file=str(path)))
    if connection.execute("PRAGMA user_version").fetchone()[0] > SCHEMA_VERSION:
        raise RecordsFault(_("The records were written by a newer version of bmcalc. "
                             "Install that version."))


def _stored(row: tuple[Any, Any, Any, Any, Any]) -> Stored:
    seq, event_id, hash_, signature, packed = row
    return Stored(seq, _bytes(event_id).decode(errors="replace"), _unpacked(packed),
                  _bytes(hash_), _bytes(signature))


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""


def _unpacked(packed: object) -> bytes:
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(_bytes(packed), _LONGEST)
    except zlib.error:
        return b""
    return content if unpacking.eof and not unpacking.unused_data else b""


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say in one sentence why a file cannot be read."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise fault_of(error, path) from error
        if code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH} or (
                isinstance(error, OSError)):
            raise RecordsFault(_("You have no right to read the records in {folder}.",
                                 folder=str(path.parent))) from error
        raise _damaged(path) from error


def _damaged(path: Path) -> UnsoundLedger:
    return UnsoundLedger(_("The file of the records is damaged ({file}).", file=str(path)))
