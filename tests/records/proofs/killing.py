"""kill -9: a writer is killed at random moments and told again what it did not answer."""

from __future__ import annotations

import random
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bmcalc.records.ledger.store import Receipt
from bmcalc.records.opening import open_records
from tests.records.ledger.given import records
from tests.records.proofs.programs import Told, lines, note_line, start, whole_lines
from tests.records.proofs.sound import sound


@dataclass(frozen=True)
class Killed:
    """What came of it: counts of kills and events; ``again`` were there before they were told."""

    kills: int
    events: int
    answered: int
    lost: int
    twice: int
    again: int


def kill(count: int, kills: int, rng: random.Random, writer: Sequence[object]) -> Killed:
    """Return what came of so many events while the writer was killed so many times.

    ``writer`` is the command that reads lines of events; FOLDER in it is the folder of the records.
    """
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "records"
        records(folder).close()
        command = [str(part).replace("FOLDER", str(folder)) for part in writer]
        told = [note_line(rng) for _ in range(count)]
        answers: dict[str, Receipt] = {}
        again = 0
        for turn in range(kills):
            there = len(answers)
            left = told[there:]
            share = -(-len(left) // (kills - turn))
            more = _killed_after(command, left, rng.randrange(share + 1), rng, folder)
            again += _take(answers, more)
        finished = subprocess_lines(command, told[len(answers):], folder)
        again += _take(answers, finished)
        store = open_records(folder)
        found = sound(store)
        store.close()
        lost = sum(found.get(name) != receipt for name, receipt in answers.items())
        texts = [one["body"]["text"] for one in told]
        return Killed(kills, count, len(answers), lost, len(found) - 1 - len(set(texts)), again)
