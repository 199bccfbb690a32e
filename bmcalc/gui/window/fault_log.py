"""How faults are written: their kind and their places, in a few files of bounded size."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any, Final, TypeAlias

Caught: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None]

LARGEST: Final = 500_000
"""Bytes of one file of the log; then the next is begun."""

KEPT: Final = 2
"""So many full files are kept beside the one that is written."""

_MOST_CAUSES: Final = 10
_PARTS_OF_A_PLACE: Final = 3


class Rotating(RotatingFileHandler):
    """A log of bounded size; where it cannot be written, the program goes on without a word."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True,
            errors="backslashreplace",
        )

    def handleError(self, _record: logging.LogRecord) -> None:
        """Write nothing about a log that cannot be written."""


class Places(logging.Formatter):
    """Writes of a fault its kind and the places it came through, never its words or values."""

    def formatException(self, caught: Any) -> str:
        """Return the kinds and places of a fault and of what caused it, the cause first."""
        return "\n".join(_chain(caught))


def _chain(caught: Caught) -> Iterator[str]:
    faults: list[BaseException] = []
    fault: BaseException | None = caught[1]
    while fault is not None and len(faults) < _MOST_CAUSES and fault not in faults:
        faults.append(fault)
        hidden = None if fault.__suppress_context__ else fault.__context__
        fault = fault.__cause__ or hidden
    for one in reversed(faults):
        yield type(one).__name__
        yield from _places(one.__traceback__)


def _places(trace: TracebackType | None) -> Iterator[str]:
    for frame, line in traceback.walk_tb(trace):
        code = frame.f_code
        place = "/".join(Path(code.co_filename).parts[-_PARTS_OF_A_PLACE:])
        yield f"  {place}, line {line}, in {code.co_name}"
