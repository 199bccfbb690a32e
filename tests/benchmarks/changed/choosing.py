"""Which questions can notice a change: those that enter the function, or name the drug."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tests.benchmarks.changed.change import Change
from tests.benchmarks.changed.files import ROOT, UNIT_LABELS
from tests.benchmarks.changed.recording import Recording
from tests.benchmarks.changed.touched import Place, function_around

MOST_CASES: Final = 900
MOST_OTHERS: Final = 900
RECENT: Final = 25


class Choice:
    """Chooses the questions for one change after another; those that noticed the last come first.

    Of more than so many questions an even share is asked.
    """

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._cases = recording.cases()
        self._recent: deque[int] = deque(maxlen=RECENT)

    def noticed_by(self, number: int) -> None:
        """Remember a question that noticed a change."""
        if number in self._recent:
            self._recent.remove(number)
        self._recent.appendleft(number)

    def of(self, name: str, change: Change) -> tuple[list[int], list[int]]:
        """Return the numbers of the cases, and of the other questions, for a change of a file."""
        found = self._concerned(name, change)
        cases = [one for one in found if one < self._cases]
        others = [one for one in found if one >= self._cases]
        return self._ordered(cases, MOST_CASES), self._ordered(others, MOST_OTHERS)

    def _ordered(self, numbers: list[int], most: int) -> list[int]:
        known = set(numbers)
        first = [one for one in self._recent if one in known]
        step = max(1, -(-len(numbers) // most))
        evenly = [*numbers[::step]]
        return [*first, *(one for one in evenly if one not in set(first))]

    def _concerned(self, name: str, change: Change) -> list[int]:
        path = Path(name)
        every = list(range(len(self._recording.questions)))
        if path.suffix == ".py" and path.name != UNIT_LABELS:
            around = function_around(str(ROOT / name), change.line)
            if around is None:
                return self._in_module(name)
            places = {Place(name, line) for line in range(around[0], around[1] + 1)}
            return every if places & self._recording.by_all else self._entering(places)
        if path.parent.name in ("formulary", "regimens"):
            named = [one for one in every if path.stem in self._recording.questions[one].names]
            return named or every
        if path.name == "limits.toml":
            return self._asking(f'"{_section(name, change.line)}"') or every
        if path.parent.name == "tables":
            return self._asking(f"bmcalc.rules.tables.{path.stem}") or every
        return every

    def _in_module(self, name: str) -> list[int]:
        """Return the questions for a line outside of every function: those that enter the file."""
        files = {name, *_importing(name)}
        found = [
            number for number, places in enumerate(self._recording.entered)
            if any(place.file in files for place in places)
        ]
        return found or list(range(len(self._recording.questions)))

    def _asking(self, text: str) -> list[int]:
        """Return the questions that enter a module in which a text stands."""
        files = {
            path.relative_to(ROOT).as_posix() for path in (ROOT / "bmcalc").rglob("*.py")
            if text in path.read_text(encoding="utf-8")
        }
        return [
            number for number, places in enumerate(self._recording.entered)
            if any(place.file in files for place in places)
        ]

    def _entering(self, places: Iterable[Place]) -> list[int]:
        wanted = frozenset(places)
        return [
            number for number, entered in enumerate(self._recording.entered) if entered & wanted
        ]


def _importing(name: str) -> set[str]:
    """Return the files that import a module."""
    module = name.removesuffix(".py").replace("/", ".")
    return {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "bmcalc").rglob("*.py")
        if f"from {module} import" in path.read_text(encoding="utf-8")
    }


def _section(name: str, line: int) -> str:
    """Return the name of the table of a TOML file in which a line stands."""
    for text in reversed((ROOT / name).read_text(encoding="utf-8").splitlines()[:line]):
        if text.startswith("["):
            return text.strip("[]")
    return ""
