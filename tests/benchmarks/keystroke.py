"""From a key to the repaint, in the carboplatin page and in a bare line edit that sets a label.

Run: QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.keystroke
Also types 2,000 keys and prints the memory before and after.
"""

import os
import resource
import statistics
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from bmcalc.gui.window.app import make_application
from bmcalc.gui.window.settings import Settings
from bmcalc.gui.window.window import SIZE, Window

KEYS = 400
SOAK = 2000


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


def times(edit: QLineEdit, keys: int) -> list[float]:
    """Return the milliseconds from each key until its repaint is done."""
    found = []
    for number in range(keys):
        if number % 4 == 0:
            edit.setText("5")
            QApplication.processEvents()
        begun = time.perf_counter()
        QTest.keyClicks(edit, "58.1"[number % 4])
        QApplication.processEvents()
        found.append((time.perf_counter() - begun) * 1000)
    return found


def main() -> None:
    """Print the medians, their ratio, and the soak."""
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        window = Window(Settings(Path(folder) / "bmcalc.ini"))
        window.complete()
        window.show()
        window.open_case(1)
        window.visit("carboplatin")
        application.processEvents()
        weight = next(
            edit for edit in window.findChildren(QLineEdit)
            if edit.isVisible() and edit.text() == "58"
        )
        weight.setFocus()
        other, line = bare()
        times(weight, 40)
        times(line, 40)
        ours, theirs = times(weight, KEYS), times(line, KEYS)
        print(f"carboplatin page {statistics.median(ours):.2f} ms, "
              f"bare line edit {statistics.median(theirs):.2f} ms (median of {KEYS} keys), "
              f"ratio {statistics.median(ours) / statistics.median(theirs):.1f}")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        times(weight, SOAK)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"{SOAK} keys: memory {before / 1024:.1f} MB before, {after / 1024:.1f} MB after")
        window.close()
        other.close()


if __name__ == "__main__":
    main()
