"""Save what the program answers to many cases, and compare the answers of two versions.

Run: .venv/bin/python -m tests.benchmarks.answers save BEFORE.jsonl
     .venv/bin/python -m tests.benchmarks.answers save AFTER.jsonl --inputs BEFORE.jsonl
     .venv/bin/python -m tests.benchmarks.answers compare BEFORE.jsonl AFTER.jsonl

``save`` answers every shipped verification case, random whole orders, and random inputs of the
calculators that stand before a dose. The inputs are kept with the answers: ``--inputs`` answers
those of another file again, so that two versions are always asked the same. A file whose name ends
in ``.gz`` is compressed. Kept is what decides: status, verdicts, values, rules, the codes of
findings and errors; the steps and the wording of findings are left out.

``compare`` lists first whatever became milder, and then exits with 1; next every other change by
calculator, drug and verdict, with examples. A field that only one of the versions has is counted
apart, and is no difference where it is new.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.benchmarks.answers.answering import save
from tests.benchmarks.answers.comparing import compare

ORDERS: Final = 20_000


def main(arguments: Sequence[str]) -> int:
    """Read the command line, save or compare, and return the exit code."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.answers", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    saving = commands.add_parser("save", help="answer everything and write it to a file")
    saving.add_argument("file", type=Path)
    saving.add_argument("--orders", type=int, default=ORDERS)
    saving.add_argument("--seed", type=int, default=1)
    saving.add_argument("--inputs", type=Path, help="answer the inputs of this file again")
    comparing = commands.add_parser("compare", help="compare the answers of two files")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    given = parser.parse_args(arguments)
    if given.command == "save":
        return save(given.file, given.orders, given.seed, given.inputs)
    return compare(given.before, given.after)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
