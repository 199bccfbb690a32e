"""What belongs to one drug, over several lines, and the lines that order nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from bmcalc.orders.reading.ordered import NotUnderstood, ToldLine
from bmcalc.orders.reading.rows import Row
from bmcalc.orders.reading.tokens import Kind, Token

MOST_ROWS: Final = 60
MOST_IN_A_BAG: Final = 30
"""What belongs to one drug, and what goes into one bag: more than this is not put together."""


@dataclass
class Record:
    """What belongs to one drug, or to one fluid that stands alone."""

    rows: list[Row]
    tokens: list[Token]
    block: int
    group: str | None = None
    fluid_only: bool = False
    bags: list[Record] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The line that names the drug."""
        return self.rows[0].number

    @property
    def text(self) -> str:
        """The lines as written."""
        return " ".join(row.text for row in self.rows)

    def has(self, *kinds: Kind) -> bool:
        """Say whether a part of one of these kinds stands in it."""
        return any(token.kind in kinds for token in self.tokens)


@dataclass
class Gathered:
    """The records of a text, the lines that order nothing, and those of which nothing was made."""

    records: list[Record] = field(default_factory=list)
    told: list[ToldLine] = field(default_factory=list)
    lost: list[NotUnderstood] = field(default_factory=list)
