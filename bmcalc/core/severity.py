"""How much a finding weighs."""

from __future__ import annotations

from enum import IntEnum
from typing import Final


class Severity(IntEnum):
    """How much a finding weighs; the worst one is the status of the result."""

    INFO = 0
    CAUTION = 1
    STOP = 2

    @property
    def key(self) -> str:
        """The contract's word: ``info``, ``caution`` or ``stop``."""
        return _KEYS[self]


_KEYS: Final = {severity: severity.name.lower() for severity in Severity}
