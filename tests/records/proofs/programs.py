"""Running the programs of these proofs: compiled libraries, writers in processes of their own."""

from __future__ import annotations

import functools
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

Told = dict[str, Any]
"""A line as a writer reads or answers it."""

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
WRITER = [sys.executable, "-m", "tests.records.proofs.writer"]
COMPILER = shutil.which("gcc") or shutil.which("cc")

needs_compiler = pytest.mark.skipif(
    not sys.platform.startswith("linux") or COMPILER is None,
    reason="a power cut and a failing disk are played with a C compiler on Linux: none here")


@functools.cache
def _compiled() -> tempfile.TemporaryDirectory[str]:
    """Return the folder of what was compiled; it goes when the tests end."""
    return tempfile.TemporaryDirectory(prefix="bmcalc-proofs-")


@functools.cache
def library(name: str) -> Path:
    """Return the shared library of a C file beside this one."""
    assert COMPILER is not None
    made = Path(_compiled().name) / f"{name}.so"
    subprocess.run([COMPILER, "-O1", "-U_FORTIFY_SOURCE", "-shared", "-fPIC", "-o", made,
                    HERE / f"{name}.c", "-ldl", "-lpthread"], check=True)
    return made


def preloaded(name: str, folder: Path, **more: object) -> dict[str, str]:
    """Return an environment in which a library watches over the files of a folder."""
    return os.environ | {"LD_PRELOAD": str(library(name)),
                         "RECORDS_WATCHED": str(folder.resolve())} | {
        name: str(value) for name, value in more.items()}


def note_line(rng: random.Random, words: str = "") -> Told:
    """Return a note as ``bmcalc records append`` reads it, short or over several pages."""
    size = rng.choice([10, 100, 1000]) if rng.random() < 0.95 else 20_000
    return {"event_id": str(uuid.UUID(int=rng.getrandbits(128))), "kind": "note", "about": {},
            "body": {"text": words or rng.randbytes(size // 2).hex()}}


def lines(told: Iterable[object]) -> str:
    """Return lines of JSON."""
    return "".join(json.dumps(one) + "\n" for one in told)


def whole_lines(text: str) -> list[Told]:
    """Return what the lines hold that were written to their end."""
    return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]
