"""Minutes of random work in the real window; what it shows must be what its inputs come to.

Run: QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.monkey --seconds 600 --seed 1
After each step the fields in sight, the strip, and the result are compared with a computation of
the inputs as they stand, and every few steps the page with the same page made anew, text by text.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main() -> int:
    """Print what was done and found; return 1 where anything was wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = os.environ["HOME"] = name
        from tests.benchmarks.monkey.course import SLOW, Course

        course = Course(given.seed, Path(name))
        until = time.monotonic() + given.seconds
        found = course.run(lambda _steps: time.monotonic() < until)
        course.end()
    load = os.getloadavg()
    print(f"seed {given.seed}, {given.seconds:.0f} s, load {load[0]:.1f} {load[1]:.1f}")
    print(f"steps                        {found.steps}, {found.results} of them with a result")
    print("pages drawn anew, compared   ", found.drawn)
    for title, counted in (
        ("tracebacks", found.faults), ("warnings of Qt", found.warnings),
        ("disagreements", found.disagreements),
    ):
        print(f"{title:<28} {sum(counted.values())}")
        for words, times in counted.most_common(12):
            print(f"    {times} × {words}")
    slow = [one for one in found.slow if one.worked > SLOW]
    print(f"steps over {SLOW * 1000:.0f} ms            {len(found.slow)} by the clock, {len(slow)} "
          "of the processor alone")
    for name, times in Counter(one.name for one in slow).most_common(8):
        print(f"    {times} × {name}")
    for one in sorted(found.slow, reverse=True)[:10]:
        print(f"    {one.worked * 1000:6.0f} ms of {one.passed * 1000:6.0f} ms  {one.name}")
    print("memory (steps: MB)           ", "  ".join(
        f"{steps}: {size:.0f}" for steps, size in found.memory[::max(1, len(found.memory) // 12)]))
    print("kinds of steps               ", dict(found.kinds.most_common(30)))
    return 1 if found.faults or found.disagreements else 0


if __name__ == "__main__":
    raise SystemExit(main())
