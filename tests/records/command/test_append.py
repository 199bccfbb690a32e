"""Notes from outside: each answered once it is on the disk, a bad line refused in one sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from bmcalc.records.ledger.reading import ledger_file
from bmcalc.records.ledger.sqlite_store import FILE


def bodies(folder):
    with ledger_file(folder / FILE) as file:
        return [one.event().draft.body for one in file.stored()][1:]


def test_the_first_line_founds_the_records(append, line, place):
    assert not place.exists()
    asked = line("备注", check="c-1")
    code, answers, err = append(asked)
    assert (code, err) == (0, "")
    [answer] = answers
    assert answer.keys() == {"event_id", "seq", "hash"}
    assert (answer["event_id"], answer["seq"]) == (asked["event_id"], 2)
    with ledger_file(place / FILE) as file:
        assert file.head().hash == answer["hash"]
        event = list(file.stored())[1].event()
    assert (event.draft.about, event.draft.body) == ({"check": "c-1"}, {"text": "备注"})
    assert event.draft.origin.program
    assert event.draft.origin.formulary_sha256


def test_a_line_seen_before_gives_its_first_answer(append, line, place):
    asked = [line("one"), line("two")]
    first = append(*asked)[1]
    again = append(asked[1], line("three"), asked[0])[1]
    assert (again[0], again[2]) == (first[1], first[0])
    assert again[1]["seq"] == 4
    assert len(bodies(place)) == 3


def test_another_content_under_a_known_id_is_refused(append, line, place):
    asked = line("one")
    append(asked)
    code, answers, err = append({**asked, "body": {"text": "other"}})
    assert (code, answers) == (2, [])
    assert "Another event has this number" in err
    assert len(bodies(place)) == 1


NUMBER = str(uuid.uuid4())
GOOD = {"event_id": NUMBER, "kind": "note", "about": {}, "body": {}}


def text_of(**changed):
    return json.dumps({**GOOD, **changed}).encode()


BAD = {
    "no JSON": b"{",
    "no object": b"[]",
    "a number": b"7",
    "not UTF-8": b'{"event_id": "\xff"}',
    "UTF-16": json.dumps(GOOD).encode("utf-16"),
    "half a character": text_of(body={"text": "\ud800"}),
    "half a character as a name": text_of(body={"\udfff": 1}),
    "deep": b'{"event_id": ' + b"[" * 100_000,
    "deep body": text_of(body={"a": json.loads("[" * 60 + "]" * 60)}),
    "a key twice": text_of()[:-1] + b', "kind": "note"}',
    "NaN": text_of()[:-3] + b'{"a": NaN}}',
    "a huge number": text_of(body={"a": 0})[:-3] + b"1" * 5000 + b"}}",
    "a huge exponent": text_of()[:-3] + b'{"a": 1e999999999}}',
    "beyond 2^53": text_of(body={"a": 2**53}),
    "more digits than are kept": text_of()[:-3] + b'{"a": 0.1000000000000000000001}}',
    "another kind": text_of(kind="released"),
    "a kind that is none": text_of(kind={"note": 1}),
    "no kind": json.dumps({name: GOOD[name] for name in ("event_id", "about", "body")}).encode(),
    "one field more": text_of(who="somebody"),
    "id of another shape": text_of(event_id=["x"]),
    "empty id": text_of(event_id=""),
    "id in capitals": text_of(event_id=NUMBER.upper().replace("0", "A")),
    "id that is no uuid": text_of(event_id="../../etc/passwd"),
    "about as a list": text_of(about=["c-1"]),
    "about with a number": text_of(about={"check": 1}),
    "about too long": text_of(about={"check": "x" * 101}),
    "body as a text": text_of(body="text"),
    "body as nothing": text_of(body=None),
    "too long": text_of(body={"text": "x" * 1_100_000}),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_line_is_refused_and_told_in_one_sentence(append, line, place, bad):
    code, answers, err = append(line("before"), BAD[bad], line("after"))
    assert code == 2
    assert len(answers) == 1
    assert err.count("\n") == 1
    assert err.startswith("bmcalc: line 2 is refused: ")
    assert "Lines recorded before it: 1; nothing after it was read." in err
    assert bodies(place) == [{"text": "before"}]


def test_a_bad_first_line_founds_nothing(append, place):
    code, answers, _err = append(b"nonsense")
    assert (code, answers) == (2, [])
    assert not place.exists()


def test_nothing_asked_is_nothing_recorded(append, place):
    assert append()[:2] == (0, [])
    assert append(b"", b"  ", b"\r")[:2] == (0, [])
    assert not place.exists()


def test_numbers_are_kept_as_they_were_written(append, place):
    body = b'{"a": 1.5, "b": -0.25, "c": 9007199254740991, "d": 1.0, "e": 1e2, "f": [null, true]}'
    assert append(b"\xef\xbb\xbf" + text_of()[:-3] + body + b"}\r")[0] == 0
    assert bodies(place) == [
        {"a": 1.5, "b": -0.25, "c": 9007199254740991, "d": 1, "e": 100, "f": [None, True]}]


def test_lines_are_read_from_a_file(call, line, tmp_path):
    file = tmp_path / "notes.jsonl"
    file.write_text(json.dumps(line()) + "\n" + json.dumps(line()), encoding="utf-8")
    code, out, _err = call("append", file)
    assert code == 0
    assert [json.loads(answer)["seq"] for answer in out.splitlines()] == [2, 3]
    code, _out, err = call("append", tmp_path / "none.jsonl")
    assert code == 2
    assert "cannot be read" in err


def test_a_place_that_takes_no_records_says_so(append, line, place):
    place.write_text("a file of this name")
    code, answers, err = append(line())
    assert (code, answers) == (2, [])
    assert err.count("\n") == 1
    assert "folder" in err


def test_each_line_is_answered_before_the_next_is_asked(line, place):
    program = [sys.executable, "-m", "bmcalc", "records", "append"]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          env={**os.environ, "PYTHONPATH": str(Path.cwd())}) as running:
        for seq in (2, 3, 4):
            running.stdin.write(json.dumps(line()).encode() + b"\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["seq"] == seq
        running.stdin.close()
        assert running.wait() == 0
    assert len(bodies(place)) == 3
