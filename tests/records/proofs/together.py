"""Several processes at once on one ledger: they found it, write into it, judge and act on it."""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from bmcalc.records.faults import Moved
from bmcalc.records.opening import are_founded
from bmcalc.records.projections.projections import Projections
from tests.records.ledger.given import note, records
from tests.records.proofs.sound import sound

_SPAWN = multiprocessing.get_context("spawn")
PATIENCE = 120.0
"""Seconds after which a process that waits for the others gives up."""


@dataclass(frozen=True)
class Written:
    """What came of several writers: events told and found besides the founding, and the time."""

    told: int
    found: int
    twice: int
    seconds: float

    @property
    def milliseconds(self) -> float:
        """Return the time for one event."""
        return self.seconds * 1000 / self.told


def write_together(processes: int, events: int) -> Written:
    """Return what came of so many processes that each wrote so many events at once."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        times = _run(_write, processes, folder, events)
        store = records(folder)
        found = sound(store)
        texts = [one.event().draft.body["text"] for one in store.read_from(2)]
        store.close()
    begun, ended = zip(*times, strict=True)
    return Written(processes * events, len(found) - 1, len(texts) - len(set(texts)),
                   max(ended) - min(begun))


def _write(number: int, barrier: Barrier, folder: Path, events: int) -> tuple[float, float]:
    store = records(folder)
    drafts = [note(f"{number}/{event}", second=event) for event in range(events)]
    barrier.wait(PATIENCE)
    begun = time.monotonic()
    for draft in drafts:
        receipt = store.append(draft)
        assert receipt.event_id == draft.event_id
    ended = time.monotonic()
    store.close()
    return begun, ended


def found_together(processes: int, rounds: int) -> list[set[tuple[str, int]]]:
    """Return, for each fresh folder, the chains and lengths that so many founders saw."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        seen = _run(_found, processes, folder, rounds)
        for place in folder.iterdir():
            assert are_founded(place)
            store = records(place)
            assert len(sound(store)) == 1
            store.close()
            assert {one.name for one in place.iterdir()} == {"installation.key", "ledger.db"}
    return [set(one) for one in zip(*seen, strict=True)]


def _found(_number: int, barrier: Barrier, folder: Path, rounds: int) -> list[tuple[str, int]]:
    seen = []
    for number in range(rounds):
        barrier.wait(PATIENCE)
        store = records(folder / f"place {number}")
        head = store.head()
        seen.append((head.chain, head.seq))
        store.close()
    return seen


def look_together(processes: int, rounds: int) -> None:
    """Let so many programs make the tables of what is looked up, in fresh places, at once."""
    with tempfile.TemporaryDirectory() as made:
        _run(_look, processes, Path(made), rounds)
        for place in Path(made).iterdir():
            assert {one.name for one in place.iterdir()} == {"installation.key", "ledger.db",
                                                            "projections.db"}


def _look(_number: int, barrier: Barrier, folder: Path, rounds: int) -> None:
    for number in range(rounds):
        place = folder / f"place {number}"
        store = records(place)
        barrier.wait(PATIENCE)
        projections = Projections.open(place, store)
        assert projections.catch_up() == 1
        projections.close()
        store.close()


def judge_together(processes: int, rounds: int) -> list[list[str]]:
    """Return, for each round, who "won" and who "moved" of windows that judged the same head."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        outcomes = _run(_judge, processes, folder, rounds)
        store = records(folder)
        assert len(sound(store)) == 1 + sum(one.count("won") for one in outcomes)
        store.close()
    return [sorted(one) for one in zip(*outcomes, strict=True)]


def _judge(number: int, barrier: Barrier, folder: Path, rounds: int) -> list[str]:
    store = records(folder)
    outcomes = []
    for turn in range(rounds):
        judged = store.head().seq
        barrier.wait(PATIENCE)
        try:
            store.append(note(f"window {number}, round {turn}"), after=judged)
            outcomes.append("won")
        except Moved:
            outcomes.append("moved")
        barrier.wait(PATIENCE)
    store.close()
    return outcomes


def _run(work: Callable[..., Any], processes: int, folder: Path, count: int) -> list[Any]:
    """Return what each of several processes gave back that met at one barrier."""
    barrier, answers = _SPAWN.Barrier(processes), _SPAWN.SimpleQueue()
    started = [_SPAWN.Process(target=_told, args=(answers, work, number, barrier, folder, count))
               for number in range(processes)]
    for process in started:
        process.start()
    given = [answers.get() for _ in started]
    for process in started:
        process.join()
    failed = [one for one in given if isinstance(one, str)]
    assert not failed, failed
    return given


def _told(answers: Any, work: Callable[..., Any], number: int, barrier: Barrier,
          *more: Any) -> None:
    try:
        answers.put(work(number, barrier, *more))
    except BaseException as error:
        barrier.abort()
        answers.put(f"{type(error).__name__}: {error}")
        raise
