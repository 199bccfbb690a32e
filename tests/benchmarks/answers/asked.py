"""One question to the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """One question to the program: a key that names it, the calculator, its inputs."""

    key: str
    calculator: str
    inputs: Json
