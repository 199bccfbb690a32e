"""A fresh place for records, and the command line that works on it."""

from __future__ import annotations

import io
import json
import sys
import uuid

import pytest

from bmcalc.__main__ import main


@pytest.fixture
def place(tmp_path, monkeypatch):
    folder = tmp_path / "records"
    monkeypatch.setenv("BMCALC_RECORDS", str(folder))
    return folder


@pytest.fixture
def call(capsys, place):
    def run(*arguments, **more):
        assert not more
        code = main(["records", *map(str, arguments)])
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def append(call, monkeypatch):
    """Append lines given on standard input; a line may be bytes or what becomes JSON."""
    def run(*lines):
        given = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode()
                           for line in lines)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        code, out, err = call("append")
        return code, [json.loads(line) for line in out.splitlines()], err

    return run


@pytest.fixture
def line():
    """Make a line that asks for a note."""
    def made(words="note", event_id=None, **about):
        return {"event_id": event_id or str(uuid.uuid4()), "kind": "note", "about": about,
                "body": {"text": words}}

    return made
