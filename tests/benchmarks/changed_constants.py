"""Change one number at a time and see whether the shipped verification cases notice it.

Run: .venv/bin/python -m tests.benchmarks.changed_constants [FILE...]

FILE is the name of a module or data file, such as ``calvert.py``, or its path in the project.
Without one, every number of the calculators, of the core's units and conversions, and of the
formulary, the regimens and the policy is changed: a whole number by 1, any other by 10 %, up and
down (a zero only up). Each change is made in a temporary copy of the tree and judged in a process
of its own, by the cases of every calculator that imports the changed file. It is noticed where a
case disagrees or the program does not start. The exit code is 1 where a change is not noticed.
"""

from __future__ import annotations

import ast
import importlib
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).parents[2]
SWEPT = (
    "bmcalc/calculators/*/*.py", "bmcalc/formulas/*.py", "bmcalc/core/rounding.py",
    "bmcalc/core/numbers.py", "bmcalc/core/units.py", "bmcalc/core/unit_labels.py",
    "bmcalc/core/units.txt", "resources/formulary/*.toml", "resources/regimens/*.toml",
    "resources/policy.toml", "resources/limits.toml", "resources/tables/*.toml",
)
PRELOADED = ("pint", "pydantic", "json", "tomllib")
MOST_SECONDS = 120

NUMBER = r"-?\d+(?:\.\d+)?(?:[eE]\d+)?"
NUMBERS_ALONE = re.compile(rf"\s*{NUMBER}(?: \S+|(?:\s+{NUMBER})+)?\s*")
IN_A_STRING = re.compile(rf"(?<![^\s\"']){NUMBER}(?![^\s\"'])")
IN_A_UNIT = re.compile(r"(?<=\*\*)\d+|\b1e9(?=\*)")
IN_DATA = re.compile(r"(?<![\w.^/])\d+(?:\.\d+)?(?![\w.^])")

EXEMPT_KEYWORDS = {
    "decimals": "digits shown", "order": "place in the list", "longest": "longest text or list",
}
EXEMPT_CALLS = {
    "_": "text to read", "show": "digits shown", "decimals_against": "digits shown",
    "Scale": "bands of the drawn score bar, in no answer", "Value": "how a value is shown",
    "Joined": "text to read",
}
"""Why the numbers written directly in a call are not changed: no clinical constant stands there.

A quantity inside, such as a cut-off in ``q("5 mm")``, is another call and is changed.
"""

EXEMPT_DATA = re.compile(
    r"\s*(?:#|(?:name|text|below|version|sources?|code|id|table|date|reviewed_by|signed_by)\b[\w.]*\s*=)"
)
"""Lines of a data file that hold texts, names and versions."""


@dataclass(frozen=True)
class Constant:
    """One number of a file: its line, the bytes it fills, how it is written, why it is exempt."""

    line: int
    start: int
    text: str
    whole: bool
    exempt: str = ""

    @property
    def end(self) -> int:
        """Where it ends, in bytes."""
        return self.start + len(self.text)

    def changed(self) -> Iterator[str]:
        """Yield the number a step up and a step down."""
        number = Decimal(self.text)
        if self.whole or not number:
            steps = (number + 1, number - 1)
        else:
            steps = (number * Decimal("1.1"), number * Decimal("0.9"))
        for step in steps if number else steps[:1]:
            yield format(step, "f")


def constants(path: Path) -> list[Constant]:
    """Return the numbers of a file, the exempt ones too."""
    text = path.read_text(encoding="utf-8")
    lengths = [len(line.encode()) for line in text.splitlines(keepends=True)]
    starts = [0, *accumulate(lengths)]
    if path.suffix == ".py" and path.name != "unit_labels.py":
        return list(_in_code(text, starts))
    return list(_in_lines(text, starts, path.suffix))


def _in_code(text: str, starts: list[int]) -> Iterator[Constant]:
    """Yield the numbers of a module: whole ones, and those of strings that hold nothing else."""
    for node, exempt in _literals(ast.parse(text), ""):
        begin = starts[node.lineno - 1] + node.col_offset
        written = ast.get_source_segment(text, node) or ""
        if isinstance(node.value, int):
            yield Constant(node.lineno, begin, written, True, exempt)
            continue
        for match in IN_A_STRING.finditer(written):
            before = written[: match.start()]
            line = node.lineno + before.count("\n")
            yield Constant(line, begin + len(before.encode()), match.group(), False, exempt)


def _in_lines(text: str, starts: list[int], suffix: str) -> Iterator[Constant]:
    """Yield the numbers of a data file, or of the table of units."""
    pattern = IN_A_UNIT if suffix == ".py" else IN_DATA
    for number, line in enumerate(text.splitlines(), 1):
        exempt = "text, name or version" if EXEMPT_DATA.match(line) else ""
        for match in pattern.finditer(line):
            before = line[: match.start()]
            whole = suffix == ".toml" and before.count('"') % 2 == 0
            start = starts[number - 1] + len(before.encode())
            yield Constant(number, start, match.group(), whole, exempt)


