"""A backup counts only after it was verified whole, and lets only its own old copies go."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from bmcalc.records.backup.backing_up import back_up
from bmcalc.records.backup.overdue import is_backup_overdue
from bmcalc.records.backup.receipt import copies_in, receipt_of
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.installation import Installation
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.ledger.moment import Moment
from bmcalc.records.ledger.reading import ledger_file
from bmcalc.records.ledger.seal import read_seal
from bmcalc.records.ledger.verify import verify
from bmcalc.records.opening import open_records
from tests.records.ledger.given import ORIGIN, at, note, records
from tests.records.tampering.tamperings import cut_the_tail, edit


@pytest.fixture
def store(tmp_path):
    opened = records(tmp_path / "records")
    for number in range(2, 6):
        opened.append(note(f"note {number}"))
    opened.put_secret("patient/p-1", b"k" * 32)
    yield opened
    opened.close()


@pytest.fixture
def disk(tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    return folder


def on_day(day, second=0):
    return at(second, day=day)


def test_the_copy_is_whole_and_one_file(store, disk):
    head = store.head()
    made = back_up(store, disk, at(60), ORIGIN)
    assert made.head == head
    with ledger_file(made.file) as copy:
        found = verify(copy.stored(), store.installation, (head,))
        assert copy.is_whole()
    assert found.sound
    assert found.head == head
    assert sorted(path.name for path in disk.iterdir()) == sorted(
        [made.file.name, receipt_of(made.file).name])
    assert made.file.read_bytes()[18:20] == b"\1\1", "no log is needed beside it"


def test_the_receipt_and_the_ledger_name_the_head_of_the_copy(store, disk):
    made = back_up(store, disk, at(60), ORIGIN)
    receipt = json.loads(receipt_of(made.file).read_text(encoding="utf-8"))
    assert read_seal(receipt["seal"]) == made.head
    [*_others, newest] = [stored.event() for stored in store.read_from()]
    assert newest.draft.kind is Kind.BACKED_UP
    assert newest.draft.body["seal"] == receipt["seal"]
    assert newest.draft.body["sha256"] == receipt["sha256"]
    assert newest.seq == made.head.seq + 1


def test_no_key_of_the_installation_is_in_the_copy(store, disk):
    secret = (store.path.parent / "installation.key").read_text().strip()
    made = back_up(store, disk, at(60), ORIGIN)
    for path in disk.iterdir():
        assert secret.encode() not in path.read_bytes()
        assert bytes.fromhex(secret) not in path.read_bytes()
    with closing(sqlite3.connect(made.file)) as copy:
        assert copy.execute("SELECT name FROM secret").fetchall() == [("patient/p-1",)]


@pytest.mark.parametrize("inside", ["", "within", "within/deeper"])
def test_a_backup_does_not_lie_within_the_records(store, inside):
    folder = store.path.parent / inside
    folder.mkdir(parents=True, exist_ok=True)
    with pytest.raises(RecordsFault, match="within the records"):
        back_up(store, folder, at(60), ORIGIN)
    assert store.head().seq == 5


def test_a_link_into_the_records_is_seen_through(store, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(store.path.parent)
    with pytest.raises(RecordsFault, match="within the records"):
        back_up(store, link, at(60), ORIGIN)


def test_a_device_that_is_not_there_is_not_made(store, tmp_path):
    with pytest.raises(RecordsFault, match="Is the other device connected"):
        back_up(store, tmp_path / "usb", at(60), ORIGIN)
    assert not (tmp_path / "usb").exists()


def test_the_same_device_is_told(store, disk):
    assert back_up(store, disk, at(60), ORIGIN).same_device


def test_unsound_records_make_no_copy_that_counts(store, disk):
    edit(store.path.parent, 3)
    with pytest.raises(RecordsFault, match="record 3"):
        back_up(store, disk, at(60), ORIGIN)
    assert list(disk.iterdir()) == []
    assert store.head().seq == 5
    assert not [path for path in store.path.parent.iterdir() if "staged" in path.name]


def test_only_own_old_copies_give_way(store, disk):
    others = ["notes.txt", "bmcalc-records-00000000-20200101-000000-1.db",
              "bmcalc-records-00000000-20200101-000000-1.db.receipt.json", "ledger.db"]
    for name in others:
        (disk / name).write_text("somebody's")
    made = [back_up(store, disk, on_day(day), ORIGIN) for day in range(1, 17)]
    assert [len(one.removed) for one in made] == [0] * 14 + [1, 1]
    assert made[-1].removed == (made[1].file,)
    left = {path.name for path in disk.iterdir()}
    assert left == {*others, *(path.name for one in made[2:]
                               for path in (one.file, receipt_of(one.file)))}


def test_what_a_backup_left_that_was_cut_off_goes_after_a_day(store, disk):
    left = {name: disk / f".bmcalc-records-{name}.part" for name in ("1", "2")}
    stages = {name: store.path.parent / f".staged-{name}" for name in ("1", "2")}
    for name in ("1", "2"):
        left[name].write_text("cut off")
        stages[name].mkdir()
        day = 26 if name == "1" else 28
        for path in (left[name], stages[name]):
            os.utime(path, (at(0, day=day).instant().timestamp(),) * 2)
    back_up(store, disk, at(60), ORIGIN)
    assert [path.exists() for path in (left["1"], stages["1"])] == [False, False]
    assert [path.exists() for path in (left["2"], stages["2"])] == [True, True]


def test_a_copy_without_a_receipt_does_not_count_and_is_not_removed(store, disk):
    made = [back_up(store, disk, on_day(day), ORIGIN) for day in range(1, 15)]
    receipt_of(made[0].file).unlink()
    assert len(list(copies_in(disk, made[0].head.chain))) == 13
    assert back_up(store, disk, on_day(15), ORIGIN).removed == ()
    assert made[0].file.exists()


def test_copies_that_hold_other_records_stay_and_are_told(store, disk):
    made = [back_up(store, disk, on_day(day), ORIGIN) for day in range(1, 15)]
    folder = store.path.parent
    store.close()
    cut_the_tail(folder, 10)
    shorter = open_records(folder)
    found = [back_up(shorter, disk, on_day(day), ORIGIN) for day in range(15, 18)]
    shorter.close()
    # The copies of days 6 to 14 hold record 10, which is another one now, or none.
    assert set(found[-1].apart) == {one.file for one in made if one.head.seq >= 10}
    assert all(path.exists() for path in found[-1].apart)


def test_three_days_without_a_backup_are_too_many(store, disk):
    founded = next(store.read_from()).event().draft.at
    assert (founded.utc, on_day(28).utc) == (on_day(28).utc, founded.utc)
    later = {0: "2026-12-01T01:00:00.000Z", 1: "2026-12-01T01:00:01.001Z"}
    assert not is_backup_overdue(store, Moment(later[0], "+08:00"))
    assert is_backup_overdue(store, Moment(later[1], "+08:00"))
    back_up(store, disk, at(60), ORIGIN)
    assert not is_backup_overdue(store, Moment("2026-12-01T01:01:00.000Z", "+08:00"))
    assert is_backup_overdue(store, Moment("2026-12-01T01:01:00.001Z", "+08:00"))
    for second in range(300):
        store.append(replace(note("later", second=61), at=at(120 + second)))
    assert not is_backup_overdue(store, Moment("2026-12-01T01:01:00.000Z", "+08:00"))
    assert is_backup_overdue(store, Moment("2026-12-01T01:01:00.001Z", "+08:00"))


def test_the_installation_signs_the_copy(store, disk):
    made = back_up(store, disk, at(60), ORIGIN)
    with ledger_file(made.file) as copy:
        assert verify(copy.stored(), Installation.new().public).flaw.kind == "key"
