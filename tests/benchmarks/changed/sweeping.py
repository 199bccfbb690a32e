"""The sweep: every change made in a copy of the tree, in as many processes as there are jobs."""

from __future__ import annotations

import compileall
import importlib
import multiprocessing
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.benchmarks.changed.change import Change
from tests.benchmarks.changed.choosing import Choice
from tests.benchmarks.changed.judging import Noticed, Verdict, changed, judge
from tests.benchmarks.changed.recording import Recording

PRELOADED: Final = ("pint", "pydantic", "pytest", "hypothesis")
BATCH: Final = 8


@dataclass(frozen=True)
class Tried:
    """A change of a file and what noticed it."""

    file: str
    change: Change
    verdict: Verdict


def copy_of_the_tree(root: Path, folder: Path) -> Path:
    """Copy the program, its data and its tests into a folder, compiled."""
    for part in ("bmcalc", "resources", "tests"):
        shutil.copytree(root / part, folder / part)
    for name in ("pyproject.toml", "README.md"):
        shutil.copy2(root / name, folder / name)
    compileall.compile_dir(folder / "bmcalc", quiet=1)
    return folder


class _Worker:
    """One process: a tree of its own, and the questions that noticed something last."""

    tree: Path
    recording: Recording
    choice: Choice

    def begin(self, root: Path, folder: Path, recording: Recording) -> None:
        turn = multiprocessing.current_process()._identity[0]
        self.tree = copy_of_the_tree(root, folder / f"worker-{turn}")
        self.recording = recording
        self.choice = Choice(recording, root)
        for name in PRELOADED:
            importlib.import_module(name)

    def judged(self, name: str, change: Change) -> Tried:
        path = self.tree / name
        cases, tests, others = self.choice.of(name, change)
        with changed(path, change.applied_to(path.read_bytes())):
            verdict = judge(self.tree, self.recording, cases, tests, others)
        self.choice.noticed_by(verdict.by)
        return Tried(name, change, verdict)


_WORKER = _Worker()


def _judged(job: tuple[str, Change]) -> Tried:
    return _WORKER.judged(*job)


def unchanged(root: Path, folder: Path, recording: Recording) -> Noticed:
    """Say whether the tree as it is agrees with what was recorded of it."""
    tree = copy_of_the_tree(root, folder)
    count, first = len(recording.questions), recording.cases()
    cases, others = range(0, first, 5), range(first, count, 5)
    tests = list(recording.tests)[::5]
    return judge(tree, recording, cases, tests, others).noticed


def sweep(
    todo: Sequence[tuple[str, Change]], recording: Recording, root: Path, folder: Path, jobs: int
) -> Iterator[Tried]:
    """Yield each change of a tree with what noticed it, in their order."""
    context = multiprocessing.get_context("fork")
    with context.Pool(jobs, _WORKER.begin, (root, folder, recording)) as pool:
        yield from pool.imap(_judged, todo, chunksize=BATCH)
