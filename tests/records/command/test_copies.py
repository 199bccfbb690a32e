"""Backup and restore from the command line."""

from __future__ import annotations

import json

import pytest

from bmcalc.records.ledger.sqlite_store import FILE


@pytest.fixture
def filled(append, line, place):
    assert append(*(line(f"备注 {number}") for number in range(2, 7)))[0] == 0
    return place


@pytest.fixture
def disk(tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    return folder


def test_what_was_lost_since_the_backup_is_told(call, append, line, filled, disk):
    code, out, _err = call("backup", disk, "--json")
    made = json.loads(out)
    assert code == 0
    assert made["seal"].split()[1] == "6"
    append(line("after the backup"))
    seal = call("seal")[1].strip()
    for file in filled.glob(FILE + "*"):
        file.unlink()
    assert call("verify", "--against", seal)[0] == 1
    code, out, _err = call("restore", made["file"], "--against", seal)
    assert code == 0
    assert "Restored up to record 6" in out
    assert "Missing are the records 7 to 8." in out
    code, out, _err = call("verify")
    assert code == 0
    assert "Record 7 tells of a restore" in out
    assert call("verify", "--against", seal)[0] == 1
    assert append(line("work goes on"))[1][0]["seq"] == 8


def test_a_backup_tells_where_it_lies_and_what_it_holds(call, filled, disk):
    code, out, _err = call("backup", disk)
    assert code == 0
    told = out.splitlines()
    assert told[0].startswith(f"Backed up and verified whole: {disk}")
    assert "Warning: this folder lies on the same device" in out
    assert "holds no key of an installation" in out


def test_into_an_empty_folder(call, filled, disk, tmp_path, monkeypatch):
    made = json.loads(call("backup", disk, "--json")[1])
    monkeypatch.setenv("BMCALC_RECORDS", str(tmp_path / "new computer"))
    code, out, _err = call("restore", made["file"], "--json")
    answer = json.loads(out)
    assert code == 0
    assert (answer["new_key"], answer["set_aside"], answer["missing"]) == (True, None, None)
    assert call("verify", "--against", made["seal"])[0] == 0


@pytest.mark.parametrize("arguments", [
    ("backup", "nowhere"), ("restore", "nowhere.db"), ("restore", "."),
    ("restore", "nowhere.db", "--against", "no seal"),
])
def test_what_cannot_be_done_is_one_sentence(call, filled, arguments):
    code, out, err = call(*arguments)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


def test_nothing_is_backed_up_where_nothing_was_recorded(call, place, disk):
    assert call("backup", disk)[0] == 2
    assert list(disk.iterdir()) == []
    assert not place.exists()
