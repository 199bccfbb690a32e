"""From a key to the repaint, with valid values and the style sheet, beside a bare line edit.

Run: QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.keystroke [other tree]
With another work tree both run in alternation, and the ratio is this ÷ other.
The first time of a line ends when the window was painted with what the key led to, the second
when nothing was left to paint. The processor's time is what to compare on a busy machine; a frame
of 60 Hz is measured by the clock. Also types 2,000 keys and prints the memory before and after.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

try:
    from bmcalc.gui.look import theme
    from bmcalc.gui.window.app import make_application
    from bmcalc.gui.window.language import use_language
    from bmcalc.gui.window.settings import Settings
    from bmcalc.gui.window.window import SIZE, Window
except ImportError:  # where older trees have them
    from bmcalc.gui.app import make_application  # type: ignore[import-not-found, no-redef]
    from bmcalc.gui.language import use_language  # type: ignore[import-not-found, no-redef]
    from bmcalc.gui.settings import Settings  # type: ignore[import-not-found, no-redef]

    from bmcalc.gui import theme  # type: ignore[attr-defined, no-redef]
    from bmcalc.gui.window import SIZE, Window  # type: ignore[attr-defined, no-redef]

ROUNDS = int(os.environ.get("ROUNDS", "5"))
KEYS = int(os.environ.get("KEYS", "400"))
WARM = 60
SOAK = int(os.environ.get("SOAK", "2000"))
TURNS = 6
"""Turns of the event loop in which all that follows from a key is computed and painted."""

FRAME = 1000 / 60


class Key(NamedTuple):
    """A key, and what the field holds and where its cursor stands before it, where that is set."""

    key: str
    before: str | None = None
    cursor: int = 0


WEIGHT = (Key("9", "58.1", 3), Key(""), Key("4"), Key(""))
"""Each key leaves a weight that is read: 58.91, 58.1, 58.41, 58.1 kg; an empty key takes back."""

DOSE = (Key("1", "", 0), Key("0"), Key("5"), Key(""))
"""Each key leaves a dose that is read: 1, 10, 105, 10 mg."""


class Moment(NamedTuple):
    """A moment by the clock, and by the processor's time of this thread, in milliseconds."""

    clock: float
    processor: float

    def since(self, begun: Moment) -> Moment:
        """Return what has passed since another moment."""
        return Moment(self.clock - begun.clock, self.processor - begun.processor)


def now() -> Moment:
    """Return this moment."""
    return Moment(time.perf_counter() * 1000, time.thread_time() * 1000)


class TimedWindow(Window):
    """Notes when it was painted."""

    def __init__(self, settings: Settings) -> None:
        self.painted: list[Moment] = []
        super().__init__(settings)

    def event(self, event: QEvent) -> bool:
        """Note the end of each repaint."""
        done = super().event(event)
        if event.type() is QEvent.Type.UpdateRequest:
            self.painted.append(now())
        return done


class Times(NamedTuple):
    """What passed from each key to the painted result, and to rest."""

    shown: list[Moment]
    rest: list[Moment]


def times(window: TimedWindow, edit: QLineEdit, keys: tuple[Key, ...], count: int) -> Times:
    """Return the times of so many keys typed into a field of the page that is shown."""
    view = window.view()
    assert view is not None
    computed: list[Moment] = []
    refresh = view.refresh

    def noted() -> None:
        refresh()
        computed.append(now())

    view.refresh = noted  # type: ignore[method-assign]
    found = Times([], [])
    for key in islice(cycle(keys), count):
        if key.before is not None:
            edit.setText(key.before)
            edit.textEdited.emit(key.before)
            edit.setCursorPosition(key.cursor)
        settle()
        computed.clear()
        window.painted.clear()
        begun = now()
        press(edit, key.key)
        settle()
        end = computed[0]
        after = [painted for painted in window.painted if painted.clock > end.clock] or [end]
        found.shown.append(after[0].since(begun))
        found.rest.append(after[-1].since(begun))
    view.refresh = refresh  # type: ignore[method-assign]
    return found


def press(edit: QLineEdit, key: str) -> None:
    """Press a key in a line edit."""
    if key:
        QTest.keyClicks(edit, key)
    else:
        QTest.keyClick(edit, Qt.Key.Key_Backspace)


def settle() -> None:
    """Let everything be computed and painted."""
    for _turn in range(TURNS):
        QApplication.processEvents()


def bare() -> tuple[QWidget, QLineEdit]:
    """Return a window with a line edit that sets a label."""
    window = QWidget()
    edit, label = QLineEdit(window), QLabel(window)
    layout = QVBoxLayout(window)
    layout.addWidget(edit)
    layout.addWidget(label)
    edit.textChanged.connect(label.setText)
    window.resize(*SIZE)
    window.show()
    return window, edit


