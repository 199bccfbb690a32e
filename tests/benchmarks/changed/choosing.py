"""Which questions can notice a change: those that enter the function, or name the drug."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

from tests.benchmarks.changed.change import Change
from tests.benchmarks.changed.files import UNIT_LABELS
from tests.benchmarks.changed.recording import Recording
from tests.benchmarks.changed.touched import Place, function_around

MOST_CASES: Final = 150
MOST_TESTS: Final = 120
MOST_OTHERS: Final = 200
RECENT: Final = 25
CAPITALS: Final = re.compile(r"\b[A-Z][A-Z0-9_-]{3,}\b")

T = TypeVar("T", int, str)


class Choice:
    """Chooses the questions for one change after another; those that noticed the last come first.

    Of more than so many questions an even share is asked. Of tests those come first that stand in a
    module that names what the changed function names, and of these those that enter the fewest
    functions: they look closest.
    """

    def __init__(self, recording: Recording, root: Path) -> None:
        self._root = root
        self._recording = recording
        self._cases = recording.cases()
        self._recent: deque[int | str] = deque(maxlen=RECENT)

    def noticed_by(self, question: int | str) -> None:
        """Remember a question or a test that noticed a change."""
        if question in self._recent:
            self._recent.remove(question)
        if question != "":
            self._recent.appendleft(question)

    def of(self, name: str, change: Change) -> tuple[list[int], list[str], list[int]]:
        """Return the cases, the ordinary tests and the other questions for a change of a file."""
        found = self._concerned(name, change)
        cases = [one for one in found if one < self._cases]
        others = [one for one in found if one >= self._cases]
        tests = self._tests(name, change)
        recent = set(self._recent)
        return (
            _first(recent, cases, _evenly(cases, MOST_CASES)),
            _first(recent, tests, tests[:MOST_TESTS]),
            _first(recent, others, _evenly(others, MOST_OTHERS)),
        )

    def _tests(self, name: str, change: Change) -> list[str]:
        """Return the tests that enter the changed function or module, the closest first."""
        path = Path(name)
        entered = self._recording.tests
        if path.suffix == ".py" and path.name != UNIT_LABELS:
            around = function_around(str(self._root / name), change.line)
            places = () if around is None else {
                (name, line) for line in range(around[0], around[1] + 1)
            }
            if places and not places & self._recording.by_all:
                found = [test for test, own in entered.items() if own & places]
            else:
                files = {name, *_importing(self._root, name)}
                found = [
                    test for test, own in entered.items()
                    if any(file in files for file, _line in own)
                ]
        else:
            words = {path.stem, _section(self._root / name, change.line)} - {""}
            found = [
                test for test in entered
                if words & _words_of(self._root / test.partition("::")[0])
            ]
        mirror = f"tests/{'/'.join(path.parts[1:-1])}/test_{path.stem}"
        named = self._named_in(name, change)
        return sorted(found, key=lambda test: (
            not test.startswith(mirror),
            -len(named & _words_of(self._root / test.partition("::")[0])), len(entered[test]),
        ))

    def _named_in(self, name: str, change: Change) -> frozenset[str]:
        """Return the names in capitals of the changed function, such as the codes that it tells."""
        path = self._root / name
        around = function_around(str(path), change.line) if path.suffix == ".py" else None
        first, last = around or (change.line, change.line)
        lines = path.read_text(encoding="utf-8").splitlines()[first - 1 : last]
        return frozenset(CAPITALS.findall("\n".join(lines)))

    def _concerned(self, name: str, change: Change) -> list[int]:
        path = Path(name)
        every = list(range(len(self._recording.questions)))
        if path.suffix == ".py" and path.name != UNIT_LABELS:
            around = function_around(str(self._root / name), change.line)
            if around is None:
                return self._in_module(name)
            places = {(name, line) for line in range(around[0], around[1] + 1)}
            return every if places & self._recording.by_all else self._entering(places)
        if path.parent.name in ("formulary", "regimens"):
            named = [one for one in every if path.stem in self._recording.questions[one].names]
            return named or every
        if path.name == "limits.toml" or path.parent.name == "limits":
            return self._asking(f'"{_section(self._root / name, change.line)}"') or every
        if path.parent.name == "tables":
            return self._asking(f"bmcalc.rules.tables.{path.stem}") or self._sharing(path.stem)
        return every

    def _sharing(self, table: str) -> list[int]:
        """Return the questions that name a drug whose file takes rules from a shared table."""
        drugs = {
            path.stem for path in (self._root / "resources" / "formulary").glob("*.toml")
            if f'table = "{table}"' in path.read_text(encoding="utf-8")
        }
        return [
            number for number, one in enumerate(self._recording.questions) if drugs & one.names
        ]

    def _in_module(self, name: str) -> list[int]:
        """Return the questions for a line outside of every function: those that enter the file."""
        files = {name, *_importing(self._root, name)}
        found = [
            number for number, places in enumerate(self._recording.entered)
            if any(file in files for file, _line in places)
        ]
        return found or list(range(len(self._recording.questions)))

    def _asking(self, text: str) -> list[int]:
        """Return the questions that enter a module in which a text stands."""
        files = {
            path.relative_to(self._root).as_posix()
            for path in (self._root / "bmcalc").rglob("*.py")
            if text in path.read_text(encoding="utf-8")
        }
        return [
            number for number, places in enumerate(self._recording.entered)
            if any(file in files for file, _line in places)
        ]

    def _entering(self, places: Iterable[Place]) -> list[int]:
        wanted = frozenset(places)
        return [
            number for number, entered in enumerate(self._recording.entered) if entered & wanted
        ]


def _first(recent: Collection[int | str], every: list[T], chosen: list[T]) -> list[T]:
    """Return what is chosen, and before it whatever of all noticed a change lately."""
    first = [one for one in every if one in recent]
    return first + [one for one in chosen if one not in recent]


def _evenly(numbers: list[int], most: int) -> list[int]:
    return numbers[:: max(1, -(-len(numbers) // most))]


@cache
def _words_of(module: Path) -> frozenset[str]:
    """Return the words of a module of tests, with which it may name a drug or a limit."""
    return frozenset(re.findall(r"[A-Za-z][\w-]+", module.read_text(encoding="utf-8")))


@cache
def _importing(root: Path, name: str) -> set[str]:
    """Return the files that import a module."""
    module = name.removesuffix(".py").replace("/", ".")
    return {
        path.relative_to(root).as_posix() for path in (root / "bmcalc").rglob("*.py")
        if f"from {module} import" in path.read_text(encoding="utf-8")
    }


def _section(path: Path, line: int) -> str:
    """Return the name of the table of a TOML file in which a line stands."""
    for text in reversed(path.read_text(encoding="utf-8").splitlines()[:line]):
        if text.startswith("["):
            return text.strip("[]")
    return ""
