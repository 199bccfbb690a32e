"""What the ledger costs: an append beside the disk's own flush, verifying, opening a long one.

Run: .venv/bin/python -m tests.benchmarks.ledger [events, 100000 unless told] [folder]
The folder, which must not be in memory to mean anything, is the current one unless told; what is
written into it is removed again. Appends and bare flushes alternate, so that both meet the same
disk. Verifying is told by the clock and by the processor's time: on a busy machine the second is
what to compare. Nothing here passes or fails.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from nacl.signing import SigningKey

from bmcalc.records.ledger.event import Signature
from bmcalc.records.ledger.installation import Installation
from bmcalc.records.ledger.reading import ledger_file
from bmcalc.records.ledger.sqlite_store import FILE, SqliteStore
from bmcalc.records.ledger.verify import Witness, verify
from bmcalc.records.opening import open_records
from bmcalc.records.people.keys import is_signed
from tests.records.ledger.given import note, records

EVENTS = 100_000
FEW = 1_000
APPENDS = 400
OPENINGS = 15
BLOCK = b"x" * 4096
WORDS = "Docetaxel 120 mg was asked for at 09:15; 已电话核实体重 58 kg。"


def seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def appending(folder: Path) -> None:
    """Print the median of an append, of a bare flush of one block, and of both one by one."""
    store = records(folder)
    descriptor = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def flush() -> None:
        os.write(descriptor, BLOCK)
        os.fsync(descriptor)

    bare, appended, processor = [], [], []
    for number in range(APPENDS):
        bare.append(seconds(flush))
        begun = time.process_time()
        appended.append(seconds(lambda number=number: store.append(note(WORDS, b=number))))
        processor.append(time.process_time() - begun)
    os.close(descriptor)
    store.close()
    own = statistics.median(one - other for one, other in zip(appended, bare, strict=True))
    print(f"append {statistics.median(appended) * 1e3:8.3f} ms, the disk's own flush "
          f"{statistics.median(bare) * 1e3:.3f} ms, beside it {own * 1e3:.3f} ms, of that the "
          f"processor {statistics.median(processor) * 1e3:.3f} ms (medians of {APPENDS})")


def filled(folder: Path, events: int) -> None:
    """Write a long ledger in one go, without a flush for each: only its length matters here."""
    store = records(folder)
    connection = store._connection
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN IMMEDIATE")
    for number in range(events - 1):
        store._add(note(WORDS, b=number), None)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    store.close()


class _Signed:
    """A witness that verifies a person's signature of every event, of which there is one."""

    def objection(self, event):
        signature = event.draft.signature
        if signature is None or is_signed(signature.key, event.draft.digest(), signature.value):
            return None
        return "bad"


def signed(folder: Path, events: int) -> None:
    """Write a ledger in which a person signed every event."""
    key = SigningKey.generate()
    public = bytes(key.verify_key).hex()
    store = records(folder)
    store._connection.execute("PRAGMA synchronous = OFF")
    for number in range(events - 1):
        draft = note(WORDS, b=number)
        signature = Signature(public, key.sign(draft.digest()).signature.hex())
        store.append(draft.signed(signature))
    store.close()


def verifying(folder: Path, what: str, witnesses: tuple[Witness, ...] = ()) -> None:
    """Print what verifying costs an event."""
    key = Installation.read(folder)
    assert key is not None
    clock, processor = time.perf_counter(), time.process_time()
    with ledger_file(folder / FILE) as file:
        found = verify(file.stored(), key.public, (), witnesses)
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    assert found.sound
    assert found.head is not None
    events = found.head.seq
    print(f"verify {clock / events * 1e6:8.1f} us an event by the clock, "
          f"{processor / events * 1e6:.1f} us of the processor ({events} events, {what})")


def opening(folder: Path, events: int) -> None:
    """Print the median of opening a ledger, reading its head and letting go of it."""
    def opened() -> SqliteStore:
        store = open_records(folder)
        store.head()
        store.close()
        return store

    opened()
    median = statistics.median(seconds(opened) for _time in range(OPENINGS))
    print(f"open   {median * 1e3:8.3f} ms, {events} events (median of {OPENINGS})")


def main(events: int, parent: Path) -> None:
    with tempfile.TemporaryDirectory(dir=parent, prefix="ledger-") as temporary:
        work = Path(temporary)
        appending(work / "append")
        for count in (FEW, events):
            filled(work / str(count), count)
            opening(work / str(count), count)
        verifying(work / str(events), "the installation's signature")
        signed(work / "signed", FEW * 2)
        verifying(work / "signed", "and a person's on each", (_Signed(),))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS,
         Path(sys.argv[2]) if len(sys.argv) > 2 else Path.cwd())
