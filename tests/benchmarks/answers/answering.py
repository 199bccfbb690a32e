"""The answers of the program to everything that is asked, and what is kept of them."""

from __future__ import annotations

import gzip
import io
import json
import multiprocessing
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Final, Literal, TypeAlias

from bmcalc import __version__
from bmcalc.formulary.in_force import formulary_identity
from bmcalc.verification.cases import shipped_cases
from tests.benchmarks.answers.asked import Asked
from tests.benchmarks.answers.keeping import answer_to
from tests.benchmarks.answers.orders import random_order
from tests.benchmarks.answers.pages import random_page
from tests.benchmarks.answers.questions import ORDER_CHECK, PAGES
from tests.benchmarks.answers.tally import Tally

PROCESSES: Final = 2


Job: TypeAlias = tuple[str, str, int, int] | Asked


def answered(job: Job) -> str:
    """Return the line of one question; a random one is drawn here."""
    if isinstance(job, Asked):
        asked = job
    else:
        kind, identifier, seed, number = job
        inputs = (random_order(seed, number) if kind == "order"
                  else random_page(identifier, seed, number))
        asked = Asked(f"{kind}:{identifier}-{number:06}", identifier, inputs)
    record = {"key": asked.key, "calculator": asked.calculator, "inputs": asked.inputs,
              "answer": answer_to(asked)}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def jobs(orders: int, seed: int) -> Iterator[Job]:
    """Yield everything that is asked: the shipped cases, the orders, the calculators' pages."""
    for case in shipped_cases():
        yield Asked(f"case:{case.id}", case.calculator, dict(case.inputs))
    for number in range(orders):
        yield "order", ORDER_CHECK, seed, number
    for identifier in PAGES:
        for number in range(orders // 10):
            yield "page", identifier, seed, number


def opened(path: Path, mode: Literal["r", "w"]) -> IO[str]:
    """Open a snapshot, compressed where its name says so."""
    if path.suffix == ".gz":
        return io.TextIOWrapper(gzip.GzipFile(path, mode, compresslevel=5), encoding="utf-8")
    return path.open(mode, encoding="utf-8")


def lines_in(path: Path) -> Iterator[str]:
    """Yield the lines of a snapshot below its head."""
    with opened(path, "r") as file:
        yield from islice(file, 1, None)


def jobs_of(path: Path) -> Iterator[Job]:
    for line in lines_in(path):
        record = json.loads(line)
        yield Asked(record["key"], record["calculator"], record["inputs"])


def save(path: Path, orders: int, seed: int, inputs: Path | None) -> int:
    """Answer everything, write the snapshot, and print what came of it."""
    identity = formulary_identity()
    head = {"program": __version__, "formulary": identity.version, "sha256": identity.sha256,
            "orders": orders, "seed": seed, "inputs": None if inputs is None else inputs.name}
    tally = Tally()
    todo = jobs(orders, seed) if inputs is None else jobs_of(inputs)
    with opened(path, "w") as file, multiprocessing.Pool(PROCESSES) as pool:
        file.write(json.dumps(head) + "\n")
        for line in pool.imap(answered, todo, chunksize=100):
            file.write(line + "\n")
            tally.add(json.loads(line))
    tally.tell()
    return int(bool(tally.failed))
