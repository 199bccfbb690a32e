"""The questions of the sweep, with the answers of the unchanged program.

Asked are all shipped verification cases, random whole orders, and random inputs of the pages. A
case is noticed by what it expects; any other question where its answer is another one than before.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, Final, TypeAlias

from tests.benchmarks.changed.ordinary import Entered, record_tests, test_folders
from tests.benchmarks.changed.touched import Place, Watch

Json: TypeAlias = dict[str, Any]
Job: TypeAlias = tuple[str, str, int]

SEED: Final = 1


@dataclass(frozen=True)
class Question:
    """One question; ``expect`` is what a shipped case wants, ``answer`` the digest of the rest."""

    key: str
    calculator: str
    inputs: Json
    expect: Json | None
    answer: str
    names: frozenset[str]


@dataclass(frozen=True)
class Recording:
    """Every question, the places that each enters, and those that all of them rest on."""

    questions: tuple[Question, ...]
    entered: tuple[frozenset[Place], ...]
    by_all: frozenset[Place]
    tests: Entered

    def cases(self) -> int:
        """Return how many of the questions are shipped cases; they come first."""
        return sum(one.expect is not None for one in self.questions)


def digest(answer: Json) -> str:
    """Return the hash of what is kept of an answer."""
    return hashlib.sha256(json.dumps(answer, sort_keys=True).encode()).hexdigest()


def record(tree: Path, orders: int, jobs: int) -> Recording:
    """Ask the program of a tree everything, in processes of their own."""
    with multiprocessing.get_context("fork").Pool(jobs, _begin, (tree,)) as pool:
        todo = pool.apply(_todo, (orders,))
        parts = pool.map(_asked, [todo[turn::jobs * 8] for turn in range(jobs * 8)], 1)
    found = sorted(chain(*(pairs for pairs, _by_all in parts)), key=lambda pair: (
        pair[0].expect is None, pair[0].key))
    by_all = frozenset().union(*(places for _pairs, places in parts))
    return Recording(
        tuple(one for one, _places in found), tuple(places for _one, places in found), by_all, {}
    )


def with_tests(recording: Recording, tree: Path, jobs: int) -> Recording:
    """Return the recording with the ordinary tests, each folder run in a process of its own."""
    context = multiprocessing.get_context("fork")
    with context.Pool(jobs, maxtasksperchild=1) as pool:
        parts = pool.starmap(record_tests, [(tree, [one]) for one in test_folders(tree)], 1)
    tests = {name: places for entered, _by_all in parts for name, places in entered.items()}
    by_all = recording.by_all.union(*(places for _entered, places in parts))
    return replace(recording, tests=tests, by_all=by_all)


_TREE: list[Path] = []


def _begin(tree: Path) -> None:
    _TREE.append(tree)
    sys.path.insert(0, str(tree))
    sys.dont_write_bytecode = True


def _todo(orders: int) -> list[Job]:
    from bmcalc.verification.cases import shipped_cases
    from tests.benchmarks.answers.questions import ORDER_CHECK, PAGES

    return [
        *(("case", ORDER_CHECK, place) for place in range(len(shipped_cases()))),
        *(("order", ORDER_CHECK, number) for number in range(orders)),
        *(("page", page, number) for page in PAGES for number in range(orders // 25)),
    ]


def _asked(jobs: list[Job]) -> tuple[list[tuple[Question, frozenset[Place]]], frozenset[Place]]:
    watch = Watch(_TREE[0])
    with watch.watching():
        from bmcalc.verification.cases import shipped_cases
        from tests.benchmarks.answers.asked import Asked
        from tests.benchmarks.answers.keeping import answer_to
        from tests.benchmarks.answers.orders import random_order
        from tests.benchmarks.answers.pages import random_page

        cases = shipped_cases()
    found = []
    for kind, calculator, number in jobs:
        expect: Json | None = None
        if kind == "case":
            case = cases[number]
            asked = Asked(f"case:{case.id}", case.calculator, dict(case.inputs))
            expect = dict(case.expect)
        else:
            inputs = (random_order(SEED, number) if kind == "order"
                      else random_page(calculator, SEED, number))
            asked = Asked(f"{kind}:{calculator}-{number}", calculator, inputs)
        with watch.watching() as places:
            answer = answer_to(asked)
        names = frozenset(_words(asked.inputs)) | frozenset(_words(answer.get("values", {})))
        found.append((
            Question(asked.key, asked.calculator, asked.inputs, expect, digest(answer), names),
            frozenset(places),
        ))
    return found, frozenset(watch.by_all)


def _words(value: Any) -> Iterator[str]:
    """Yield every text of an answer that can be the name of a file, keys among them."""
    if isinstance(value, dict):
        yield from value
        for part in value.values():
            yield from _words(part)
    elif isinstance(value, list):
        for part in value:
            yield from _words(part)
    elif isinstance(value, str) and len(value) < 40:
        yield value
