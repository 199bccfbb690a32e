"""Asking the changed program, in a process of its own, until something notices the change."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from tests.benchmarks.changed.recording import Question, digest

MOST_SECONDS: Final = 150


class Noticed(StrEnum):
    """By what a change was noticed."""

    BY_START = "the program does not start"
    BY_CASE = "a shipped case"
    BY_ANSWER = "a recorded answer"
    TOO_SLOW = "out of time"
    BY_NOTHING = "nothing"


class Verdict(NamedTuple):
    """By what a change was noticed, and by which question."""

    noticed: Noticed
    question: int | None = None


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
    tree: Path, questions: Sequence[Question], cases: Sequence[int], others: Sequence[int]
) -> Verdict:
    """Return what notices that a tree was changed: a case first, else another question."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            verdict = _asked(tree, questions, cases, others)
            os.write(writing, json.dumps(verdict).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        answer = told.read()
    status = os.waitpid(child, 0)[1]
    if not answer:
        return Verdict(Noticed.TOO_SLOW if os.WIFSIGNALED(status) else Noticed.BY_START)
    noticed, question = json.loads(answer)
    return Verdict(Noticed(noticed), question)


def _asked(
    tree: Path, questions: Sequence[Question], cases: Sequence[int], others: Sequence[int]
) -> Verdict:
    signal.alarm(MOST_SECONDS)
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(tree))
    try:
        from bmcalc.verification.cases import Case, run_cases
        from tests.benchmarks.answers.asked import Asked
        from tests.benchmarks.answers.keeping import answer_to
    except Exception:
        return Verdict(Noticed.BY_START)
    for number in cases:
        one = questions[number]
        case = Case(one.key, one.calculator, one.inputs, one.expect or {})
        if not run_cases([case])[0].passed:
            return Verdict(Noticed.BY_CASE, number)
    for number in others:
        one = questions[number]
        if digest(answer_to(Asked(one.key, one.calculator, one.inputs))) != one.answer:
            return Verdict(Noticed.BY_ANSWER, number)
    return Verdict(Noticed.BY_NOTHING)
