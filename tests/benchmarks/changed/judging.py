"""Asking the changed program, in a process of its own, until something notices the change."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from tests.benchmarks.changed.ordinary import first_failing
from tests.benchmarks.changed.recording import Question, Recording, digest

MOST_SECONDS: Final = 150


class Noticed(StrEnum):
    """By what a change was noticed."""

    BY_START = "the program does not start"
    BY_CASE = "a shipped case"
    BY_TEST = "an ordinary test"
    BY_ANSWER = "a recorded answer"
    TOO_SLOW = "out of time"
    BY_NOTHING = "nothing"


class Verdict(NamedTuple):
    """By what a change was noticed, and by which question or test."""

    noticed: Noticed
    by: int | str = ""


@contextmanager
def changed(path: Path, text: bytes) -> Iterator[None]:
    """Have other bytes in a file for a while; its date is put back, as what was compiled has it."""
    original, times = path.read_bytes(), path.stat()
    path.write_bytes(text)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns + 1_000_000_000))
    try:
        yield
    finally:
        path.write_bytes(original)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def judge(
    tree: Path, recording: Recording, cases: Sequence[int], tests: Sequence[str],
    others: Sequence[int],
) -> Verdict:
    """Return what notices that a tree was changed: a case first, a test, another question."""
    questions = recording.questions
    verdict = _in_a_process(lambda: _by_case(tree, questions, cases))
    if verdict.noticed is Noticed.BY_NOTHING and tests:
        verdict = _in_a_process(lambda: _by_test(tree, tests))
    if verdict.noticed is Noticed.BY_NOTHING:
        verdict = _in_a_process(lambda: _by_answer(tree, questions, others))
    return verdict


def _in_a_process(asking: Callable[[], Verdict]) -> Verdict:
    """Return what a process of its own says; one that dies says it by that."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        signal.alarm(MOST_SECONDS)
        try:
            os.write(writing, json.dumps(asking()).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        answer = told.read()
    status = os.waitpid(child, 0)[1]
    if not answer:
        return Verdict(Noticed.TOO_SLOW if os.WIFSIGNALED(status) else Noticed.BY_START)
    noticed, by = json.loads(answer)
    return Verdict(Noticed(noticed), by)


def _by_case(tree: Path, questions: Sequence[Question], chosen: Sequence[int]) -> Verdict:
    _stand_in(tree)
    try:
        from bmcalc.verification.cases import Case, run_cases
    except Exception:
        return Verdict(Noticed.BY_START)
    for number in chosen:
        one = questions[number]
        case = Case(one.key, one.calculator, one.inputs, one.expect or {})
        if not run_cases([case])[0].passed:
            return Verdict(Noticed.BY_CASE, number)
    return Verdict(Noticed.BY_NOTHING)


def _by_answer(tree: Path, questions: Sequence[Question], chosen: Sequence[int]) -> Verdict:
    _stand_in(tree)
    from tests.benchmarks.answers.asked import Asked
    from tests.benchmarks.answers.keeping import answer_to

    for number in chosen:
        one = questions[number]
        if digest(answer_to(Asked(one.key, one.calculator, one.inputs))) != one.answer:
            return Verdict(Noticed.BY_ANSWER, number)
    return Verdict(Noticed.BY_NOTHING)


def _by_test(tree: Path, chosen: Sequence[str]) -> Verdict:
    failing = first_failing(tree, chosen)
    return Verdict(Noticed.BY_TEST, failing) if failing else Verdict(Noticed.BY_NOTHING)


def _stand_in(tree: Path) -> None:
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(tree))
