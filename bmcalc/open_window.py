"""Open the window, or where there is no display render it to pictures and say so."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path

from bmcalc.console import complain
from bmcalc.core.texts import LANGUAGES

DEMO_FOLDER = Path("build") / "demo"


def open_window(arguments: list[str]) -> int:
    """Open the window with an optional file; return the exit code."""
    parser = argparse.ArgumentParser(prog="bmcalc", description="Open the window.")
    parser.add_argument("file", nargs="?", help="an order or casebook file to open")
    parser.add_argument("--lang", choices=LANGUAGES)
    parser.add_argument(
        "--quit-after-paint", action="store_true", help="end once the first page is usable"
    )
    parser.add_argument(
        "--demo", action="store_true",
        help=f"without a display, render the window with casebook case 1 into {DEMO_FOLDER}",
    )
    given = parser.parse_args(arguments)
    if given.file is not None and not Path(given.file).is_file():
        complain(f"there is no file {given.file}")
        return 2
    if not has_display():
        if given.demo:
            return render_demo(DEMO_FOLDER)
        complain("there is no display; use the command line (bmcalc --help)")
        return 2
    gc.disable()  # what the start loads, stays; run_window() collects again after it
    from bmcalc.gui.window.app import run_window

    return run_window(given.file, given.quit_after_paint, given.lang)


def has_display() -> bool:
    """Say whether a window can be shown here."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def render_demo(folder: Path) -> int:
    """Render the window offscreen with casebook case 1 into a folder; return 0."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from bmcalc.gui.window.demo import render_demo as render

    print(f"No display: rendering the window with casebook case 1 into {folder}/")  # noqa: T201
    render(folder)
    return 0
