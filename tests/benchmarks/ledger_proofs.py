"""The proofs of the ledger at full length: kill -9, power cuts, processes at once.

Run: .venv/bin/python -m tests.benchmarks.ledger_proofs [kill] [power] [together] [seed]
Without a word all of them run, some ten minutes. The tests run the same at a tenth or less.
Exit 1 where something that was answered is lost, or a control is not noticed.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable

from tests.records.proofs.killing import COMMAND, THROUGH_STORE, Killed, kill
from tests.records.proofs.power_cut import cut, record, share, work
from tests.records.proofs.recording import random_cuts
from tests.records.proofs.together import found_together, judge_together, write_together

EVENTS, KILLS, IMAGES = 20_000, 300, 1000


def kill_nine(seed: int) -> bool:
    """Kill a writer at 300 random moments of 20,000 events, by the store and by the command."""
    is_kept = True
    for name, writer in (("store", THROUGH_STORE), ("bmcalc records append", COMMAND)):
        begun = time.monotonic()
        outcome = kill(EVENTS, KILLS, random.Random(seed), writer)
        print(f"kill -9, {name}: {outcome} in {time.monotonic() - begun:.0f} s", flush=True)
        is_kept &= outcome == Killed(KILLS, EVENTS, EVENTS, lost=0, twice=0)
    early = kill(EVENTS // 20, KILLS // 20, random.Random(seed), [*THROUGH_STORE, "--hasty"])
    print(f"kill -9, control that answers too early: {early.lost} lost by {early.kills} kills")
    return is_kept and early.lost > 0


def power_cuts(seed: int) -> bool:
    """Open 1,000 disks that power cuts leave, and as many of a writer that flushes too rarely."""
    sound, lost = 0, 0
    for control in ([], ["--normal"]):
        rng = random.Random(seed)
        told = work(300, rng)
        deaths = [] if control else [rng.randrange(5, 200) for _ in range(8)]
        steps = record(told, deaths, *control)
        outcomes = cut(steps, told, random_cuts(steps, IMAGES, rng), rng)
        name = "synchronous=NORMAL" if control else "as it is"
        parts = ", ".join(f"{share(outcomes, one)} {one}" for one in ("sound", "lost", "unsound"))
        print(f"power cut, {name}: {parts} of {IMAGES}; {len(steps)} steps, {len(deaths)} kills",
              flush=True)
        sound, lost = (sound, share(outcomes, "lost")) if control else (outcomes["sound"], lost)
    return sound == IMAGES and lost > 0


def together(_seed: int) -> bool:
    """Write with four processes, found with eight, judge with two."""
    written = write_together(processes=4, events=500)
    print(f"4 processes x 500: {written.found} in one chain, {written.twice} twice, "
          f"{written.milliseconds:.2f} ms an event", flush=True)
    alone = write_together(processes=1, events=2000)
    print(f"1 process x 2,000: {alone.milliseconds:.2f} ms an event, of which the disk's own flush "
          f"{flush_alone(2000):.2f} ms")
    founded = found_together(processes=8, rounds=100)
    print(f"8 founders: {sum(len(one) == 1 for one in founded)} of 100 places with one chain")
    judged = judge_together(processes=2, rounds=1000)
    won = judged.count(["moved", "won"])
    print(f"2 windows: {won} of 1,000 rounds with one winner and one that is told it moved")
    return (written.found, written.twice, won) == (2000, 0, 1000) and all(
        len(one) == 1 for one in founded)


def flush_alone(count: int) -> float:
    """Return the milliseconds of a bare write of four pages with its flush."""
    with tempfile.TemporaryFile(buffering=0) as file:
        begun = time.monotonic()
        for _ in range(count):
            file.write(bytes(4 * 4096))
            os.fdatasync(file.fileno())
        return (time.monotonic() - begun) * 1000 / count


PROOFS: dict[str, Callable[[int], bool]] = {
    "kill": kill_nine, "power": power_cuts, "together": together,
}


def main(words: list[str]) -> int:
    """Run the proofs that are named, or all."""
    seed = next((int(word) for word in words if word.isdigit()), 1)
    named = [word for word in words if not word.isdigit()] or list(PROOFS)
    held = [PROOFS[name](seed) for name in named]
    print("all held" if all(held) else "NOT ALL HELD")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
