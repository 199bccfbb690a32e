"""Reading a ledger as it is, also from a share and from a medium that takes no files."""

from __future__ import annotations

import sqlite3
from pathlib import PurePosixPath, PureWindowsPath

import pytest

from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger import reading
from bmcalc.records.ledger.reading import ledger_file, uri_of
from bmcalc.records.ledger.sqlite_store import FILE
from bmcalc.records.opening import open_records
from tests.records.ledger.given import note, records


@pytest.mark.parametrize(("path", "uri"), [
    (PurePosixPath("/var/lib/bmcalc/ledger.db"), "file:///var/lib/bmcalc/ledger.db"),
    (PurePosixPath("/a b/100%/c?d#e.db"), "file:///a%20b/100%25/c%3Fd%23e.db"),
    (PureWindowsPath("C:/a b/ledger.db"), "file:///C:/a%20b/ledger.db"),
    (PureWindowsPath("//server/share/ledger.db"), "file:////server/share/ledger.db"),
])
def test_a_path_as_sqlite_takes_it(path, uri):
    assert uri_of(path) == uri


def test_odd_names_are_read(tmp_path):
    folder = tmp_path / "a b 100% ?#\u00e4"
    records(folder).close()
    with ledger_file(folder / FILE) as file:
        assert file.head().seq == 1


def test_what_another_program_has_open_is_read_as_it_stands(tmp_path):
    store = records(tmp_path)
    for number in range(2, 8):
        store.append(note(f"note {number}"))
        with ledger_file(tmp_path / FILE) as file:
            assert file.head() == store.head()
            assert [one.seq for one in file.stored()] == list(range(1, number + 1))
    store.close()


def test_reading_changes_no_byte(tmp_path):
    store = records(tmp_path)
    store.append(note("note"))
    store.close()
    before = (tmp_path / FILE).read_bytes()
    with ledger_file(tmp_path / FILE) as file:
        assert len(list(file.stored())) == file.count() == file.last() == 2
        assert file.is_whole()
    assert (tmp_path / FILE).read_bytes() == before
    assert open_records(tmp_path).head().seq == 2


class ReadOnlyMedium:
    """A stand-in for sqlite3 where no file can be made beside the ledger."""

    def __getattr__(self, name):
        return getattr(sqlite3, name)

    def connect(self, where, **more):
        if "immutable" in where:
            return sqlite3.connect(where, **more)
        return Refusing()


class Refusing:
    def execute(self, _statement):
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise error

    def close(self):
        pass


def test_a_medium_that_takes_no_file_is_read(tmp_path, monkeypatch):
    records(tmp_path).close()
    for beside in tmp_path.glob(FILE + "-*"):
        beside.unlink()
    monkeypatch.setattr(reading, "sqlite3", ReadOnlyMedium())
    with ledger_file(tmp_path / FILE) as file:
        assert file.head().seq == 1


def test_a_log_that_cannot_be_read_is_not_passed_over(tmp_path, monkeypatch):
    records(tmp_path).close()
    (tmp_path / (FILE + "-wal")).write_bytes(b"records that are not in the file yet")
    monkeypatch.setattr(reading, "sqlite3", ReadOnlyMedium())
    with pytest.raises(RecordsFault, match="no right to read"), ledger_file(tmp_path / FILE):
        pass
