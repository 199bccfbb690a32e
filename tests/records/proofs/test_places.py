"""Folders and files that are not as they should be: one sentence, and nothing else is touched."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bmcalc.records.faults import RecordsFault, UnsoundLedger
from bmcalc.records.ledger import installation
from bmcalc.records.ledger.event import Draft
from bmcalc.records.ledger.installation import Installation
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.reading import ledger_file
from bmcalc.records.ledger.sqlite_store import FILE, SqliteStore
from bmcalc.records.ledger.store import Receipt
from bmcalc.records.opening import open_records
from bmcalc.records.projections.projections import Projections
from tests.records.ledger.given import at, note, records
from tests.records.proofs.programs import ROOT, WRITER, lines, note_line, whole_lines
from tests.records.proofs.sound import sound

LOG = f"{FILE}-wal"
unix = pytest.mark.skipif(os.name != "posix", reason="Windows lets nobody remove an open file")


@contextmanager
def without_rights() -> Iterator[None]:
    """Be nobody in particular, where the tests run as the administrator."""
    str(RecordsFault("texts are read before rights go"))
    if os.name != "posix":
        pytest.skip("rights of folders are set otherwise on Windows")
    is_administrator = os.geteuid() == 0
    if is_administrator:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_administrator:
            os.seteuid(0)


@contextmanager
def open_to_all() -> Iterator[Path]:
    """Give a folder whose parents everybody may pass."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        yield Path(made) / "records"


def interrupted(folder: Path, count: int) -> dict[str, bytes]:
    """Fill records and return their files as a killed program leaves them, log and all."""
    store = records(folder)
    for number in range(count):
        store.append(note(f"note {number}"))
    files = {name: (folder / name).read_bytes()
             for name in (FILE, LOG, installation.FILE)}
    store.close()
    return files


