"""What a drug's file says of its handling: damage outside the vein, vomiting, light and time."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Final, Self

from pydantic import model_validator

from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.rules.quantities import Dose, Entry, Name, Refusal
from bmcalc.rules.rule import Profile, SourceIds


class TissueDamage(StrEnum):
    """What a drug does to tissue when it leaks out of the vein."""

    VESICANT = "vesicant"
    EXFOLIANT = "exfoliant"
    IRRITANT = "irritant"
    NEUTRAL = "neutral"

    @property
    def label(self) -> object:
        """What people read."""
        return {
            TissueDamage.VESICANT: _("vesicant"),
            TissueDamage.EXFOLIANT: _("exfoliant"),
            TissueDamage.IRRITANT: _("irritant"),
            TissueDamage.NEUTRAL: _("neutral"),
        }[self]


class Guideline(StrEnum):
    """Whose list of emetic classes it is."""

    NCCN = "nccn"
    ASCO = "asco"
    MASCC = "mascc"
    IE = "ie"

    @property
    def label(self) -> object:
        """What people read."""
        return {
            Guideline.NCCN: _("NCCN"), Guideline.ASCO: _("ASCO"), Guideline.MASCC: _("MASCC/ESMO"),
            Guideline.IE: _("Irish national protocols"),
        }[self]


class Extravasation(Entry):
    """The class of a drug where it leaks out of the vein; without an entry it is unknown."""

    damage: TissueDamage
    text: Name | None = None
    sources: SourceIds


class EmeticClass(StrEnum):
    """How often a dose makes patients vomit without prevention, the lowest first."""

    MINIMAL = "minimal"
    MINIMAL_TO_LOW = "minimal_to_low"
    LOW = "low"
    MODERATE = "moderate"
    MODERATE_TO_HIGH = "moderate_to_high"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """Where it stands from the lowest, 0, upwards."""
        return _RANKS[self]

    @property
    def label(self) -> object:
        """What people read."""
        return {
            EmeticClass.MINIMAL: _("minimal emetic risk"),
            EmeticClass.MINIMAL_TO_LOW: _("minimal to low emetic risk"),
            EmeticClass.LOW: _("low emetic risk"),
            EmeticClass.MODERATE: _("moderate emetic risk"),
            EmeticClass.MODERATE_TO_HIGH: _("moderate to high emetic risk"),
            EmeticClass.HIGH: _("high emetic risk"),
        }[self]


_RANKS: Final = {emetic: rank for rank, emetic in enumerate(EmeticClass)}


class Emetic(Entry):
    """The emetic class of one administration by one guideline.

    It holds for doses ``above`` or ``at_least`` one limit and ``at_most`` or ``below`` another,
    each on the basis of the drug; ``together_with`` names a drug of the same day without which the
    class does not hold, such as cyclophosphamide beside an anthracycline.
    """

    guideline: Guideline
    risk: EmeticClass
    above: Dose | None = None
    at_least: Dose | None = None
    at_most: Dose | None = None
    below: Dose | None = None
    together_with: tuple[str, ...] = ()
    sources: SourceIds

    def holds_for(self, dose: Term, given: Collection[str]) -> bool:
        """Say whether it holds for a dose on the basis of the drug, beside what else is given."""
        return (
            all(one in given for one in self.together_with)
            and (self.above is None or dose > self.above)
            and (self.at_least is None or dose >= self.at_least)
            and (self.at_most is None or dose <= self.at_most)
            and (self.below is None or dose < self.below)
        )

    @model_validator(mode="after")
    def _one_limit_on_each_side(self) -> Self:
        if self.above is not None and self.at_least is not None:
            raise Refusal(_("A class begins above a dose or from a dose, not both."))
        if self.below is not None and self.at_most is not None:
            raise Refusal(_("A class ends below a dose or with a dose, not both."))
        return self


class Keeping(Entry):
    """How the drug is kept and how long it may be used once made ready, in the words of a text."""

    text: Name
    from_light: bool = False
    profiles: tuple[Profile, ...] = ("us", "eu", "cn")
    sources: SourceIds
