"""Change one number, comparison or member at a time and see whether anything notices it.

Run: .venv/bin/python -m tests.benchmarks.changed [FILE|FOLDER ...]
         [--sample N] [--seed S] [--jobs 2] [--orders 1500]

Swept are orders, rules, core, limits, tables, policy, formulary, regimens, formulas and
calculators, or the files and folders that are named. A whole number is changed by 1, any other by
10 %, up and down (a zero only up); ``<`` becomes ``<=`` and so on; a member is taken out of each
set that decides; an outcome of a rule becomes one that weighs otherwise. Each change is made in a
copy of the tree and judged in a process of its own: first by the shipped verification cases, next
by the ordinary tests, then by the answers to random orders and page inputs that the unchanged
program gave. Only questions that enter the changed function, or name the drug, are asked. Of a
change that took too long it is said so; it counts as noticed, as a program that hangs is. The exit
code is 1 where a change is not noticed.
"""

from __future__ import annotations

import argparse
import pickle
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.benchmarks.changed.files import ROOT, changes_of, chosen_files, sampled
from tests.benchmarks.changed.judging import Noticed
from tests.benchmarks.changed.recording import Recording, record, with_tests
from tests.benchmarks.changed.sweeping import Tried, copy_of_the_tree, sweep, unchanged


def told(one: Tried, root: Path) -> str:
    """Return the line of a change that nothing noticed: the place, the change, the text there."""
    change = one.change
    line = (root / one.file).read_text(encoding="utf-8").splitlines()[change.line - 1].strip()
    new = change.new if len(change.new) < len(change.old) + 6 else "left out"
    return f"{one.file}:{change.line}: {change.kind} {change.old} -> {new} in {line}"


def tell_counts(tried: Iterable[Tried]) -> None:
    """Print for each folder how many changes there were and what noticed them."""
    counts: dict[str, Counter[Noticed]] = defaultdict(Counter)
    for one in tried:
        folder = one.file.rpartition("/")[0]
        parts = folder.split("/")
        name = "/".join(parts[:2]) if len(parts) > 1 else one.file
        counts[name][one.verdict.noticed] += 1
    for name, found in counts.items():
        whole = sum(found.values())
        caught = whole - found[Noticed.BY_NOTHING]
        by = ", ".join(f"{count} by {who}" for who, count in found.most_common())
        print(f"{name:24} {whole} changes, {caught} noticed ({caught / whole:.1%}): {by}")


def recorded(root: Path, folder: Path, orders: int, jobs: int, kept: Path | None) -> Recording:
    """Return what the unchanged program answers and enters, from a file where one has it."""
    if kept is not None and kept.is_file():
        found: Recording = pickle.loads(kept.read_bytes())
        return found
    tree = copy_of_the_tree(root, folder / "asked")
    found = with_tests(record(tree, orders, jobs), tree, jobs)
    if kept is not None:
        kept.write_bytes(pickle.dumps(found))
    return found


def main(arguments: Sequence[str]) -> int:
    """Sweep the files, print what nothing noticed, and return the exit code."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.changed", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--sample", type=int, help="try only so many changes, drawn by the seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--orders", type=int, default=1500)
    parser.add_argument("--recording", type=Path,
                        help="read what was recorded from this file, or write it there")
    given = parser.parse_args(arguments)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        root = copy_of_the_tree(ROOT, folder / "root")
        names = chosen_files(root, given.files)
        every = [(name, one) for name in names for one in changes_of(root, name)]
        exempt = Counter(one.exempt for _name, one in every if one.exempt)
        todo = sampled([pair for pair in every if not pair[1].exempt], given.sample, given.seed)
        print(f"{len(todo)} of {len(every) - exempt.total()} changes", flush=True)
        recording = recorded(root, folder, given.orders, given.jobs, given.recording)
        others = len(recording.questions) - recording.cases()
        print(f"{recording.cases()} cases, {len(recording.tests)} tests and {others} other "
              f"questions recorded in {time.monotonic() - begun:.0f} s", flush=True)
        found = unchanged(root, folder / "unchanged", recording)
        if found is not Noticed.BY_NOTHING:
            print(f"Before anything was changed, {found} disagrees.")
            return 2
        tried = []
        for one in sweep(todo, recording, root, folder, given.jobs):
            tried.append(one)
            if one.verdict.noticed in (Noticed.BY_NOTHING, Noticed.TOO_SLOW):
                slow = one.verdict.noticed is Noticed.TOO_SLOW
                print(f"{'(out of time) ' if slow else ''}{told(one, root)}", flush=True)
    tell_counts(tried)
    print("Exempt: " + "; ".join(f"{count} {why}" for why, count in sorted(exempt.items())))
    print(f"{time.monotonic() - begun:.0f} s")
    return int(any(one.verdict.noticed is Noticed.BY_NOTHING for one in tried))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