def _literals(node: ast.AST, reason: str) -> Iterator[tuple[ast.Constant, str]]:
    """Yield every number below a node with the reason why it is exempt, empty where it is not."""
    if isinstance(node, ast.Constant):
        value = node.value
        number = isinstance(value, int) and not isinstance(value, bool)
        if number or (isinstance(value, str) and NUMBERS_ALONE.fullmatch(value)):
            yield node, reason
        return
    if isinstance(node, ast.Call):
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        reason = EXEMPT_CALLS.get(called, reason if reason == EXEMPT_CALLS["Scale"] else "")
    if isinstance(node, ast.keyword) and node.arg in EXEMPT_KEYWORDS:
        reason = EXEMPT_KEYWORDS[node.arg]
    for field, child in ast.iter_fields(node):
        for part in child if isinstance(child, list) else [child]:
            if isinstance(part, ast.AST):
                place = isinstance(node, ast.Subscript) and field == "slice"
                yield from _literals(part, "place in a list" if place else reason)


@cache
def imports_of(module: str) -> frozenset[str]:
    """Return the modules of bmcalc that a module imports anywhere, itself included, all the way."""
    known: set[str] = set()
    waiting = [module]
    while waiting:
        one = waiting.pop()
        path = ROOT.joinpath(*one.split("."))
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        if one in known or not path.is_file():
            continue
        known.add(one)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                waiting += [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                waiting += [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
    return frozenset(known)


def owners_of(calculator: str) -> list[str]:
    """Return the modules that answer for a calculator, wherever their folder is."""
    name = calculator.replace("-", "_")
    files = [
        path for package in ("calculators", "orders")
        for path in (ROOT / "bmcalc" / package).rglob(f"{name}.py")
    ]
    assert files, calculator
    return [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in files]


def concerned(path: str, calculators: Iterable[str]) -> list[str]:
    """Return the calculators whose answers a file can change."""
    if path.startswith("resources/"):
        module = "bmcalc.formulary.loading"
    else:
        module = path.removesuffix(".py").replace("/", ".").replace("units.txt", "units")
    found = []
    for calculator in calculators:
        if any(module in imports_of(owner) for owner in owners_of(calculator)):
            found.append(calculator)
    return found


def judged(tree: Path, calculators: Iterable[str]) -> bool:
    """Say whether a case of these calculators disagrees in the tree, in a process of its own."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
    signal.alarm(MOST_SECONDS)
    code = 1
    try:
        sys.dont_write_bytecode = True
        sys.path.insert(0, str(tree))
        from bmcalc.verification import cases

        wanted = set(calculators)
        chosen = (case for case in cases.shipped_cases() if case.calculator in wanted)
        code = int(not all(cases.run_cases([case])[0].passed for case in chosen))
    finally:
        os._exit(code)


def case_owners(tree: Path) -> list[str]:
    """Return the calculators that have cases."""
    folder = tree / "resources" / "verification"
    return [path.stem for path in sorted(folder.glob("*.json"))]


def chosen_files(wanted: list[str]) -> list[Path]:
    """Return the files to sweep."""
    every = [path for pattern in SWEPT for path in sorted(ROOT.glob(pattern))]
    if not wanted:
        return every
    named = [ROOT / name for name in wanted if (ROOT / name).is_file()]
    return named or [path for path in every if path.name in wanted or path.stem in wanted]


def unnoticed(tree: Path, name: str, owners: list[str]) -> Iterator[tuple[Constant, list[str]]]:
    """Yield each number of a file with the changes that no case notices."""
    copy, who = tree / name, concerned(name, owners)
    original, times = copy.read_bytes(), copy.stat()
    for constant in constants(copy):
        missed = []
        for text in constant.changed() if not constant.exempt else ():
            before, after = original[: constant.start], original[constant.end :]
            copy.write_bytes(before + text.encode() + after)
            if not (who and judged(tree, who)):
                missed.append(text)
        yield constant, missed
    copy.write_bytes(original)
    os.utime(copy, ns=(times.st_atime_ns, times.st_mtime_ns))


def main(wanted: list[str]) -> int:
    """Sweep the files, print what no case noticed, and return the exit code."""
    for name in PRELOADED:
        importlib.import_module(name)
    begun = time.monotonic()
    exempt: Counter[str] = Counter()
    numbers = lost = changes = lost_changes = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        for part in ("bmcalc", "resources"):
            shutil.copytree(ROOT / part, tree / part)
        owners = case_owners(tree)
        if judged(tree, owners):
            print("The cases disagree before anything was changed.")
            return 2
        for path in chosen_files(wanted):
            name = path.relative_to(ROOT).as_posix()
            lines = (tree / name).read_text(encoding="utf-8").splitlines()
            for constant, missed in unnoticed(tree, name, owners):
                if constant.exempt:
                    exempt[constant.exempt] += 1
                    continue
                numbers += 1
                changes += len(list(constant.changed()))
                lost += bool(missed)
                lost_changes += len(missed)
                if missed:
                    print(f"{name}:{constant.line}: {constant.text} -> {', '.join(missed)} in "
                          f"{lines[constant.line - 1].strip()}", flush=True)
    print(f"{numbers} numbers, {numbers - lost} noticed, {lost} not; "
          f"{changes} changes, {changes - lost_changes} noticed, {lost_changes} not; "
          f"{time.monotonic() - begun:.0f} s")
    print("Exempt: " + "; ".join(f"{count} {why}" for why, count in sorted(exempt.items())))
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
