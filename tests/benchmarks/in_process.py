"""Reading the formulary, the first order check and a batch of checks, in a process of their own.

Run: .venv/bin/python -m tests.benchmarks.in_process [other tree]
Processor time; with another work tree both run in alternation, and the ratio is this ÷ other.
Only orders that every tree answers are compared: a refusal is quick, and an older tree refuses what
it had no fields for.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

RUNS = int(os.environ.get("RUNS", "7"))
HERE = Path(__file__).resolve().parent.parent.parent
READING = """
begun = clock()
regimen = formulary().regimens[REGIMEN]
assert [formulary().drugs[line.drug] for line in regimen.lines]
told["reading " + REGIMEN] = clock() - begun
"""
FIRST_CHECK = """
from bmcalc import compute
import bmcalc.catalogue
bmcalc.catalogue.calculator("order-check")
assert formulary().policy and all(formulary().drugs.values())
assert all(formulary().regimens.values())
begun = clock()
assert compute("order-check", cases[0])["values"]
told["first order check"] = clock() - begun
"""
BATCH = """
import resource
from bmcalc import compute
BLOCK, BLOCKS = 100, 8
for case in cases:
    compute("order-check", case)
memory, blocks = [], []
for block in range(BLOCKS):
    begun = clock()
    for number in range(BLOCK):
        compute("order-check", cases[number % len(cases)])
    blocks.append(clock() - begun)
    memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
told["batch, one check"] = sum(blocks) / BLOCK / BLOCKS
told["batch, last block ÷ first"] = blocks[-1] / blocks[0]
told["batch, memory after ÷ before"] = memory[-1] / memory[0]
"""
ANSWERED = """
from bmcalc import compute
told["answered"] = [bool(compute("order-check", case)["values"]) for case in cases]
"""
ALL = {"tcbhp": READING, "gemcitabine-carboplatin": READING, "": FIRST_CHECK, "batch": BATCH}
BEFORE = """
import json, sys, time
clock, told = time.process_time, {}
REGIMEN, cases = json.load(sys.stdin)
try:
    from bmcalc.formulary.shipped import shipped_formulary as formulary
except ImportError:  # older trees read everything at once
    from bmcalc.formulary.loading import shipped_formulary as formulary
"""


def order_checks() -> list[dict[str, object]]:
    """Return the inputs of published order checks, one of ten."""
    path = HERE / "resources" / "verification" / "order-check.json"
    written = json.loads(path.read_text(encoding="utf-8"))
    cases = written["cases"] if isinstance(written, dict) else written
    return [one["inputs"] for one in cases[3::10]]


def told_by(tree: Path, name: str, code: str, given: list[dict[str, object]]) -> dict[str, Any]:
    """Return what one part told that ran in a process of its own."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    program = f"{BEFORE}{code}\nprint(json.dumps(told))"
    done = subprocess.run(
        [sys.executable, "-c", program], input=json.dumps([name, given]),
        check=True, capture_output=True, text=True, cwd=tree, env=environment,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def run(tree: Path, given: list[dict[str, object]]) -> dict[str, float]:
    """Return what each part took, in seconds."""
    told: dict[str, float] = {}
    for name, code in ALL.items():
        told |= told_by(tree, name, code, given)
    return told


def answered_by(trees: list[Path], given: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return the orders that every tree answers; each has read all its files after that."""
    answers = [told_by(tree, "", ANSWERED, given)["answered"] for tree in trees]
    return [one for one, *answered in zip(given, *answers, strict=True) if all(answered)]


def main() -> None:
    """Print the medians of this tree, and their ratio to those of the other pair by pair."""
    trees = [HERE, *map(Path, sys.argv[1:2])]
    given = answered_by(trees, order_checks())
    for tree in trees:
        run(tree, given)
    print(f"{len(given)} orders")
    rounds = [[run(tree, given) for tree in trees] for _ in range(RUNS)]
    for name in rounds[0][0]:
        here = statistics.median(one[0][name] for one in rounds)
        shown = f"{here:8.2f}" if "÷" in name else f"{here * 1000:8.2f} ms"
        if len(trees) > 1:
            other = statistics.median(one[1][name] for one in rounds)
            ratio = statistics.median(this[name] / other[name] for this, other in rounds)
            shown += f"   other {other:.4f}   ratio {ratio:.2f}"
        print(f"{name:34}{shown}")
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