def laid(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_a_folder_that_takes_nothing_is_told(mode):
    with open_to_all() as folder:
        records(folder).close()
        for file in folder.iterdir():
            file.chmod(0o444)
        folder.chmod(mode)
        with without_rights():
            with pytest.raises(RecordsFault, match=r"right|cannot be read"):
                open_records(folder).append(note("not to be"))
            with pytest.raises(RecordsFault, match=r"right|cannot be read"):
                records(folder).append(note("not to be"))
        folder.chmod(0o755)
        store = records(folder)
        assert len(sound(store)) == 1
        store.close()


def test_a_folder_where_nothing_can_be_founded_is_told():
    with open_to_all() as folder, without_rights():
        for place in (folder, folder.parent / "deep" / "down"):
            with pytest.raises(RecordsFault, match="no right"):
                records(place)
            assert not place.exists()


def test_all_users_of_the_group_may_write_into_a_new_ledger(tmp_path):
    store = records(tmp_path)
    store.append(note("one"))
    projections = Projections.open(tmp_path, store)
    modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    projections.close()
    store.close()
    assert len(modes) == 7
    assert os.name != "posix" or set(modes.values()) == {0o660}


def test_a_ledger_that_another_program_holds_is_told_and_waited_for(tmp_path):
    records(tmp_path).close()
    key = Installation.read(tmp_path)
    store = SqliteStore.open(tmp_path, key, wait=0.05)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    draft = note("later")
    with pytest.raises(RecordsFault, match="Another program holds the records"):
        store.append(draft)
    assert store.head().seq == 1
    other.execute("ROLLBACK")
    assert store.append(draft).seq == 2
    store.close()
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(RecordsFault, match="Another program holds the records"):
        SqliteStore.open(tmp_path, key, wait=0.05)
    other.close()


def test_a_key_that_another_program_still_reads_is_told_to_be_in_the_log(tmp_path):
    records(tmp_path).close()
    store = SqliteStore.open(tmp_path, Installation.read(tmp_path), wait=0.05)
    secret = b"a key of one patient, 32 bytes.."
    store.put_secret("patient/1", secret)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM secret").fetchone()
    with pytest.raises(RecordsFault, match="Erase it again"):
        store.erase_secret("patient/1")
    other.close()
    store.erase_secret("patient/1")
    assert not any(secret in file.read_bytes() for file in tmp_path.iterdir())
    store.close()


def test_a_clock_that_was_set_back_is_written_down_and_breaks_nothing(tmp_path):
    for day, steps in ((28, 0), (27, 86_400), (1, 26 * 86_400), (28, 0)):
        store = records(tmp_path)
        seq = store.append(Draft(Kind.NOTE, at(0, day), {"day": day})).seq
        assert next(store.read_from(seq)).event().back_step == steps
        sound(store)
        store.close()


@pytest.mark.parametrize("has_log", [False, True])
@pytest.mark.parametrize("left", [0, 1, 100, 4096, 0.5, 0.9, -1])
def test_a_ledger_that_was_cut_off_is_never_taken_for_sound(tmp_path, left, has_log):
    files = interrupted(tmp_path / "made", 60)
    if not has_log:
        del files[LOG]
        files[FILE] = (tmp_path / "made" / FILE).read_bytes()
    whole = len(files[FILE])
    size = int(left * whole) if isinstance(left, float) else left % whole if left < 0 else left
    files[FILE] = files[FILE][:size]
    folder = laid(tmp_path / "cut", files)
    try:
        store = open_records(folder)
    except UnsoundLedger:
        assert {name: (folder / name).read_bytes() for name in files} == files
        return
    try:
        assert len(sound(store)) == 61
        assert has_log
    except UnsoundLedger:
        assert not has_log
    store.close()


@pytest.mark.parametrize("left", [0, 1])
def test_looking_at_an_emptied_ledger_keeps_its_log(tmp_path, left):
    files = interrupted(tmp_path / "made", 3)
    files[FILE] = files[FILE][:left]
    folder = laid(tmp_path / "left", files)
    with pytest.raises(UnsoundLedger), ledger_file(folder / FILE):
        pass
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == files


def test_a_log_without_its_ledger_is_kept_and_nothing_new_is_begun(tmp_path):
    files = interrupted(tmp_path / "made", 3)
    del files[FILE]
    folder = laid(tmp_path / "left", files)
    for opening in (open_records, records):
        with pytest.raises(UnsoundLedger, match="gone"):
            opening(folder)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == files
    (folder / installation.FILE).unlink()
    with pytest.raises(UnsoundLedger, match="gone"):
        records(folder)


def test_a_folder_that_lost_its_ledger_begins_no_second_chain(tmp_path):
    records(tmp_path).close()
    (tmp_path / FILE).unlink()
    with pytest.raises(UnsoundLedger, match="Nothing new is begun"):
        records(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == [installation.FILE]


def test_without_its_log_an_interrupted_ledger_is_sound_but_only_a_seal_knows_its_end(tmp_path):
    files = interrupted(tmp_path / "made", 3)
    del files[LOG]
    store = open_records(laid(tmp_path / "left", files))
    assert len(sound(store)) == 1
    store.close()


def of_another_program(folder: Path) -> list[Receipt]:
    """Let another program write three events and end; return what it answered."""
    run = subprocess.run([*WRITER, folder], cwd=ROOT, input=lines(note_line(random.Random(number))
                         for number in range(3)), capture_output=True, encoding="utf-8",
                         check=True)
    return [Receipt(**one) for one in whole_lines(run.stdout) if "event_id" in one]


@unix
@pytest.mark.parametrize("gone", [FILE, LOG, f"{FILE}-shm"])
@pytest.mark.parametrize("is_opened_again", [False, True])
def test_nothing_is_answered_for_that_went_into_a_removed_file(tmp_path, gone, is_opened_again):
    records(tmp_path).close()
    yesterday = (tmp_path / FILE).read_bytes()
    store = open_records(tmp_path)
    answered = [store.append(note(f"note {number}")) for number in range(5)]
    (tmp_path / gone).unlink()
    if gone == FILE:
        (tmp_path / FILE).write_bytes(yesterday)
    others = of_another_program(tmp_path) if is_opened_again else []
    with pytest.raises(UnsoundLedger, match="moved or replaced"):
        store.append(note("into nowhere"))
    store.close()
    again = open_records(tmp_path)
    found = sound(again)
    again.close()
    receipts = [*(answered if gone != FILE else []), *others]
    assert [found.get(one.event_id) for one in receipts] == receipts


@pytest.mark.parametrize("make", [
    lambda folder: (folder / FILE).mkdir(parents=True),
    lambda folder: folder.write_text("a file"),
    lambda folder: (folder / installation.FILE).mkdir(parents=True),
    lambda folder: (folder.mkdir(), (folder / installation.FILE).write_text("")),
    lambda folder: (folder.mkdir(), (folder / installation.FILE).write_text("ab" * 31)),
    lambda folder: (folder.mkdir(), (folder / FILE).write_text("not a ledger")),
    lambda folder: (folder.mkdir(), (folder / FILE).symlink_to(folder / "nowhere")),
])
def test_what_is_no_place_for_records_is_told(tmp_path, make):
    folder = tmp_path / "records"
    make(folder)
    for opening in (open_records, records):
        with pytest.raises(RecordsFault):
            opening(folder)


def test_a_folder_in_place_of_the_ledger_is_told(tmp_path):
    records(tmp_path).close()
    (tmp_path / FILE).unlink()
    (tmp_path / FILE).mkdir()
    with pytest.raises(UnsoundLedger, match="is not a ledger of bmcalc"):
        open_records(tmp_path)
