"""The thirteen ways to tamper with a ledger, each done to the file of records in a folder.

The first nine are what somebody does who has the file and not the key of the installation; the
last four are what the holder of the key, or of an old copy, can do.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bmcalc.records.ledger.event import NOTHING_BEFORE, Event, event_hash
from bmcalc.records.ledger.installation import Installation
from bmcalc.records.ledger.schema import TABLES
from bmcalc.records.ledger.sqlite_store import FILE
from bmcalc.records.opening import open_records
from tests.records.ledger.given import note

YESTERDAY = "yesterday"
"""Where in the folder a copy of an earlier day lies."""

Row = tuple[int, str, bytes, bytes, bytes]


@contextmanager
def unguarded(folder: Path) -> Iterator[sqlite3.Connection]:
    """Give the file without its triggers; they stand again afterwards, as a forger would see to."""
    connection = sqlite3.connect(folder / FILE, isolation_level=None)
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    assert len(triggers) == TABLES.count("CREATE TRIGGER")
    for name, _sql in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield connection
    for _name, sql in triggers:
        connection.execute(sql)
    connection.close()


def rows(connection: sqlite3.Connection) -> list[Row]:
    return connection.execute(
        "SELECT seq, event_id, hash, signature, content FROM event ORDER BY seq").fetchall()


def event_of(row: Row) -> Event:
    return Event.read(zlib.decompress(row[4]))


def put(connection: sqlite3.Connection, seq: int, content: bytes) -> None:
    connection.execute("UPDATE event SET content = ? WHERE seq = ?", (zlib.compress(content), seq))


def put_with_hash(connection: sqlite3.Connection, seq: int, content: bytes) -> None:
    put(connection, seq, content)
    connection.execute("UPDATE event SET hash = ? WHERE seq = ?", (event_hash(content), seq))


def edited(event: Event) -> Event:
    return replace(event, draft=replace(event.draft, body={**event.draft.body, "dose": "75 mg"}))


def edit(folder: Path, seq: int) -> None:
    with unguarded(folder) as file:
        put(file, seq, edited(event_of(rows(file)[seq - 1])).canonical())


def edit_with_new_hash(folder: Path, seq: int) -> None:
    with unguarded(folder) as file:
        put_with_hash(file, seq, edited(event_of(rows(file)[seq - 1])).canonical())


def delete(folder: Path, seq: int) -> None:
    with unguarded(folder) as file:
        file.execute("DELETE FROM event WHERE seq = ?", (seq,))


def delete_with_renumbering(folder: Path, seq: int) -> None:
    """Delete one and close the gap: numbers, links and hashes fit again, the signatures cannot."""
    with unguarded(folder) as file:
        kept = [row for row in rows(file) if row[0] != seq]
        file.execute("DELETE FROM event")
        before = NOTHING_BEFORE
        for number, row in enumerate(kept, start=1):
            event = event_of(row)
            content = replace(event, seq=number, prev=before).canonical()
            before = event_hash(content).hex()
            file.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)",
                         (number, row[1], event_hash(content), row[3], zlib.compress(content)))


def swap(folder: Path, seq: int) -> None:
    """Exchange a record and the one before it, each with its id, hash and signature."""
    with unguarded(folder) as file:
        first, second = rows(file)[seq - 2:seq]
        file.execute("DELETE FROM event WHERE seq IN (?, ?)", (seq - 1, seq))
        file.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)", (seq - 1, *second[1:]))
        file.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)", (seq, *first[1:]))


def insert(folder: Path, seq: int) -> None:
    """Put a record of one's own before another; those after it move on by one."""
    with unguarded(folder) as file:
        found = rows(file)
        file.execute("DELETE FROM event WHERE seq >= ?", (seq,))
        before = found[seq - 2]
        made = replace(event_of(before), draft=note("never written"), seq=seq,
                       prev=before[2].hex())
        content = made.canonical()
        file.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)", (
            seq, made.draft.event_id, event_hash(content), before[3], zlib.compress(content)))
        for row in found[seq - 1:]:
            file.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)", (row[0] + 1, *row[1:]))


def spell_otherwise(folder: Path, seq: int) -> None:
    with unguarded(folder) as file:
        held = json.loads(zlib.decompress(rows(file)[seq - 1][4]))
        put(file, seq, json.dumps(held, indent=1).encode())


def blank_signature(folder: Path, seq: int) -> None:
    with unguarded(folder) as file:
        file.execute("UPDATE event SET signature = zeroblob(64) WHERE seq = ?", (seq,))


def rewrite_with_another_key(folder: Path, seq: int) -> None:
    _rewrite(folder, seq, Installation.new())


def cut_the_tail(folder: Path, seq: int) -> None:
    with unguarded(folder) as file:
        file.execute("DELETE FROM event WHERE seq >= ?", (seq,))


def cut_and_refill_the_tail(folder: Path, seq: int) -> None:
    with unguarded(folder) as file:
        cut = len(rows(file)) - seq + 1
    cut_the_tail(folder, seq)
    store = open_records(folder)
    for number in range(cut):
        store.append(note(f"refilled {number}", second=300))
    store.close()


def rewrite_with_own_key(folder: Path, seq: int) -> None:
    key = Installation.read(folder)
    assert key is not None
    _rewrite(folder, seq, key)


def put_back_yesterday(folder: Path, _seq: int) -> None:
    for file in folder.glob(FILE + "*"):
        file.unlink()
    shutil.copy(folder / YESTERDAY / FILE, folder / FILE)


def _rewrite(folder: Path, seq: int, key: Installation) -> None:
    """Edit a record and write it and all after it anew, so that everything fits."""
    with unguarded(folder) as file:
        before = NOTHING_BEFORE
        for row in rows(file):
            if row[0] < seq:
                before = row[2].hex()
                continue
            event = event_of(row)
            changed = edited(event) if row[0] == seq else event
            if row[0] == 1:
                body = {**changed.draft.body, "installation": key.public}
                changed = replace(changed, draft=replace(changed.draft, body=body))
            content = replace(changed, prev=before, installation=key.public).canonical()
            hash_ = event_hash(content)
            file.execute("UPDATE event SET content = ?, hash = ?, signature = ? WHERE seq = ?",
                         (zlib.compress(content), hash_, key.sign(hash_), row[0]))
            before = hash_.hex()


FOUND_ALONE: dict[str, Callable[[Path, int], None]] = {
    "edit": edit,
    "edit with new hash": edit_with_new_hash,
    "delete": delete,
    "delete with renumbering": delete_with_renumbering,
    "swap": swap,
    "insert": insert,
    "the same content spelled otherwise": spell_otherwise,
    "blank signature": blank_signature,
    "rewrite with another key": rewrite_with_another_key,
}
FOUND_WITH_A_SEAL: dict[str, Callable[[Path, int], None]] = {
    "the tail cut": cut_the_tail,
    "the tail cut and refilled": cut_and_refill_the_tail,
    "all rewritten with the installation's own key": rewrite_with_own_key,
    "yesterday's file put back": put_back_yesterday,
}
