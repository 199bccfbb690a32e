"""A disk that fails: one sentence, nothing answered that is not kept, sound at the next opening."""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.records.ledger.given import records
from tests.records.proofs.programs import ROOT, WRITER, Told, needs_compiler, note_line, preloaded
from tests.records.proofs.sound import sound
from tests.records.proofs.writer import draft_of

SAID = {
    "flush": "The disk did not take the record",
    "write": "The disk did not take the record",
    "half": "The disk did not take the record",
    "space": "is full",
}


class Writer:
    """A writer in a process of its own, told and answering line by line."""

    def __init__(self, run: subprocess.Popen[str]) -> None:
        self.run = run

    def tell(self, told: Told) -> Told:
        assert self.run.stdin is not None
        self.run.stdin.write(json.dumps(told) + "\n")
        self.run.stdin.flush()
        return self.answer()

    def answer(self) -> Told:
        assert self.run.stdout is not None
        return json.loads(self.run.stdout.readline())


@contextmanager
def writing(folder: Path, largest: int = 0, **more: object) -> Iterator[Writer]:
    """Start a writer; ``largest`` is how many blocks a file of it may have, 0 for any number."""
    limited = ["sh", "-c", f'ulimit -f {largest}; exec "$@"', "sh"] if largest else []
    environment = preloaded("breaker", folder, **more) if more else os.environ
    with subprocess.Popen([*limited, *WRITER, folder, "--checkpoint", "20"], cwd=ROOT,
                          env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          encoding="utf-8") as run:
        yield Writer(run)
        with suppress(BrokenPipeError):
            run.stdin.close()


@pytest.fixture
def notes():
    rng = random.Random(1)
    return [note_line(rng) for _ in range(60)]


def holds(folder: Path, answers: list[Told]) -> set[str]:
    """Return which events are there, once it is sure that all answered ones are."""
    store = records(folder)
    found = sound(store)
    store.close()
    assert [vars(found[one["event_id"]]) for one in answers] == answers
    return set(found)


@needs_compiler
@pytest.mark.parametrize("fault", SAID)
@pytest.mark.parametrize("after", [3, 40])
@pytest.mark.parametrize("is_killed", [False, True])
def test_what_the_disk_did_not_take_is_not_answered_for(tmp_path, notes, fault, after, is_killed):
    folder, switch = tmp_path / "records", tmp_path / "switch"
    with writing(folder, BREAK_SWITCH=switch) as writer:
        writer.answer()
        answers = [writer.tell(note) for note in notes[:after]]
        switch.write_text(fault)
        for _ in range(2):
            refused = writer.tell(notes[after])
            assert refused.keys() == {"fault", "kind"}
            assert SAID[fault] in refused["fault"]
        if is_killed:
            writer.run.kill()
        else:
            switch.unlink()
            answers += [writer.tell(note) for note in notes[after:after + 5]]
    holds(folder, answers)
    store = records(folder)
    for note in notes[after:]:
        store.append(draft_of(note))
    assert len(sound(store)) == 1 + len(notes)
    store.close()


@needs_compiler
@pytest.mark.parametrize("fault", [*SAID, "read"])
def test_a_founding_or_opening_that_the_disk_did_not_take_is_told_and_made_good(
        tmp_path, notes, fault):
    folder, switch = tmp_path / "records", tmp_path / "switch"
    folder.mkdir()
    switch.write_text(fault)
    with writing(folder, BREAK_SWITCH=switch) as writer:
        refused = writer.answer()
    assert "fault" in refused or fault == "read"
    switch.unlink()
    with writing(folder, BREAK_SWITCH=switch) as writer:
        answers = [writer.answer(), *(writer.tell(note) for note in notes[:30])]
        writer.run.kill()
    switch.write_text("read")
    with writing(folder, BREAK_SWITCH=switch) as writer:
        assert "fault" in writer.answer()
    assert len(holds(folder, answers[1:])) >= 31


def test_a_full_disk_is_told_and_nothing_answered_is_lost(tmp_path, notes):
    disk = tmp_path / "disk"
    disk.mkdir()
    with small_disk(disk):
        folder, ballast = disk / "records", disk / "ballast"
        answers = []
        store = records(folder)
        ballast.write_bytes(bytes(500_000))
        refused = None
        for note in notes * 20:
            draft = draft_of(note | {"event_id": f"{len(answers)}"})
            try:
                answers.append(vars(store.append(draft)))
            except Exception as fault:
                refused = fault
                break
        assert "is full" in str(refused)
        assert type(refused).__name__ == "RecordsFault"
        holds(folder, answers)
        ballast.unlink()
        answers.append(vars(store.append(draft)))
        store.close()
        holds(folder, answers)


@pytest.mark.skipif(os.name != "posix", reason="limits of files are of Unix")
def test_a_file_that_may_not_grow_is_told_and_nothing_answered_is_lost(tmp_path):
    rng = random.Random(1)
    notes = [note_line(rng, rng.randbytes(4000).hex()) for _ in range(80)]
    answers = []
    with writing(tmp_path, largest=256) as writer:
        writer.answer()
        while "fault" not in (said := writer.tell(notes[len(answers)])):
            answers.append(said)
        assert "The disk did not take the record" in said["fault"]
    assert answers
    with writing(tmp_path) as writer:
        writer.answer()
        answers += [writer.tell(note) for note in notes[len(answers):]]
    assert len(holds(tmp_path, answers)) == 1 + len(notes)


@contextmanager
def small_disk(place: Path) -> Iterator[None]:
    mounting = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if os.name != "posix" or os.geteuid() != 0 or subprocess.run(
            mounting, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be made by the administrator alone")
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)
