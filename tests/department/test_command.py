"""The command line on a workstation that joined a department: the shared chain is what counts."""

from __future__ import annotations

import io
import json
import shutil
import sys
import uuid

import pytest

from bmcalc.__main__ import main
from bmcalc.records.department.joining import FILE as JOINED
from bmcalc.records.department.joining import join_department
from bmcalc.records.ledger.reading import ledger_file
from bmcalc.records.ledger.sqlite_store import FILE


@pytest.fixture
def call(capsys, monkeypatch, address, folder):
    monkeypatch.setenv("BMCALC_RECORDS", str(folder))
    join_department(folder, address)

    def run(*arguments, notes=0):
        lines = [json.dumps({"event_id": str(uuid.uuid4()), "kind": "note", "about": {},
                             "body": {"text": "备注"}}) for _number in range(notes)]
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\n".join(lines).encode())))
        code = main(["records", *map(str, arguments)])
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def away(server):
    """Let the server be away for the rest of the test."""
    stopped = []

    def stop():
        server.stop()
        stopped.append(True)

    yield stop
    if stopped:
        server.start()


def test_notes_go_into_the_shared_chain_and_its_seal_is_given(call, folder):
    code, out, _err = call("append", notes=2)
    assert code == 0
    answers = [json.loads(line) for line in out.splitlines()]
    assert [answer["seq"] for answer in answers] == [2, 3]
    seal = call("seal")[1].split()
    assert seal[1:3] == ["3", answers[-1]["hash"]]
    with ledger_file(folder / FILE) as own:
        assert own.head().seq == 1
        assert own.head().chain != seal[0]
    where = json.loads(call("where", "--json")[1])
    assert (where["events"], where["department"]["events"]) == (1, 3)
    assert where["department"]["chain"] == seal[0]


def test_both_chains_are_verified_each_against_its_seals(call, folder, tmp_path):
    call("append", notes=2)
    with ledger_file(folder / FILE) as own:
        head = own.head()
    seals = tmp_path / "seals.txt"
    seals.write_text(f"{head.chain} {head.seq} {head.hash} {head.utc}\n" + call("seal")[1])
    code, out, _err = call("verify", "--against", seals)
    assert code == 0, out
    answer = json.loads(call("verify", "--against", seals, "--json")[1])
    assert (answer["sound"], answer["seals"]) == (True, 1)
    assert (answer["department"]["events"], answer["department"]["seals"]) == (3, 1)
    seals.write_text(call("seal")[1].replace(" 3 ", " 9 "))
    code, out, _err = call("verify", "--against", seals)
    assert code == 1
    assert "a seal names record 9" in out


def test_what_waits_is_under_no_seal(call, away, tmp_path):
    call("append", notes=1)
    before = call("seal")[1]
    away()
    code, out, _err = call("append", notes=1)
    assert code == 0
    assert json.loads(out)["seq"] == 3
    assert call("seal")[1] == before
    where = json.loads(call("where", "--json")[1])
    assert (where["department"]["away"], where["department"]["waiting"]) == (True, 1)
    assert call("export", tmp_path / "out.jsonl")[0] == 0
    assert len((tmp_path / "out.jsonl").read_bytes().splitlines()) == 2
    code, out, _err = call("verify", "--against", before.strip())
    assert code == 0
    assert "server is away" in out


def test_a_restored_workstation_lets_its_new_events_wait_for_the_department(
        call, folder, away, address, tmp_path):
    disk, own = tmp_path / "disk", tmp_path / "first.db"
    disk.mkdir()
    for _time in range(3):
        assert call("backup", disk)[0] == 0
        [copy] = disk.glob("*.db")
        if not own.exists():
            shutil.copy(copy, own)
    with ledger_file(folder / FILE) as file:
        joined = file.head().seq
    assert joined == 4
    (folder / JOINED).write_text(json.dumps({"address": address, "joined": joined}))
    call("append", notes=1)
    away()
    assert call("restore", own)[0] == 0
    assert call("append", notes=1)[0] == 0
    assert json.loads(call("where", "--json")[1])["department"]["waiting"] == 1
