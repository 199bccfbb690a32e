"""Running a benchmark of this tree in another work tree, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent.parent


def told_by(tree: Path, file: str, part: str) -> dict[str, float]:
    """Return the figures that a benchmark's file prints as JSON when it is run under a name."""
    command = f"import runpy; runpy.run_path({file!r}, run_name={part!r})"
    done = subprocess.run(
        [sys.executable, "-c", command], check=True, capture_output=True, text=True, cwd=tree
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found
