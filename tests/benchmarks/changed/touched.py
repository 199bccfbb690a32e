"""Which functions of the program each question enters: a change elsewhere cannot alter its answer.

What runs while a module is loaded, or below a function that keeps its answer, is entered once and
serves every later question: it counts as entered by all.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, Final, TypeAlias

KEEPERS: Final = frozenset({"cache", "lru_cache", "cached_property"})


Place: TypeAlias = tuple[str, int]
"""A function of the program: its file, and the line on which it begins."""


class Watch:
    """Notes the functions below a folder that are entered, for one question after another."""

    def __init__(self, tree: Path) -> None:
        self._root, self._program = f"{tree}/", f"{tree}/bmcalc/"
        self._now: set[Place] = set()
        self._keeping = 0
        self.by_all: set[Place] = set()

    @contextmanager
    def watching(self) -> Iterator[set[Place]]:
        """Give the set of functions that one question enters."""
        self._now, self._keeping = set(), 0
        sys.setprofile(self._note)
        try:
            yield self._now
        finally:
            sys.setprofile(None)

    def _note(self, frame: FrameType, event: str, _argument: Any) -> None:
        if event not in ("call", "return"):
            return
        code = frame.f_code
        if not code.co_filename.startswith(self._program):
            return
        keeps = self._keeps(code)
        if event == "call":
            self._keeping += keeps
            place = (code.co_filename.removeprefix(self._root), code.co_firstlineno)
            (self.by_all if self._keeping else self._now).add(place)
        else:
            self._keeping -= keeps

    def _keeps(self, code: CodeType) -> bool:
        if code.co_name == "<module>":
            return True
        return code.co_firstlineno in keepers_of(code.co_filename)


@cache
def keepers_of(path: str) -> frozenset[int]:
    """Return the lines on which the functions of a file begin that keep their answers."""
    found = set()
    for node in ast.walk(ast.parse(Path(path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            for one in node.decorator_list:
                name = one.func if isinstance(one, ast.Call) else one
                if isinstance(name, ast.Name) and name.id in KEEPERS:
                    found.add(first_line(node))
    return frozenset(found)


def first_line(node: ast.FunctionDef) -> int:
    """Return the line on which Python says that a function begins: that of its decorators."""
    return min([node.lineno, *(one.lineno for one in node.decorator_list)])


@cache
def functions_of(path: str) -> tuple[tuple[int, int], ...]:
    """Return the first and last line of every function of a file."""
    return tuple(
        (first_line(node), node.end_lineno or node.lineno)
        for node in ast.walk(ast.parse(Path(path).read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )


def function_around(path: str, line: int) -> tuple[int, int] | None:
    """Return the lines of the innermost function around a line; None outside of all."""
    around = [one for one in functions_of(path) if one[0] <= line <= one[1]]
    return min(around, key=lambda one: one[1] - one[0], default=None)
