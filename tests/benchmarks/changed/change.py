"""One change of one file: where it stands, what stands there, and what is put in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What is changed."""

    NUMBER = "number"
    COMPARISON = "comparison"
    MEMBER = "member"
    OUTCOME = "outcome"


@dataclass(frozen=True)
class Change:
    """Bytes ``start`` to ``end`` become ``new``; ``exempt`` says why it is not tried at all."""

    kind: Kind
    line: int
    start: int
    end: int
    old: str
    new: str
    exempt: str = ""

    def applied_to(self, original: bytes) -> bytes:
        """Return the bytes of the file with the change."""
        return original[: self.start] + self.new.encode() + original[self.end :]


def stepped(written: str, *, whole: bool) -> Iterator[str]:
    """Yield a number a step up and a step down: a whole one by 1, any other by 10 %.

    A zero is only changed upwards.
    """
    number = Decimal(written)
    if whole or not number:
        steps = (number + 1, number - 1)
    else:
        steps = (number * Decimal("1.1"), number * Decimal("0.9"))
    for step in steps if number else steps[:1]:
        yield format(step, "f")


OTHER_COMPARISON = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==",
    "lt": "le", "le": "lt", "gt": "ge", "ge": "gt", "eq": "ne", "ne": "eq",
}
"""What a comparison of a module becomes: the edge on the other side, the opposite."""
