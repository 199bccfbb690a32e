"""kill -9: a writer is killed at random moments and told again what it did not answer."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bmcalc.records.ledger.store import Receipt
from bmcalc.records.opening import open_records
from tests.records.proofs.programs import ROOT, WRITER, Told, lines, note_line, whole_lines
from tests.records.proofs.sound import sound

COMMAND = [sys.executable, "-m", "bmcalc", "records", "append", "-"]
THROUGH_STORE = [*WRITER, "FOLDER"]
AHEAD = 400
"""How many lines a writer that will be killed is told more than it can answer."""


@dataclass(frozen=True)
class Killed:
    """What came of it: kills, and events told, answered, lost, stored twice."""

    kills: int
    told: int
    answered: int
    lost: int
    twice: int


def kill(count: int, kills: int, rng: random.Random, writer: Sequence[str]) -> Killed:
    """Return what came of so many events while the writer was killed so many times.

    ``writer`` is a command that reads lines of events; a part FOLDER of it is the records' folder.
    """
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "records"
        command = [str(folder) if part == "FOLDER" else part for part in writer]
        told = [note_line(rng) for _ in range(count)]
        receipts: list[Receipt] = []
        done = 0
        while done < kills:
            average = (count - len(receipts)) // (kills - done + 1)
            left = told[len(receipts):]
            answers, is_killed = _killed(command, left, rng.randrange(2 * average + 1), rng, folder)
            receipts += answers
            done += is_killed
        receipts += _finished(command, told[len(receipts):], folder)
        return _judged(folder, told, receipts, done)


def _judged(folder: Path, told: list[Told], receipts: list[Receipt], kills: int) -> Killed:
    store = open_records(folder)
    found = sound(store)
    texts = [stored.event().draft.body["text"] for stored in store.read_from(2)]
    store.close()
    lost = sum(found.get(receipt.event_id) != receipt for receipt in receipts)
    lost += len({one["body"]["text"] for one in told} - set(texts))
    answered = {receipt.event_id for receipt in receipts}
    return Killed(kills, len(told), len(answered), lost, len(texts) - len(set(texts)))


def _killed(command: list[str], left: list[Told], answers: int, rng: random.Random,
            folder: Path) -> tuple[list[Receipt], bool]:
    """Let a writer answer so many lines, kill it within the next ones; return what it answered.

    Without an answer to wait for it is killed somewhere between its start and its first ones.
    """
    with _running(command, left[:answers + AHEAD], folder) as run:
        assert run.stdout is not None
        text = ""
        while text.count("event_id") < answers:
            line = run.stdout.readline()
            assert line, "the writer ended of itself"
            text += line
        time.sleep(rng.uniform(0, 0.004) if answers else rng.uniform(0, 0.6))
        run.kill()
        text += run.stdout.read()
    return _receipts(text), run.returncode == -9


def _finished(command: list[str], left: list[Told], folder: Path) -> list[Receipt]:
    with _running(command, left, folder) as run:
        assert run.stdout is not None
        text = run.stdout.read()
    assert run.returncode == 0
    return _receipts(text)


def _receipts(text: str) -> list[Receipt]:
    return [Receipt(**one) for one in whole_lines(text) if "event_id" in one]


def _running(command: list[str], left: list[Told], folder: Path) -> subprocess.Popen[str]:
    with tempfile.TemporaryFile("w+", encoding="utf-8") as given:
        given.write(lines(left))
        given.flush()
        given.seek(0)
        return subprocess.Popen(command, cwd=ROOT, stdin=given, stdout=subprocess.PIPE,
                                encoding="utf-8",
                                env=os.environ | {"BMCALC_RECORDS": str(folder)})
