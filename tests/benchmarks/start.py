"""Cold start to the first painted, usable window, beside a bare window and the same widgets.

Run: QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.start
The programs run in turn as whole processes; the processor time counts, the wall time is shown.
Nothing is remembered from one start to the next, so that every window is as large as the others.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = int(os.environ.get("RUNS", "11"))
HERE = Path(__file__).parent
PROGRAMS = {
    "bmcalc": [sys.executable, "-m", "bmcalc", "--quit-after-paint"],
    "bare window": [sys.executable, str(HERE / "bare_window.py")],
    "same widgets": [sys.executable, str(HERE / "same_widgets.py")],
}


def run(command: list[str]) -> tuple[float, float]:
    """Return the processor and the wall seconds of one run."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "XDG_CONFIG_HOME": home}
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.perf_counter()
        subprocess.run(
            command, check=True, capture_output=True, cwd=HERE.parent.parent, env=environment)
        wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def main() -> None:
    """Print the medians of the programs and the ratios round by round."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for command in PROGRAMS.values():
        run(command)
    figures = [{name: run(command) for name, command in PROGRAMS.items()} for _ in range(RUNS)]
    for name in PROGRAMS:
        cpu = statistics.median(pair[name][0] for pair in figures)
        wall = statistics.median(pair[name][1] for pair in figures)
        print(f"{name:12} processor {cpu:.3f} s, wall {wall:.3f} s (median of {RUNS})")
    for other in ("bare window", "same widgets"):
        for place, what in enumerate(("processor", "wall")):
            ratios = [pair["bmcalc"][place] / pair[other][place] for pair in figures]
            print(f"bmcalc ÷ {other}, {what}: "
                  f"{min(ratios):.2f} {statistics.median(ratios):.2f} {max(ratios):.2f}")


if __name__ == "__main__":
    main()
