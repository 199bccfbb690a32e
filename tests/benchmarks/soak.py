"""Thousands of keystrokes over the whole window in one process: faults, disagreements, memory.

Run: QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.soak [--keys 20000] [--seed 1]

A hand at the keyboard alone: the fields above the order, the ordered doses, what is still needed,
calculators by the search, another scheme, language or text size now and then. The window is
compared with a computation of what stands in it every few keys, and less often with the same page
made anew. Prints what was found, the memory on the way, and the time.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from bmcalc.gui.look.theme import SCHEMES
from bmcalc.gui.window.settings import TEXT_SIZES
from bmcalc.gui.window.window import Window
from tests.benchmarks.monkey.answers import Answers
from tests.benchmarks.monkey.controls import Step, field_of, is_modal_open
from tests.benchmarks.monkey.course import Course, Found, resident
from tests.benchmarks.monkey.material import Material

ORDER: Final = "order-check"
CASES: Final = (1, 2, 5, 6, 11)
REGIMENS: Final = ("tcbhp", "thp", "tc", "ac", "gemcitabine", "capecitabine")
CALCULATORS: Final = ("carb", "mirels", "denos", "body", "renal", "calcium", "opioid", "sins")
MEMORY_EVERY: Final = 1000
MOST_FIELDS: Final = 12


class Typist:
    """Works with the keyboard alone; every press is told to ``step``."""

    def __init__(self, window: Window, material: Material, chance: Random, step: Step) -> None:
        self._window, self._material, self._chance, self._step = window, material, chance, step
        self._answers = Answers(window, material, chance, step)
        self.answer_now = self._answers.answer_now
        self.saved = Path()
        self._acts: dict[Callable[[], None], int] = {
            self._fields: 40, self._findings: 25, self._calculator: 12, self._regimen: 4,
            self._case: 3, self._scheme: 2, self._language: 2, self._text_size: 1, self._clear: 1,
            self._drawers: 4, self._panes: 4,
        }

    def act(self) -> None:
        """Do one thing; a dialog that is open is closed first."""
        dialog = self._answers.dialog()
        if dialog is not None:
            self._step("close a dialog", dialog.reject)
            return
        acts = list(self._acts)
        self._chance.choices(acts, list(self._acts.values()))[0]()

    # Keys

    def _key(self, keys: str) -> None:
        combination = QKeySequence(keys)[0]
        self._step(f"key {keys}", lambda: QTest.keyClick(
            self._front(), combination.key(), combination.keyboardModifiers()))

    def _write(self, text: str) -> None:
        for letter in text:
            if letter.isascii() and letter.isprintable():
                self._step("key a letter", lambda one=letter: QTest.keyClicks(self._front(), one))

    def _front(self) -> QWidget:
        focused = QApplication.focusWidget()
        return self._window if focused is None or focused.window() is not self._window else focused

    def _answer(self) -> None:
        """Type into what has the keyboard, or press a key that chooses."""
        focused = self._front()
        if isinstance(focused, QLineEdit) and not focused.isReadOnly():
            if focused.text() and self._chance.random() < 0.8:
                self._key("Ctrl+A")
            self._write(self._material.value(field_of(focused))[:12])
        elif field_of(focused) and not hasattr(focused, "click"):
            self._write(self._chance.choice("fmny01"))
        elif hasattr(focused, "stepped"):
            self._key(self._chance.choice(("Space", "Right", "Left", "Delete")))

    # What is done

    def _order_page(self) -> None:
        if self._window.settings.page != ORDER:
            self._key("Ctrl+0")

    def _fields(self) -> None:
        """Go through some fields with Tab and answer them."""
        if self._chance.random() < 0.5:
            self._order_page()
        for _field in range(self._chance.randrange(2, MOST_FIELDS)):
            self._key("Tab" if self._chance.random() < 0.85 else "Shift+Tab")
            self._answer()

    def _findings(self) -> None:
        """Go from finding to finding and answer each."""
        self._order_page()
        for _field in range(self._chance.randrange(2, MOST_FIELDS)):
            self._key("F8" if self._chance.random() < 0.85 else "Shift+F8")
            self._answer()

    def _calculator(self) -> None:
        """Open a calculator by the search, go through what it needs, and close it."""
        self._key("Ctrl+K")
        self._write(self._chance.choice(CALCULATORS))
        self._key("Return")
        for _field in range(self._chance.randrange(2, MOST_FIELDS)):
            self._answer()
            self._key("Return" if self._chance.random() < 0.7 else "Tab")
        self._key("Escape")

    def _regimen(self) -> None:
        self._key("Ctrl+K")
        self._write(self._chance.choice(REGIMENS))
        self._key(self._chance.choice(("Return", "Down", "Escape")))
        self._key("Escape")

    def _case(self) -> None:
        number = self._chance.choice(CASES)
        self._step("open a case", lambda: self._window.open_case(number))
        self._order_page()

    def _scheme(self) -> None:
        scheme = self._chance.choice(list(SCHEMES))
        self._step("scheme", lambda: self._window.use_theme(scheme))

    def _language(self) -> None:
        language = self._chance.choice(("en", "zh_CN"))
        self._step("language", lambda: self._window.use_language(language))

    def _text_size(self) -> None:
        size = self._chance.choice(TEXT_SIZES)
        self._step("text size", lambda: self._window.use_text_size(size))

    def _clear(self) -> None:
        self._step("clear", self._window.clear_patient)
        if self._chance.random() < 0.7:
            self._key("Ctrl+Shift+Z")

    def _drawers(self) -> None:
        self._order_page()
        for keys in self._chance.sample(("Ctrl+L", "F4", "Ctrl+L", "F4"), 4):
            self._key(keys)

    def _panes(self) -> None:
        for _pane in range(self._chance.randrange(1, 5)):
            self._key(self._chance.choice(("F6", "Shift+F6")))
            self._key(self._chance.choice(("Down", "Up", "Return", "Escape")))


class Soak(Course):
    """A course that looks at the window every few keys, so that many keys take minutes."""

    def __init__(self, seed: int, folder: Path, look_every: int, draw_every: int) -> None:
        super().__init__(seed, folder)
        self._look_every, self._draw_every = look_every, draw_every
        material = Material(self._chance, folder)
        self._person = Typist(self.window, material, self._chance, self._step)
        self.found.memory.append((0, resident()))

    def _look(self) -> None:
        steps = self.found.steps
        if steps % MEMORY_EVERY == 0:
            self.found.memory.append((steps, resident()))
        if steps % self._look_every or is_modal_open():
            return
        self._look_now(anew=steps % self._draw_every == 0)


def report(found: Found, seconds: float) -> int:
    """Print what was found; return 1 where anything was wrong."""
    print(f"keys and other acts   {found.steps}, in {seconds:.0f} s; "
          f"looked at {found.looks} times, {found.results} of them with a result, "
          f"{found.drawn} pages made anew")
    for title, counted in (("tracebacks", found.faults), ("warnings of Qt", found.warnings),
                           ("disagreements", found.disagreements)):
        print(f"{title:21} {sum(counted.values())}")
        for words, times in counted.most_common(8):
            print(f"    {times} × {words}")
    print("memory, MB            ", "  ".join(f"{steps}: {size:.0f}"
                                              for steps, size in found.memory))
    grown = [(later[0], later[1] - one[1]) for one, later in pairwise(found.memory)]
    print("most in a thousand    ", max(grown, key=lambda one: one[1], default=None))
    return 1 if found.faults or found.disagreements else 0


def main() -> int:
    """Soak the window and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = os.environ["HOME"] = name
        os.environ["BMCALC_RECORDS"] = str(Path(name) / "records")
        soak = Soak(given.seed, Path(name), look_every=10, draw_every=200)
        began = time.monotonic()
        found = soak.run(lambda steps: steps < given.keys)
        seconds = time.monotonic() - began
        soak.end()
    return report(found, seconds)


if __name__ == "__main__":
    raise SystemExit(main())
