"""Power cuts: a program is recorded while it records, and every disk it may leave is opened."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.sqlite_store import SqliteStore
from tests.records.ledger.given import records
from tests.records.proofs.programs import WRITER, Told, note_line, whole_lines
from tests.records.proofs.recorder import Recorder
from tests.records.proofs.recording import Step, images
from tests.records.proofs.sound import Unsound, sound
from tests.records.proofs.writer import draft_of

PAGES = 20
"""After so many pages SQLite moves its log into the ledger: often, so that many cuts lie there."""


def work(count: int, rng: random.Random) -> list[Told]:
    """Return what the writer is told: notes, keys kept and erased, the ledger opened anew."""
    told: list[Told] = []
    for number in range(count):
        told.append(note_line(rng))
        if number % 25 == 10:
            told.append({"keep": f"patient/{number}", "value": rng.randbytes(32).hex()})
        if number % 50 == 40:
            told.append({"erase": f"patient/{number - 30}"})
        if number % 60 == 50:
            told.append({"reopen": True})
    return told


def record(told: list[Told], deaths: Iterable[int], *control: str) -> list[Step]:
    """Return the recording of writers, each killed in place of its n-th flush, the last not.

    What a killed program was not answered for is told again to the next one.
    """
    with tempfile.TemporaryDirectory() as made:
        recorder, left = Recorder(Path(made)), told
        for last in [*deaths, 0]:
            answers = recorder.run(*WRITER, recorder.folder, "--checkpoint", PAGES, *control,
                                   told=left, dies_at=last)
            left = not_answered(left, len(whole_lines(answers)) - 1)
        assert not left
        must_be_complete(recorder.steps(), recorder.folder)
        return recorder.steps()


def not_answered(told: list[Told], answers: int) -> list[Told]:
    """Return what follows the lines that were answered; opening anew has no answer."""
    place = 0
    while place < len(told) and (answers > 0 or "reopen" in told[place]):
        answers -= "reopen" not in told[place]
        place += 1
    return told[place:]


def must_be_complete(steps: list[Step], folder: Path) -> None:
    """Hold the recording against the folder: all of it played leads to the same files."""
    last = next(files for _, files, _ in images(steps, [(len(steps), "kept")], random.Random(0)))
    there = {str(file.relative_to(folder)): file.read_bytes()
             for file in folder.rglob("*") if file.is_file()}
    assert last == there, "the recorder missed something"


def cut(steps: list[Step], told: list[Told], cuts: list[tuple[int, str]],
        rng: random.Random) -> Counter[str]:
    """Return how many disks after a power cut were sound, had lost something, were unsound."""
    outcomes: Counter[str] = Counter()
    for fate, files, answers in images(steps, cuts, rng):
        with tempfile.TemporaryDirectory() as made:
            folder = lay(Path(made), files)
            try:
                lost = lost_in(folder, whole_lines(answers.decode()), told)
            except (Unsound, RecordsFault) as fault:
                outcomes[f"unsound, {fate}: {fault}"] += 1
            else:
                outcomes[f"lost, {fate}: {lost[0].split()[0]}" if lost else "sound"] += 1
    return outcomes


def lay(folder: Path, files: dict[str, bytes]) -> Path:
    """Write the files of a disk into a folder; return that."""
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def share(outcomes: Counter[str], what: str) -> int:
    """Return how many disks were "sound", "lost" something or were "unsound"."""
    return sum(number for name, number in outcomes.items() if name.startswith(what))


def lost_in(folder: Path, answers: list[Told],
            told: list[Told]) -> list[str]:
    """Return what was answered for and is not there; what was not answered is told again."""
    store = records(folder)
    found = sound(store)
    lost: list[str] = []
    founded = [one["chain"] for one in answers if "chain" in one]
    if founded and founded[0] != store.head().chain:
        lost.append("chain")
    receipts = [one for one in answers if "event_id" in one]
    for one in receipts:
        if one["event_id"] not in found or vars(found[str(one["event_id"])]) != one:
            lost.append(f"event {one['seq']}")
    erased = {one["erase"] for one in answers if "erase" in one}
    for one in answers:
        if "keep" in one:
            kept = store.secret(str(one["keep"]))
            if one["keep"] in erased and kept is not None:
                lost.append("erasure")
            elif one["keep"] not in erased and not may_be(kept, one, told):
                lost.append("key")
    if not lost:
        goes_on(store, told, len(receipts))
    store.close()
    values = [bytes.fromhex(str(one["value"])) for one in answers if one.get("keep") in erased]
    if any(value in file.read_bytes() for file in folder.iterdir() for value in values):
        lost.append("erasure")
    return lost


def may_be(kept: bytes | None, one: dict[str, object], told: list[Told]) -> bool:
    """Say whether a key is there, or was erased without that being answered yet."""
    will_go = any(line.get("erase") == one["keep"] for line in told)
    return (kept is None and will_go) or (kept is not None and kept.hex() == one["value"])


def goes_on(store: SqliteStore, told: list[Told], answered: int) -> None:
    """Tell the last event that was answered and the first that was not again: one is there."""
    notes = [line for line in told if "event_id" in line]
    before = store.head().seq
    for line in notes[max(0, answered - 1):answered + 1]:
        store.append(draft_of(line))  # type: ignore[arg-type]
    after = sound(store)
    if len(after) - before not in {0, 1} or any(
            line["event_id"] not in after for line in notes[:answered + 1]):
        raise Unsound(f"a retry made {len(after) - before} events of one")
