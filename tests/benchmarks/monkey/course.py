"""A course of many steps: each is done, timed, and followed by a look at the window."""

from __future__ import annotations

import ctypes
import logging
import os
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import shiboken6
from PySide6.QtCore import QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QFileDialog

from bmcalc.gui.look import theme
from bmcalc.gui.window import faults
from bmcalc.gui.window.app import make_application
from bmcalc.gui.window.language import use_language
from bmcalc.gui.window.settings import Settings
from bmcalc.gui.window.window import SIZE, Window
from tests.benchmarks.monkey.checks import (
    disagreements,
    drawn_otherwise,
    left_behind,
    page_in_front,
    told_wrongly,
)
from tests.benchmarks.monkey.controls import is_modal_open, settle
from tests.benchmarks.monkey.material import Material
from tests.benchmarks.monkey.person import Person
from tests.benchmarks.monkey.ward import subjects_of_records

SLOW = 0.3
DRAWN_EVERY = 12
"""Steps after which the page is made anew and compared, text by text."""

OF_THE_PLATFORM = ("This plugin does not support", "propagateSizeHints")
MEMORY = Path("/proc/self/statm")
MEMORY_EVERY = 100
TOLD = frozenset({"copy", "save a PDF", "save a calendar"})


class Slow(NamedTuple):
    """A step that was felt: seconds of the processor, seconds by the clock, its name."""

    worked: float
    passed: float
    name: str


@dataclass
class Found:
    """What a course came to."""

    steps: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    disagreements: Counter[str] = field(default_factory=Counter)
    slow: list[Slow] = field(default_factory=list)
    memory: list[tuple[int, float]] = field(default_factory=list)
    drawn: int = 0
    looks: int = 0
    results: int = 0
    last: list[str] = field(default_factory=list)


def resident() -> float:
    """Return the resident memory of this process, in megabytes; 0 where it cannot be read.

    What was freed is given back before: pages are made anew for comparison, and the holes that they
    leave are none of the program.
    """
    if not MEMORY.exists():
        return 0.0
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(MEMORY.read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


class Course:
    """A window of its own with everything loaded and a patient in it, and one person before it."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.found = Found()
        self._chance = Random(seed)
        self._inside = False
        self._seen: set[str] = set()
        use_language("en")
        theme.apply(make_application(), "light")
        subjects = subjects_of_records(folder)
        settings = Settings(folder / "monkey.ini")
        settings.page = "order-check"
        self.window = Window(settings)
        self.window.complete()
        self.window.use_formulary()
        self.window.resize(*SIZE)
        self.window.show()
        self.window.open_case(1)
        settle()
        material = Material(self._chance, folder)
        self._person: Person | Any = Person(
            self.window, material, self._chance, folder, self._step, subjects)

    def run(self, goes_on: Callable[[int], bool]) -> Found:
        """Act while ``goes_on`` says so of the number of steps done."""
        with self._watched():
            while goes_on(self.found.steps):
                self._person.act()
        return self.found

    def end(self) -> None:
        """Close the window for good."""
        self.window.leave()
        settle()
        shiboken6.delete(self.window)
        use_language("en")
        theme.apply(make_application(), "light")

    # One step

    def _step(self, name: str, act: Callable[[], object]) -> None:
        found = self.found
        found.steps += 1
        found.last = [*found.last[-7:], f"{name} on {page_in_front(self.window)}"]
        self._inside = True
        QTimer.singleShot(0, self._while_inside)
        began, worked = time.perf_counter(), time.thread_time()
        try:
            act()
        except Exception:
            self._fault(traceback.format_exc(limit=-6))
        self._inside = False
        settle()
        passed, worked = time.perf_counter() - began, time.thread_time() - worked
        found.kinds[_kind(name)] += 1
        if passed > SLOW:
            found.slow.append(Slow(worked, passed, found.last[-1]))
        self._look()
        if name in TOLD:
            for one in told_wrongly(self.window, self._person.saved, name):
                found.disagreements[one] += 1

    def _while_inside(self) -> None:
        if self._inside:
            if is_modal_open():
                self._person.answer_now()
            QTimer.singleShot(20, self._while_inside)

    def _look(self) -> None:
        self._look_now(anew=self.found.steps % DRAWN_EVERY == 0)
        if self.found.steps % MEMORY_EVERY == 0:
            self.found.memory.append((self.found.steps, resident()))

    def _look_now(self, anew: bool) -> None:
        """Compare the window with what is in it, and with the page made ``anew``."""
        found = self.found
        found.looks += 1
        try:
            seen = set(disagreements(self.window))
            if anew:
                found.drawn += 1
                seen |= {*drawn_otherwise(self.window), *left_behind()}
            for one in seen - self._seen:
                found.disagreements[f"{one}\n      after {found.last[-4:]}"] += 1
            self._seen = seen
            view = self.window.view()
            found.results += view is not None and view.can_print()
        except Exception:
            self._fault("while looking: " + traceback.format_exc(limit=-6))

    def _fault(self, words: str) -> None:
        self.found.faults[f"{words}\n      after {self.found.last[-4:]}"] += 1

    # What went wrong unseen

    @contextmanager
    def _watched(self) -> Iterator[None]:
        hook, unraisable, chooser = sys.excepthook, sys.unraisablehook, QFileDialog.getSaveFileName

        def caught(kind: Any, error: Any, trace: Any) -> None:
            self._fault("".join(traceback.format_exception(kind, error, trace, limit=-6)))

        def warned(kind: QtMsgType, _context: object, words: str) -> None:
            if kind is not QtMsgType.QtDebugMsg and not any(one in words
                                                            for one in OF_THE_PLATFORM):
                self.found.warnings[words] += 1

        handler = _Logged(caught)
        faults.logger().addHandler(handler)
        sys.excepthook = caught
        sys.unraisablehook = lambda told: caught(told.exc_type, told.exc_value, told.exc_traceback)
        before = qInstallMessageHandler(warned)
        QFileDialog.getSaveFileName = staticmethod(
            lambda _parent, _title, offered="", *_more: (self._person.chosen_path(offered), ""))
        try:
            yield
        finally:
            QFileDialog.getSaveFileName = chooser
            qInstallMessageHandler(before)
            sys.excepthook, sys.unraisablehook = hook, unraisable
            faults.logger().removeHandler(handler)


class _Logged(logging.Handler):
    """Hears of the faults that a page took from sight by itself."""

    def __init__(self, caught: Callable[[Any, Any, Any], None]) -> None:
        super().__init__()
        self._caught = caught

    def emit(self, record: logging.LogRecord) -> None:
        """Tell of the fault."""
        self._caught(*(record.exc_info or (None, RuntimeError(record.getMessage()), None)))


def _kind(name: str) -> str:
    """Return what kind of step this was, without the name of its field or button."""
    words = name.split(" ")
    alone = "“" in name or words[0] in ("mark", "leave", "visit")
    return words[0] if alone else " ".join(words[:2])
