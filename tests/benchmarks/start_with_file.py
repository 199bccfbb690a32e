"""From the start of the process with an order file to the first painted verdict.

Run: .venv/bin/python -m tests.benchmarks.start_with_file [other tree]
Whole processes; with another work tree both run in alternation, and the ratio is this ÷ other.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = int(os.environ.get("RUNS", "11"))
HERE = Path(__file__).resolve().parent.parent.parent
ORDER = {
    "patient": {"sex": "female", "age": 52, "height": "160 cm", "weight": "57.6 kg",
                "pregnancy": "no"},
    "regimen": "tcbhp", "cycle": 2, "day": 1, "today": "2021-07-05",
    "labs": {"creatinine": "68 umol/L", "anc": "3.2 x10^9/L", "platelets": "215 x10^9/L",
             "haemoglobin": "120 g/L", "bilirubin": "10 umol/L", "alt": "35 U/L", "ast": "32 U/L",
             "alp": "90 U/L", "lvef_baseline": "62 %", "lvef_now": "62 %"},
    "order": {"docetaxel": "120 mg", "carboplatin": "513.96 mg", "trastuzumab_iv": "345.6 mg",
              "pertuzumab": "420 mg"},
    "last": {name: {"on": "2021-06-14"}
             for name in ("trastuzumab_iv", "pertuzumab", "docetaxel", "carboplatin")},
}
UNTIL_THE_VERDICT = """
import os, sys, time
from PySide6.QtCore import QEvent, QTimer
try:
    from bmcalc.gui.window import app
except ImportError:  # where older trees have it
    from bmcalc.gui import app

class Watched(app.Window):
    is_done = False

    def event(self, event):
        done = super().event(event)
        if event.type() is QEvent.Type.Paint and not self.is_done:
            view = self.view()
            if view is not None and view.can_print():
                self.is_done = True
                QTimer.singleShot(0, end)
        return done

def end():
    print(time.time() - float(sys.argv[2]), flush=True)
    os._exit(0)

app.Window = Watched
app.run_window(sys.argv[1], False, "en")
"""
"""The window alone is watched: to see every event of every widget would take a quarter of it."""


def run(tree: Path, order: Path) -> tuple[float, float]:
    """Return the processor seconds of one run, and the wall seconds until the painted verdict."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home,
                       "QT_QPA_PLATFORM": "offscreen"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, "-c", UNTIL_THE_VERDICT, str(order), str(time.time())],
            check=True, capture_output=True, text=True, cwd=tree, env=environment,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = float(done.stdout.split()[-1])
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def main() -> None:
    """Print the medians of each tree, and the ratio pair by pair."""
    trees = [HERE, *map(Path, sys.argv[1:2])]
    with tempfile.TemporaryDirectory() as folder:
        order = Path(folder) / "order.json"
        order.write_text(json.dumps(ORDER), encoding="utf-8")
        for tree in trees:
            run(tree, order)
        rounds = [[run(tree, order) for tree in trees] for _ in range(RUNS)]
    for place, tree in enumerate(trees):
        cpu, wall = (statistics.median(one[place][what] for one in rounds) for what in (0, 1))
        print(f"{tree}: processor {cpu:.3f} s, wall {wall:.3f} s (median of {RUNS})")
    if len(trees) > 1:
        for what, name in enumerate(("processor", "wall")):
            ratios = [this[what] / other[what] for this, other in rounds]
            print(f"ratio {name}: {min(ratios):.2f} {statistics.median(ratios):.2f} "
                  f"{max(ratios):.2f}")
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
