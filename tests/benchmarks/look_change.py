"""From a choice in the menu to the repaint: another scheme, another text size, all pages visited.

Run: QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.look_change
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from bmcalc.gui.look import theme
from bmcalc.gui.window.app import make_application
from bmcalc.gui.window.language import use_language
from bmcalc.gui.window.settings import Settings
from bmcalc.gui.window.window import Window

TURNS = 8
ROUNDS = 4


def settle() -> None:
    """Let everything be computed and painted."""
    for _turn in range(TURNS):
        QApplication.processEvents()


def visit_all(window: Window) -> None:
    """Show every page once, then the order."""
    for page in window.pages():
        window.visit(page.id)
        settle()
    window.visit("order-check")
    settle()


def passed(act: Callable[[], None]) -> tuple[float, float]:
    """Return the milliseconds of the processor and of the clock until all is painted."""
    clock, processor = time.perf_counter(), time.thread_time()
    act()
    settle()
    return (time.thread_time() - processor) * 1000, (time.perf_counter() - clock) * 1000


def told(name: str, found: list[tuple[float, float]]) -> None:
    """Print the medians."""
    processor, clock = (statistics.median(one[place] for one in found) for place in (0, 1))
    print(f"{name}: processor {processor:.0f} ms, clock {clock:.0f} ms (median of {len(found)})")


def main() -> None:
    """Print how long a scheme and a text size take."""
    application = make_application()
    use_language("en")
    theme.apply(application, "light")
    with tempfile.TemporaryDirectory() as folder:
        window = Window(Settings(Path(folder) / "bmcalc.ini"))
        window.complete()
        window.use_formulary()
        window.show()
        window.open_case(1)
        visit_all(window)
        told("scheme", [
            passed(lambda chosen=chosen: window.use_theme(chosen))
            for chosen in ("dark", "contrast", "light", "dark")[:ROUNDS]
        ])
        sizes = []
        for percent in (130, 100):
            visit_all(window)
            sizes.append(passed(lambda percent=percent: window.use_text_size(percent)))
        told("text size", sizes)
        window.close()


if __name__ == "__main__":
    main()
