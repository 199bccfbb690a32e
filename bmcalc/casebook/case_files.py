"""The files of the printed cases, as they stand in ``resources/casebook``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from bmcalc.resource_files import resource


def case_numbers() -> tuple[int, ...]:
    """Return the numbers of the cases that the casebook prints, in order."""
    return tuple(
        int(path.stem.removeprefix("case_"))
        for path in sorted(resource("casebook").glob("case_*.toml"))
    )


def read_case(number: int) -> dict[str, Any]:
    """Return a printed case as its file states it; raise KeyError for one only announced."""
    path = resource("casebook", f"case_{number:02d}.toml")
    if not path.is_file():
        raise KeyError(number)
    return read_toml(path)


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a data file states."""
    with path.open("rb") as file:
        return tomllib.load(file)
