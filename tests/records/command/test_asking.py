"""What the records answer: where, verify, seal, export; each on sound and unsound records."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from bmcalc.records.ledger.installation import FILE as KEY
from bmcalc.records.ledger.installation import Installation, signed_by
from bmcalc.records.ledger.sqlite_store import FILE
from tests.records.tampering.tamperings import cut_the_tail, edit


@pytest.fixture
def filled(append, line, place):
    code, _answers, _err = append(*(line(f"备注 {number}") for number in range(2, 7)))
    assert code == 0
    return place


def test_where_nothing_was_recorded_nothing_is_made(call, place):
    code, out, _err = call("where")
    assert code == 0
    assert f"folder: {place}" in out
    assert "no records" in out
    assert json.loads(call("where", "--json")[1]) == {
        "folder": str(place), "store": None, "chain": None, "events": 0, "head": None}
    assert not place.exists()


def test_where_names_folder_store_chain_number_and_head(call, filled):
    _code, out, _err = call("where")
    told = dict(line.split(": ", 1) for line in out.splitlines())
    assert told["folder"] == str(filled)
    assert told["events"] == "6"
    as_json = json.loads(call("where", "--json")[1])
    assert as_json["store"] == str(filled / FILE)
    assert told["chain"] == as_json["chain"]
    assert told["head"].split()[1] == as_json["head"]["hash"]


def test_a_seal_is_one_line(call, filled):
    code, out, _err = call("seal")
    assert code == 0
    assert re.fullmatch(r"[0-9a-f-]{36} 6 [0-9a-f]{64} 20\d\d-\d\d-\d\dT[0-9:.]{12}Z\n", out)
    where = json.loads(call("where", "--json")[1])
    assert out.split()[2] == where["head"]["hash"]


def test_sound_records_agree_with_their_seal(call, append, line, filled, tmp_path):
    seals = tmp_path / "seals.txt"
    seals.write_text(call("seal")[1], encoding="utf-8")
    append(line("one more"))
    assert call("verify")[0] == 0
    code, out, _err = call("verify", "--against", seals)
    assert code == 0
    assert "All 7 records are sound." in out
    code, out, _err = call("verify", "--against", seals.read_text(), "--json")
    answer = json.loads(out)
    assert code == 0
    assert (answer["sound"], answer["events"], answer["seals"]) == (True, 7, 1)
    assert answer["first_bad"] is None


def test_the_first_bad_record_is_named_with_the_reason(call, filled):
    edit(filled, 4)
    code, out, _err = call("verify")
    assert code == 1
    assert out.startswith("The content of record 4 is not what was written")
    code, out, _err = call("verify", "--json")
    answer = json.loads(out)
    assert code == 1
    assert (answer["sound"], answer["events"]) == (False, 3)
    assert (answer["first_bad"]["seq"], answer["first_bad"]["kind"]) == (4, "hash")


def test_a_seal_shows_what_is_missing(call, filled):
    seal = call("seal")[1].strip()
    cut_the_tail(filled, 4)
    assert call("verify")[0] == 0
    code, out, _err = call("verify", "--against", seal)
    assert code == 1
    assert "The records end at 3, and a seal names record 6" in out


@pytest.mark.parametrize(("part", "other"), [
    (0, "00000000-0000-4000-8000-000000000000"), (2, "0" * 64), (3, "2001-01-01T00:00:00.000Z"),
])
def test_a_seal_of_another_chain_hash_or_time_does_not_agree(call, filled, part, other):
    parts = call("seal")[1].split()
    parts[part] = other
    assert call("verify", "--against", " ".join(parts))[0] == 1


@pytest.mark.parametrize("against", ["", "nowhere.txt", "a b c d", "x" * 5000, "\0"])
def test_what_is_no_seal_is_refused(call, filled, against):
    code, out, err = call("verify", "--against", against)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


def test_records_that_are_gone_are_missing(call, filled):
    seal = call("seal")[1].strip()
    for file in filled.glob(FILE + "*"):
        file.unlink()
    assert call("verify")[0] == 1
    (filled / KEY).unlink()
    assert call("verify")[0] == 2
    assert call("verify", "--against", seal)[0] == 1


def test_records_without_the_key_of_their_installation_are_not_called_sound(call, filled):
    (filled / KEY).unlink()
    code, out, _err = call("verify")
    assert code == 1
    assert "The key of this installation is gone" in out


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 5000])
def test_a_file_that_is_no_ledger_is_named(call, filled, content):
    for file in filled.glob(FILE + "-*"):
        file.unlink()
    (filled / FILE).write_bytes(content)
    code, out, _err = call("verify")
    assert code == 1
    assert out.count("\n") == 1


def test_the_export_is_what_was_hashed_and_signed(call, filled, tmp_path):
    target = tmp_path / "out.jsonl"
    code, out, _err = call("export", target)
    assert code == 0
    assert out.splitlines() == [str(target), f"{target}.signatures"]
    lines = target.read_bytes().splitlines()
    signatures = [json.loads(line)
                  for line in (tmp_path / "out.jsonl.signatures").read_text().splitlines()]
    assert len(lines) == len(signatures) == 6
    public = Installation.read(filled).public
    before = "0" * 64
    for line, signed in zip(lines, signatures, strict=True):
        digest = hashlib.sha256(b"bmcalc/record/1\0" + line)
        assert json.loads(line)["prev"] == before
        before = digest.hexdigest()
        assert (signed["hash"], signed["installation"]) == (before, public)
        assert signed_by(public, digest.digest(), bytes.fromhex(signed["signature"]))


def test_an_export_leaves_the_records_and_other_files_alone(call, filled, tmp_path):
    assert call("export", filled / FILE)[0] == 2
    assert call("export", tmp_path)[0] == 2
    assert call("export", tmp_path / "none" / "out.jsonl")[0] == 2
    assert call("verify")[0] == 0
    edit(filled, 4)
    kept = tmp_path / "kept.jsonl"
    kept.write_text("as it was")
    code, _out, err = call("export", kept)
    assert code == 2
    assert "record 4" in err
    assert kept.read_text() == "as it was"
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_an_export_that_reads_back_differently_is_told(call, filled, tmp_path, monkeypatch):
    monkeypatch.setattr("bmcalc.records.command.export.sha256_of", lambda _path: "another")
    code, out, err = call("export", tmp_path / "out.jsonl")
    assert (code, out) == (2, "")
    assert "reads back differently" in err
    assert not list(tmp_path.glob("out.jsonl*"))


@pytest.mark.parametrize("action", ["seal", "export"])
def test_nothing_is_answered_where_nothing_was_recorded(call, place, tmp_path, action):
    code, out, err = call(action, *([tmp_path / "out.jsonl"] if action == "export" else []))
    assert (code, out) == (2, "")
    assert "There are no records" in err
    assert not place.exists()


@pytest.mark.parametrize("name", ["x" * 300, "file", "file/deeper"])
@pytest.mark.parametrize("action", [
    ("verify",), ("seal",), ("backup", "."), ("people",), ("rebuild",), ("restore", "none.db"),
    ("courses", "ZY00123456"), ("export", "none.jsonl"), ("append", "note.jsonl"),
])
def test_a_place_that_can_hold_nothing_is_one_sentence(call, tmp_path, monkeypatch, name, action):
    (tmp_path / "file").write_text("no folder")
    note = {"event_id": "1c9a3f0e-57a4-4f43-9d0e-2f9d4a1f6c57", "kind": "note", "about": {},
            "body": {}}
    (tmp_path / "note.jsonl").write_text(json.dumps(note))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BMCALC_RECORDS", str(tmp_path / name))
    code, out, err = call(*action)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "went wrong in the program" not in err
