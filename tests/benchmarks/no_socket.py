"""Start, open a file, visit every page, copy and save, under strace: no socket is made.

Run: QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.no_socket
The same by hand, with a screen, where only the connection to the display may be listed:
    strace -f -e trace=%network -o calls .venv/bin/python -m bmcalc order.json
First a program that makes a socket is traced, so that an empty list means something. At last a
page is printed as well: Qt then asks the print service of this computer (CUPS, port 631 of the
loopback, or its socket) for its printers. Nothing else may be called.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bmcalc.report.document import Report

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ORDER = """{"patient": {"sex": "female", "age": 52, "height": "160 cm", "weight": "58 kg"},
"labs": {"creatinine": {"value": "68 umol/L", "on": "2021-07-04"}},
"regimen": "tcbhp", "cycle": 1, "day": 1, "today": "2021-07-05", "bone_agent": "denosumab",
"order": {"carboplatin": "600 mg", "docetaxel": "120 mg"}}"""
SETTLED = 3000
"""Milliseconds after the start until everything was loaded and the file is open."""

A_SOCKET = "import socket; socket.socket().close()"


def traced(command: list[str], folder: Path) -> Counter[str]:
    """Run a program and return its calls of the network, by call and family."""
    calls = folder / "calls"
    subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=%network", "-o", str(calls), *command], check=True,
    )
    found: Counter[str] = Counter()
    for line in calls.read_text(encoding="utf-8", errors="replace").splitlines():
        call = re.search(r"\b(\w+)\((.*)", line)
        if call is not None:
            parts = re.findall(r"AF_\w+|\"[^\"]*\"|htons\(\d+\)", call[2])
            found[" ".join([call[1], *dict.fromkeys(parts)])] += 1
    return found


def is_of_printing(call: str) -> bool:
    """Say whether a call asks the print service of this computer, or who its user is."""
    local = "631" in call or "nscd" in call or "/cups" in call
    return local if call.startswith("connect") else not call.startswith(("send", "recv", "bind"))


def print_page(report: Report, path: Path) -> None:
    """Print a report into a file, by the printer of Qt and not by its writer of PDF."""
    from PySide6.QtPrintSupport import QPrinter

    from bmcalc.gui.window.paper import a4_layout, paint_report

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPageLayout(a4_layout())
    paint_report(report, printer)


def work(folder: Path, printing: bool) -> int:
    """Open the window with a file as a user does; copy, save, visit every page and end."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    import bmcalc.gui.window.app as program
    from bmcalc.gui.window.window import Window

    wanted = ["page.pdf", "dates.ics", *(["printed.pdf"] if printing else [])]
    made = program.make_application

    def act() -> None:
        window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Window))
        view = window.view()
        report = None if view is None else view.report()
        if report is None:
            QTimer.singleShot(SETTLED, act)
            return
        window.bottom.copy.click()
        window.actions_of_page.save(folder / "page.pdf")
        if printing:
            print_page(report, folder / "printed.pdf")
        side = window.view().side
        side.buttons["schedule"].click()
        side.drawers["schedule"].save(folder / "dates.ics")
        for page in window.pages():
            window.visit(page.id)
            QApplication.processEvents()
        window.open_file(folder / "order.json")
        window.show_help()
        QApplication.processEvents()
        window.leave()

    def with_timer() -> QApplication:
        application = made()
        QTimer.singleShot(SETTLED, act)
        return application

    # The program makes its application itself, so the timer starts in its own loop.
    program.make_application = with_timer
    code = program.run_window(str(folder / "order.json"), False, "en")
    missing = [name for name in wanted if not (folder / name).is_file()]
    if missing:
        print("not made:", ", ".join(missing))
    return code or bool(missing)


def main() -> int:
    """Print the calls of the network; return 1 where there is one, or where none is noticed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["HOME"] = os.environ["XDG_DATA_HOME"] = name
        (folder / "order.json").write_text(ORDER, encoding="utf-8")
        noticed = traced([sys.executable, "-c", A_SOCKET], folder)
        print("a program that makes a socket:", dict(noticed))
        program = [sys.executable, "-m", "tests.benchmarks.no_socket", name]
        found = traced(program, folder)
        print("start, open, pages, copy, save:", dict(found) or "no call of the network")
        printed = traced([*program, "print"], folder)
        print("and print:", dict(printed) or "no call of the network")
    strange = [call for call in printed if not is_of_printing(call)]
    print("calls of printing that are not to the print service:", strange or "none")
    return 1 if found or strange or not noticed else 0


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(work(Path(given[0]), "print" in given) if given else main())