def bare_times(edit: QLineEdit) -> list[Moment]:
    """Return what passed from each key in a bare line edit until its repaint was done."""
    found = []
    for key in islice(cycle(("9", "")), KEYS):
        begun = now()
        press(edit, key)
        settle()
        found.append(now().since(begun))
    return found


def figures(passed: list[Moment]) -> str:
    """Return the 95th percentile and the median, by the processor and by the clock."""
    words = []
    for name in ("processor", "clock"):
        taken = [getattr(one, name) for one in passed]
        words.append(f"{name} p95 {high(taken):6.2f} ms, median {statistics.median(taken):6.2f}")
    return "; ".join(words)


def high(taken: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(taken, n=20)[-1]


def pages(window: TimedWindow) -> Iterator[tuple[str, Callable[[], QLineEdit], tuple[Key, ...]]]:
    """Yield what is typed on which page."""
    window.visit("carboplatin")
    yield "carboplatin page, weight", lambda: _weight(window), WEIGHT
    window.visit("order-check")
    yield "order page, ordered dose", lambda: _dose(window), DOSE
    yield "order page, weight", lambda: _weight(window), WEIGHT


def _weight(window: TimedWindow) -> QLineEdit:
    return _line(window.strip.fields["weight"].editor.controls()[0])


def _dose(window: TimedWindow) -> QLineEdit:
    side = window.view().side  # type: ignore[union-attr]
    return _line(side.table.row("docetaxel").editor.controls()[0])


def _line(control: QWidget) -> QLineEdit:
    assert isinstance(control, QLineEdit)
    return control


def measured(window: TimedWindow) -> dict[str, Times]:
    """Return the times on each page."""
    found = {}
    for name, field, keys in pages(window):
        settle()
        edit = field()
        edit.setFocus()
        times(window, edit, keys, WARM)
        found[name] = times(window, edit, keys, KEYS)
    return found


@contextmanager
def opened_window() -> Iterator[TimedWindow]:
    """Open a window with the first printed case."""
    application = make_application()
    use_language("en")
    theme.apply(application, "light")
    with tempfile.TemporaryDirectory() as folder:
        window = TimedWindow(Settings(Path(folder) / "bmcalc.ini"))
        window.complete()
        window.use_formulary()
        window.show()
        window.open_case(1)
        settle()
        yield window
        window.leave() if hasattr(window, "leave") else window.close()


def show_figures() -> None:
    """Print the figures of both pages, those of the bare line edit, and the soak."""
    with opened_window() as window:
        for name, found in measured(window).items():
            over = sum(one.clock > FRAME for one in found.shown)
            print(f"{name} ({over} of {KEYS} keys over a frame of 60 Hz)")
            print(f"  to the result: {figures(found.shown)}")
            print(f"  to rest:       {figures(found.rest)}")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        times(window, _weight(window), WEIGHT, SOAK)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"{SOAK} keys: memory {before / 1024:.1f} MB before, {after / 1024:.1f} MB after")
        other, line = bare()
        bare_times(line)
        print(f"bare line edit:  {figures(bare_times(line))}")
        other.close()


def show_percentiles() -> None:
    """Print as JSON the 95th percentile of each page and kind, by processor and clock."""
    with opened_window() as window:
        print(json.dumps({
            f"{name}, {kind}, {clock}": high([getattr(one, clock) for one in passed])
            for name, found in measured(window).items()
            for kind, passed in (("to the result", found.shown), ("to rest", found.rest))
            for clock in Moment._fields
        }))


def compare(other: Path) -> None:
    """Print the percentiles of this tree and of another, run in alternation, and the ratios."""
    from tests.benchmarks.other_tree import HERE, told_by  # the other tree has none

    rounds = [
        [told_by(tree, __file__, "percentiles") for tree in (HERE, other)] for _ in range(ROUNDS)
    ]
    for name in rounds[0][0]:
        this, that = (statistics.median(one[place][name] for one in rounds) for place in (0, 1))
        ratios = [one[0][name] / one[1][name] for one in rounds]
        print(f"{name}: p95 {this:.2f} ms, other {that:.2f}, ratio {min(ratios):.2f} "
              f"{statistics.median(ratios):.2f} {max(ratios):.2f}")
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "percentiles":
    show_percentiles()
elif __name__ == "__main__" and len(sys.argv) > 1:
    compare(Path(sys.argv[1]))
elif __name__ == "__main__":
    show_figures()
