"""From a choice in the menu to the repaint: another scheme, another text size, all pages visited.

Run: QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.look_change [other tree]
With another work tree both run in alternation, and the ratio is this ÷ other. Processor time.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

try:
    from bmcalc.gui.look import theme
    from bmcalc.gui.window.app import make_application
    from bmcalc.gui.window.language import use_language
    from bmcalc.gui.window.settings import Settings
    from bmcalc.gui.window.window import Window
except ImportError:  # where older trees have them
    from bmcalc.gui.app import make_application  # type: ignore[import-not-found, no-redef]
    from bmcalc.gui.language import use_language  # type: ignore[import-not-found, no-redef]
    from bmcalc.gui.settings import Settings  # type: ignore[import-not-found, no-redef]

    from bmcalc.gui import theme  # type: ignore[attr-defined, no-redef]
    from bmcalc.gui.window import Window  # type: ignore[attr-defined, no-redef]

TURNS = 8
ROUNDS = int(os.environ.get("ROUNDS", "3"))
SCHEMES = ("dark", "contrast", "light", "dark")
PERCENTS = (130, 100)


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


def passed(act: Callable[[], None]) -> float:
    """Return the milliseconds of the processor until all is painted."""
    begun = time.thread_time()
    act()
    settle()
    return (time.thread_time() - begun) * 1000


def times() -> dict[str, float]:
    """Return the median milliseconds that a scheme and a text size take."""
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
        schemes = [passed(lambda chosen=chosen: window.use_theme(chosen)) for chosen in SCHEMES]
        sizes = []
        for percent in PERCENTS:
            visit_all(window)
            sizes.append(passed(lambda percent=percent: window.use_text_size(percent)))
        window.leave() if hasattr(window, "leave") else window.close()
    return {"scheme": statistics.median(schemes), "text size": statistics.median(sizes)}


def main() -> None:
    """Print how long a scheme and a text size take, here or beside another tree."""
    from tests.benchmarks.other_tree import HERE, told_by  # the other tree has none

    trees = [HERE, *map(Path, sys.argv[1:2])]
    rounds = [[told_by(tree, __file__, "times") for tree in trees] for _ in range(ROUNDS)]
    for name in rounds[0][0]:
        this = statistics.median(one[0][name] for one in rounds)
        told = f"{name}: {this:.0f} ms"
        if len(trees) > 1:
            ratios = sorted(one[0][name] / one[1][name] for one in rounds)
            other = statistics.median(one[1][name] for one in rounds)
            told += (f", other {other:.0f}, ratio {ratios[0]:.3f} "
                     f"{statistics.median(ratios):.3f} {ratios[-1]:.3f}")
        print(told)


if __name__ == "times":
    print(json.dumps(times()))
elif __name__ == "__main__":
    main()
