"""A restore is verified first, deletes nothing, is itself recorded, and names what is missing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bmcalc.records.backup.backing_up import back_up
from bmcalc.records.backup.restoring import restore
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.event import Draft
from bmcalc.records.ledger.installation import FILE as KEY
from bmcalc.records.ledger.installation import Installation
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.reading import ledger_file
from bmcalc.records.ledger.seal import read_seal, seal_line
from bmcalc.records.ledger.sqlite_store import FILE
from bmcalc.records.ledger.verify import verify
from bmcalc.records.opening import open_records
from tests.records.ledger.given import ORIGIN, at, note, records
from tests.records.tampering.tamperings import (
    cut_the_tail,
    edit,
    edit_with_new_hash,
    rewrite_with_another_key,
)


def erase(store, patient):
    store.append(Draft(Kind.PATIENT_ERASED, at(90), {}, {"patient": patient}, origin=ORIGIN))
    store.erase_secret(f"patient/{patient}")


def verified(folder: Path, seals=()):
    key = Installation.read(folder)
    with ledger_file(folder / FILE) as file:
        return verify(file.stored(), key.public, seals)


def restored_event(folder):
    with ledger_file(folder / FILE) as file:
        return next(event for event in (one.event() for one in file.stored())
                    if event.draft.kind is Kind.RESTORED)


def names_in(folder):
    """Return the files of a folder without those that SQLite keeps beside an open one."""
    return {path.name for path in folder.iterdir() if not path.name.endswith(("-wal", "-shm"))}


@pytest.fixture
def disk(tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    return folder


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "records"


@pytest.fixture
def made(folder, disk):
    """Return a backup of five records; nine were written in the end, the last one closed."""
    store = records(folder)
    for number in range(2, 6):
        store.append(note(f"note {number}"))
    store.put_secret("patient/p-1", b"1" * 32)
    store.put_secret("patient/p-2", b"2" * 32)
    backup = back_up(store, disk, at(60), ORIGIN)
    for number in range(7, 10):
        store.append(note(f"note {number}", second=70))
    store.close()
    return backup


def test_into_an_empty_folder_on_a_new_computer(made, tmp_path):
    other = tmp_path / "other" / "records"
    answer = restore(made.file, other, at(100), ORIGIN)
    assert (answer.head, answer.missing, answer.set_aside) == (made.head, None, None)
    assert answer.new_key
    event = restored_event(other)
    assert event.seq == 6
    assert event.draft.body["installation"] == Installation.read(other).public
    found = verified(other)
    assert found.sound
    assert [one.seq for one in found.restored] == [6]
    store = open_records(other)
    store.append(note("work goes on", second=110))
    store.close()
    assert verified(other, [made.head]).sound


def test_what_a_seal_knows_beyond_the_backup_is_named(made, folder, tmp_path):
    with ledger_file(folder / FILE) as file:
        last = file.head()
    other = tmp_path / "other"
    answer = restore(made.file, other, at(100), ORIGIN, [made.head, last])
    assert answer.missing == (6, 9)
    body = restored_event(other).draft.body
    assert (body["missing_from"], body["missing_to"]) == (6, 9)
    assert read_seal(body["known"]) == last
    assert verified(other, [last]).flaw.kind in {"missing", "seal"}


def test_the_present_records_are_set_aside_and_name_what_is_missing(made, folder):
    with ledger_file(folder / FILE) as file:
        last, stored = file.head(), list(file.stored())
    answer = restore(made.file, folder, at(100), ORIGIN)
    assert (answer.missing, answer.differs, answer.new_key) == ((6, 9), False, False)
    with ledger_file(folder / answer.set_aside) as file:
        assert list(file.stored()) == stored
    assert read_seal(restored_event(folder).draft.body["set_aside"]) == last
    assert verified(folder).sound
    assert names_in(folder) == {FILE, KEY, answer.set_aside}


def test_a_second_restore_in_the_same_second_sets_aside_under_another_name(made, folder):
    names = [restore(made.file, folder, at(100), ORIGIN).set_aside for _time in range(2)]
    assert len(set(names)) == 2
    assert all((folder / name).exists() for name in names)


def test_an_erasure_after_the_backup_is_done_again(made, folder):
    store = open_records(folder)
    erase(store, "p-1")
    store.close()
    answer = restore(made.file, folder, at(100), ORIGIN)
    assert answer.erased == 1
    store = open_records(folder)
    assert store.secret("patient/p-1") is None
    assert store.secret("patient/p-2") == b"2" * 32
    store.close()
    assert b"1" * 32 not in (folder / FILE).read_bytes()
    assert restored_event(folder).draft.body["erased"] == ["p-1"]


def test_an_erasure_is_remembered_over_two_restores(made, folder):
    store = open_records(folder)
    erase(store, "p-1")
    store.close()
    restore(made.file, folder, at(100), ORIGIN)
    restore(made.file, folder, at(101), ORIGIN)
    store = open_records(folder)
    assert store.secret("patient/p-1") is None
    store.close()


def holding(folder, secret):
    return [path.name for path in folder.iterdir() if secret in path.read_bytes()]


def test_an_erasure_after_a_restore_reaches_the_records_that_were_set_aside(made, folder):
    name = restore(made.file, folder, at(100), ORIGIN).set_aside
    restore(made.file, folder, at(101), ORIGIN)
    assert name in holding(folder, b"1" * 32)
    with ledger_file(folder / name) as file:
        before = [one.content for one in file.stored()]
    store = open_records(folder)
    erase(store, "p-1")
    store.close()
    assert holding(folder, b"1" * 32) == []
    assert len(holding(folder, b"2" * 32)) == 3
    with ledger_file(folder / name) as file:
        assert [one.content for one in file.stored()] == before


def test_patients_erased_elsewhere_are_erased_in_what_is_set_aside(made, folder):
    restore(made.file, folder, at(100), ORIGIN, erased=["p-1"])
    assert holding(folder, b"1" * 32) == []


@pytest.mark.parametrize("content", [b"", b"no ledger" * 100])
def test_an_erasure_does_not_wait_for_a_damaged_file_that_was_set_aside(made, folder, content):
    (folder / "ledger-set-aside-20200101-000000.db").write_bytes(content)
    store = open_records(folder)
    erase(store, "p-1")
    assert store.secret("patient/p-1") is None
    store.close()
    assert (folder / "ledger-set-aside-20200101-000000.db").read_bytes() == content


def test_an_erasure_is_known_beyond_a_record_that_is_bad(made, folder):
    store = open_records(folder)
    erase(store, "p-1")
    store.close()
    edit(folder, 4)
    answer = restore(made.file, folder, at(100), ORIGIN)
    assert answer.erased == 1
    assert answer.missing == (6, 10)
    assert verified(folder).sound


def test_an_erasure_that_nobody_signed_erases_nothing(made, folder):
    store = open_records(folder)
    erase(store, "p-1")
    store.append(note("after it", second=91))
    store.close()
    edit_with_new_hash(folder, 10)
    assert restore(made.file, folder, at(100), ORIGIN).erased == 0


def test_an_erasure_known_elsewhere_is_done_too(made, folder):
    assert restore(made.file, folder, at(100), ORIGIN, erased=["p-2"]).erased == 1
    store = open_records(folder)
    assert store.secret("patient/p-2") is None
    store.close()


@pytest.mark.parametrize("tamper", [edit, edit_with_new_hash, rewrite_with_another_key])
def test_a_backup_that_is_not_sound_changes_nothing(made, folder, tmp_path, tamper):
    forged = tmp_path / "forged"
    forged.mkdir()
    shutil.copy(made.file, forged / FILE)
    tamper(forged, 3)
    before = sorted((path.name, path.read_bytes()) for path in folder.iterdir())
    with pytest.raises(RecordsFault, match="nothing was changed"):
        restore(forged / FILE, folder, at(100), ORIGIN)
    assert sorted((path.name, path.read_bytes()) for path in folder.iterdir()) == before


def test_a_backup_that_a_seal_contradicts_is_refused(made, folder, tmp_path):
    parts = seal_line(made.head).split()
    other = read_seal(" ".join([*parts[:2], "0" * 64, parts[3]]))
    elsewhere = read_seal(" ".join(["00000000-0000-4000-8000-000000000000", *parts[1:]]))
    for seal in (other, elsewhere):
        with pytest.raises(RecordsFault, match="nothing was changed"):
            restore(made.file, folder, at(100), ORIGIN, [seal])


@pytest.mark.parametrize("content", [None, b"", b"no ledger", b"SQLite format 3\0" + b"\0" * 9000])
def test_a_file_that_is_no_backup_is_refused(made, folder, tmp_path, content):
    file = tmp_path / "file.db"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(RecordsFault):
        restore(file, folder, at(100), ORIGIN)
    assert verified(folder).head.seq == 9


def test_records_that_another_program_has_open_stay(made, folder):
    other = open_records(folder)
    other.append(note("still at work", second=80))
    with pytest.raises(RecordsFault, match="Another program has the records open"):
        restore(made.file, folder, at(100), ORIGIN)
    other.append(note("and on", second=81))
    other.close()
    assert verified(folder).head.seq == 11
    assert names_in(folder) == {KEY, FILE}


def test_records_that_tell_something_else_than_the_backup_are_told(made, folder):
    cut_the_tail(folder, 4)
    store = open_records(folder)
    for number in range(5):
        store.append(note(f"other {number}", second=80))
    store.close()
    assert restore(made.file, folder, at(100), ORIGIN).differs


def test_yesterdays_file_put_back_is_mended_by_the_newer_backup(made, folder):
    cut_the_tail(folder, 4)
    answer = restore(made.file, folder, at(100), ORIGIN)
    assert (answer.missing, answer.differs) == (None, False)
    assert verified(folder, [made.head]).sound


def test_records_of_another_chain_are_set_aside(made, tmp_path):
    other = tmp_path / "other"
    records(other).close()
    answer = restore(made.file, other, at(100), ORIGIN)
    assert answer.new_key
    assert answer.set_aside is not None
    assert (answer.missing, answer.differs) == (None, False)
    assert verified(other).sound


def test_a_ledger_that_is_wholly_damaged_is_set_aside(made, folder):
    for file in folder.glob(FILE + "-*"):
        file.unlink()
    (folder / FILE).write_bytes(b"nothing of it is left")
    answer = restore(made.file, folder, at(100), ORIGIN)
    assert (folder / answer.set_aside).read_bytes() == b"nothing of it is left"
    assert verified(folder).sound


def test_a_forged_restore_does_not_let_another_key_in(made, folder):
    """Somebody without the key cuts the tail and restores with a key of their own."""
    own = Installation.read(folder)
    thief = folder.parent / "thief"
    restore(made.file, thief, at(100), ORIGIN)
    with ledger_file(thief / FILE) as file:
        found = verify(file.stored(), own.public)
    assert (found.flaw.seq, found.flaw.kind) == (6, "key")


def test_what_was_restored_can_be_backed_up_and_restored_again(made, folder, disk, tmp_path):
    other = tmp_path / "other"
    restore(made.file, other, at(100), ORIGIN)
    store = open_records(other)
    store.append(note("work goes on", second=110))
    again = back_up(store, disk, at(120), ORIGIN)
    store.close()
    third = tmp_path / "third"
    assert restore(again.file, third, at(200), ORIGIN).new_key
    found = verified(third)
    assert found.sound
    assert [one.seq for one in found.restored] == [6, 8]
