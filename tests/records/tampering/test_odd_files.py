"""A file that only looks like a ledger, or is broken, is told; nothing of it is called sound."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

import pytest

from bmcalc.records.ledger.installation import FILE as KEY
from bmcalc.records.ledger.sqlite_store import FILE
from bmcalc.records.verifying import verify_folder
from tests.records.ledger.given import note, records

LOOSE = "CREATE TABLE loose (seq, event_id, hash, signature, content)"
COPY = "INSERT INTO loose SELECT seq, event_id, hash, signature, content FROM event"


@pytest.fixture
def folder(tmp_path):
    store = records(tmp_path)
    for number in range(2, 6):
        store.append(note(f"note {number}"))
    store.close()
    return tmp_path


def changed(folder, *statements):
    """Put a table that takes anything in the place of the strict one, then change it."""
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as file:
        for statement in (LOOSE, COPY, "DROP TABLE event", "ALTER TABLE loose RENAME TO event",
                          *statements):
            file.execute(statement)


def test_a_loose_table_with_the_same_records_is_the_same_ledger(folder):
    changed(folder)
    assert verify_folder(folder).sound


@pytest.mark.parametrize(("statement", "seq"), [
    ("UPDATE event SET hash = NULL WHERE seq = 3", 3),
    ("UPDATE event SET hash = 7 WHERE seq = 3", 3),
    ("UPDATE event SET hash = 'text' WHERE seq = 3", 3),
    ("UPDATE event SET signature = NULL WHERE seq = 3", 3),
    ("UPDATE event SET signature = x'00' WHERE seq = 3", 3),
    ("UPDATE event SET content = NULL WHERE seq = 3", 3),
    ("UPDATE event SET content = 'text' WHERE seq = 3", 3),
    ("UPDATE event SET content = x'78' WHERE seq = 3", 3),
    ("UPDATE event SET content = content || x'00' WHERE seq = 3", 3),
    ("UPDATE event SET event_id = NULL WHERE seq = 3", 3),
    ("UPDATE event SET event_id = x'00' WHERE seq = 3", 3),
    ("UPDATE event SET seq = 2 WHERE seq = 3", 2),
    ("INSERT INTO event SELECT 0, event_id, hash, signature, content FROM event WHERE seq = 1", 0),
    ("INSERT INTO event SELECT -5, event_id, hash, signature, content FROM event WHERE seq = 1",
     -5),
    ("INSERT INTO event SELECT 9, event_id, hash, signature, content FROM event WHERE seq = 1", 6),
    ("DELETE FROM event", 1),
])
def test_odd_values_are_a_bad_record(folder, statement, seq):
    changed(folder, statement)
    found = verify_folder(folder)
    assert found.flaw is not None
    assert found.flaw.seq == seq
    assert str(found.flaw.reason).endswith(".")


@pytest.mark.parametrize("statements", [
    ("UPDATE event SET seq = 'text' WHERE seq = 3",),
    ("UPDATE event SET seq = x'00' WHERE seq = 3",),
    ("ALTER TABLE event RENAME TO other", "CREATE VIEW event AS SELECT * FROM other"),
    ("DROP TABLE event",),
    ("ALTER TABLE event RENAME COLUMN hash TO hush",),
    ("PRAGMA application_id = 0",),
])
def test_a_file_of_another_shape_is_not_sound(folder, statements):
    changed(folder, *statements)
    found = verify_folder(folder)
    assert found.flaw is not None
    assert found.flaw.kind in {"unreadable", "missing"}


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    """Return a folder with 205 records in some 25 pages of the file."""
    folder = tmp_path_factory.mktemp("long")
    store = records(folder)
    for number in range(2, 206):
        store.append(note(f"note {number} " + "x" * 200, b=[number] * 40))
    store.close()
    return folder


@pytest.mark.parametrize("page", range(5, 25))
def test_a_page_that_was_written_over_is_told(long, tmp_path, page):
    content = bytearray((long / FILE).read_bytes())
    begin = page * 4096
    assert begin < len(content)
    content[begin:begin + 4096] = b"\xff" * 4096
    (tmp_path / FILE).write_bytes(content)
    shutil.copy(long / KEY, tmp_path / KEY)
    found = verify_folder(tmp_path)
    assert found.flaw is not None
    assert 1 <= found.flaw.seq <= 206
