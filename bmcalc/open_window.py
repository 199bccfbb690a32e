"""Open the window, or where there is no display render it to pictures and say so."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import NamedTuple

from bmcalc.console import complain
from bmcalc.core.texts import LANGUAGES

DEMO_FOLDER = Path("build") / "demo"


class Given(NamedTuple):
    """What the window is opened with."""

    file: str | None = None
    lang: str | None = None
    quit_after_paint: bool = False
    demo: bool = False


def read_arguments(arguments: list[str]) -> Given:
    """Return what the arguments ask for; for anything else this ends as argparse does."""
    # Without an argument, as nearly always, argparse would take longer than all else here.
    if arguments in ([], ["--quit-after-paint"]):
        return Given(quit_after_paint=bool(arguments))
    if len(arguments) == 1 and not arguments[0].startswith("-"):
        return Given(arguments[0])
    return _parsed(arguments)


def _parsed(arguments: list[str]) -> Given:
    import argparse

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
    return Given(**vars(parser.parse_args(arguments)))


def open_window(arguments: list[str]) -> int:
    """Open the window with an optional file; return the exit code."""
    given = read_arguments(arguments)
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
    """Render the window offscreen with casebook case 1 into a folder; return 0, or 2 for none."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from bmcalc.gui.window.demo import render_demo as render

    print(f"No display: rendering the window with casebook case 1 into {folder}/")  # noqa: T201
    try:
        render(folder)
    except OSError as error:
        from bmcalc.saved_file import why_not_saved

        complain(f"{folder} could not be written: {why_not_saved(error)}")
        return 2
    return 0
