"""One unit that a field offers, with what can be and what is usual."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Final

from bmcalc.core.units import Unit, unit


class Span:
    """One unit a field offers, with its hard limits (refused) and usual limits (confirmed).

    Where rules judge an unusual number, ``slip`` are the limits outside which it is more likely a
    slip of the keyboard; without them the usual ones are.

    Limits are decimal strings in that unit, both ends included; None means no limit. The hard
    limits are exclusive of a side where ``above`` is set: the number must be more than it.
    """

    def __init__(
        self,
        key: str,
        hard: tuple[str | None, str | None],
        usual: tuple[str | None, str | None] = (None, None),
        above: bool = False,
        slip: tuple[str | None, str | None] | None = None,
    ) -> None:
        self.key: Final = key
        self.hard: Final = hard
        self.usual: Final = usual
        self.above: Final = above
        self.slip: Final = slip

    @cached_property
    def unit(self) -> Unit:
        """The unit itself."""
        return unit(self.key)

    @cached_property
    def _limits(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        low, high = self.hard
        usual_low, usual_high = self.usual
        return (
            Decimal("-Infinity" if low is None else low),
            Decimal("Infinity" if high is None else high),
            Decimal("-Infinity" if usual_low is None else usual_low),
            Decimal("Infinity" if usual_high is None else usual_high),
        )

    def inside(self, number: Decimal) -> bool:
        """Say whether the number is one that can be."""
        low, high, _low, _high = self._limits
        return (low < number if self.above else low <= number) and number <= high

    def is_usual(self, number: Decimal) -> bool:
        """Say whether the number needs no confirmation."""
        _low, _high, low, high = self._limits
        return low <= number <= high

    @cached_property
    def _unlikely(self) -> tuple[Decimal, Decimal]:
        low, high = self.unlikely
        return (
            Decimal("-Infinity" if low is None else low),
            Decimal("Infinity" if high is None else high),
        )

    def is_slip(self, number: Decimal) -> bool:
        """Say whether the number is likely a slip of the keyboard."""
        low, high = self._unlikely
        return not low <= number <= high

    @property
    def unlikely(self) -> tuple[str | None, str | None]:
        """The limits outside which a number is likely a slip."""
        return self.usual if self.slip is None else self.slip


def range_text(low: str | None, high: str | None, label: str) -> object:
    """Return a range for people, for example ``18–1300 µmol/L``."""
    suffix = f" {label}" if label else ""
    if high is None:
        return f"≥ {low}{suffix}"
    if low is None:
        return f"≤ {high}{suffix}"
    return f"{low}–{high}{suffix}"
