"""The files that are swept, and the changes of one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.benchmarks.changed.change import Change
from tests.benchmarks.changed.in_data import changes_of_data
from tests.benchmarks.changed.in_python import changes_of_module

ROOT: Final = Path(__file__).parents[3]
UNIT_LABELS: Final = "unit_labels.py"
SWEPT: Final = (
    "bmcalc/orders/**/*.py", "bmcalc/rules/**/*.py", "bmcalc/core/**/*.py", "bmcalc/core/units.txt",
    "resources/limits.toml", "resources/limits/*.toml", "resources/tables/*.toml",
    "resources/policy.toml",
    "resources/measures/*.toml", "resources/formulary/*.toml", "resources/regimens/*.toml",
    "bmcalc/formulas/*.py", "bmcalc/calculators/**/*.py", "bmcalc/formulary/*.py",
)


def chosen_files(root: Path, wanted: Sequence[str]) -> list[str]:
    """Return the files to sweep by their paths in the project, in the order of ``SWEPT``.

    ``wanted`` are paths, folders or names of files; without one every file is swept.
    """
    every = dict.fromkeys(
        path.relative_to(root).as_posix() for pattern in SWEPT
        for path in sorted(root.glob(pattern))
    )
    if not wanted:
        return list(every)
    return [
        name for name in every
        if any(name == one or name.startswith(f"{one.rstrip('/')}/")
               or Path(name).name == one or Path(name).stem == one for one in wanted)
    ]


def changes_of(root: Path, name: str) -> list[Change]:
    """Return the changes of a file of the project, the exempt ones too."""
    path = root / name
    if path.suffix == ".py" and path.name != UNIT_LABELS:
        return changes_of_module(path.read_bytes())
    return changes_of_data(path.read_text(encoding="utf-8"), path.suffix)


def sampled(
    every: Sequence[tuple[str, Change]], count: int | None, seed: int
) -> list[tuple[str, Change]]:
    """Return ``count`` of the changes, drawn by the seed, in their order; all without a count."""
    if count is None or count >= len(every):
        return list(every)
    drawn = sorted(random.Random(seed).sample(range(len(every)), count))
    return [every[place] for place in drawn]
