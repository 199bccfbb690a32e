"""What the rules of every bone agent ask about a patient's calcium."""

from __future__ import annotations

from dataclasses import dataclass

from bmcalc.calculators.calcium.calcium_status import CalciumBounds, CalciumStatus
from bmcalc.core.term import show
from bmcalc.core.texts import _


@dataclass(frozen=True)
class CalciumSituation:
    """The calcium status, and whether there are symptoms of low calcium."""

    calcium: CalciumStatus
    symptoms: bool

    @property
    def bounds(self) -> CalciumBounds | None:
        """What the calcium can be where albumin is missing."""
        return self.calcium.bounds

    @property
    def low_level(self) -> int:
        """The laboratory grade of a judged calcium that is low, else 0."""
        judged_low = self.bounds is None and self.calcium.is_low
        return self.calcium.certain_level if judged_low else 0

    @property
    def bounded_low_level(self) -> int:
        """The grade that a calcium without albumin reaches even at albumin 20 g/L, else 0."""
        bounded_low = self.bounds is not None and self.calcium.is_low
        return self.calcium.certain_level if bounded_low else 0

    @property
    def high_level(self) -> int:
        """The laboratory grade of a high calcium, by the lower bound without albumin, else 0."""
        return self.calcium.certain_level if self.calcium.is_high else 0

    @property
    def may_be_low(self) -> bool:
        """Whether a calcium without albumin is low at some albumins and not at others."""
        bounds = self.bounds
        return bounds is not None and bounds.low < bounds.limits.lower <= bounds.high

    @property
    def not_low_by_bounds(self) -> bool:
        """Whether a calcium without albumin cannot be low, and is not certainly high."""
        bounds = self.bounds
        return (
            bounds is not None
            and bounds.low >= bounds.limits.lower
            and not self.calcium.is_high
        )

    @property
    def is_not_low(self) -> bool:
        """Whether the calcium is known not to be low."""
        return self.not_low_by_bounds or self.calcium.is_high or self.calcium.grade == "normal"

    def calcium_text(self) -> object:
        """Return the calcium that was judged, for a sentence."""
        if self.bounds is not None:
            return _("calcium without albumin ({low} to {high} corrected)",
                     low=show(self.bounds.low), high=show(self.bounds.high))
        if self.calcium.basis == "ionised":
            return _("ionised calcium of {calcium}", calcium=self.calcium.shown())
        return _("corrected calcium of {calcium}", calcium=self.calcium.shown())
