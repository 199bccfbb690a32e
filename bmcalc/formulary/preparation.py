"""What a drug comes in, how it is dissolved and diluted, and how fast it runs."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Final, Literal, Self, TypeAlias

from pydantic import model_validator

from bmcalc.core.numbers import settle
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.rules.condition import Conditions
from bmcalc.rules.quantities import (
    Amount,
    Concentration,
    Duration,
    Entry,
    Name,
    Refusal,
    Volume,
)
from bmcalc.rules.rule import SourceIds

Market: TypeAlias = Literal["US", "EU", "CN"]

SWALLOWED: Final = frozenset({"tablet", "capsule"})
"""The forms that are swallowed whole."""


class Fluid(StrEnum):
    """A fluid in which a drug is dissolved or diluted."""

    SODIUM_CHLORIDE = "sodium_chloride_0.9"
    GLUCOSE = "glucose_5"
    WATER = "water_for_injection"
    BACTERIOSTATIC_WATER = "bacteriostatic_water"

    @property
    def label(self) -> object:
        """What people read."""
        return {
            Fluid.SODIUM_CHLORIDE: _("sodium chloride 0.9 %"),
            Fluid.GLUCOSE: _("glucose 5 %"),
            Fluid.WATER: _("water for injections"),
            Fluid.BACTERIOSTATIC_WATER: _("bacteriostatic water for injections"),
        }[self]


class Presentation(Entry):
    """One vial, bag, syringe, tablet or patch.

    ``volume`` and ``concentration`` are those of the liquid ready to draw: of a powder after it
    was dissolved, of a two-vial product after it was mixed. A solid form has neither.
    ``only_if`` says for which patients or orders it suits, such as one that counts a salt.
    """

    strength: Amount
    market: Market
    source: str
    volume: Volume | None = None
    concentration: Concentration | None = None
    form: Literal["vial", "bag", "syringe", "implant", "tablet", "capsule", "patch"] = "vial"
    powder: bool = False
    multi_dose: bool = False
    only_if: Conditions = ()
    text: Name | None = None

    @cached_property
    def milligrams(self) -> Decimal:
        """The strength as a number of milligrams, by which presentations are sorted and counted."""
        return settle(self.strength.to("mg").magnitude)

    @model_validator(mode="after")
    def _volume_and_concentration_agree(self) -> Self:
        if (self.volume is None) != (self.concentration is None):
            raise Refusal(_("A volume and a concentration are given together or not at all."))
        if self.volume is not None and self.concentration is not None:
            held = self.volume.to("mL").magnitude * self.concentration.to("mg/mL").magnitude
            claimed = self.strength.to("mg").magnitude
            if abs(held - claimed) * 100 > claimed:
                raise Refusal(
                    _("{volume} at {concentration} do not hold {strength}.", volume=self.volume,
                      concentration=self.concentration, strength=self.strength)
                )
        return self


class Dissolving(Entry):
    """How a powder of one strength is dissolved."""

    strength: Amount
    solvent: Fluid
    volume: Volume
    market: Market | None = None
    sources: SourceIds


class ReadyToUse(Entry):
    """A bag that comes ready, of which a part is replaced for a reduced dose."""

    volume: Volume
    concentration: Concentration


class DrawnVolume(Entry):
    """The volume that a label prints beside a dose, rounded its own way.

    ``replaced`` is what leaves a ready-to-use bag for this dose; nothing where it is absent.
    """

    dose: Amount
    volume: Volume
    replaced: Volume | None = None


class Preparation(Entry):
    """How a dose is made ready: diluents allowed and forbidden, concentration, bag, filter.

    ``drawn`` are the label's own volumes by dose; any other is the dose by the concentration.
    """

    dissolving: tuple[Dissolving, ...] = ()
    diluents: tuple[Fluid, ...] = ()
    never: tuple[Fluid, ...] = ()
    undiluted: bool = False
    lowest_concentration: Concentration | None = None
    highest_concentration: Concentration | None = None
    bag: Volume | None = None
    ready_to_use: ReadyToUse | None = None
    drawn: tuple[DrawnVolume, ...] = ()
    text: Name
    sources: SourceIds

    def drawn_for(self, dose: Term) -> DrawnVolume | None:
        """Return the label's volume for a dose; None where it prints none."""
        for one in self.drawn:
            if one.dose == dose:
                return one
        return None

    @model_validator(mode="after")
    def _fluids_and_concentrations_agree(self) -> Self:
        if set(self.diluents) & set(self.never):
            raise Refusal(_("A diluent is either allowed or forbidden."))
        if self.undiluted and self.diluents:
            raise Refusal(_("What is given undiluted has no diluent."))
        lowest, highest = self.lowest_concentration, self.highest_concentration
        if lowest is not None and highest is not None and lowest > highest:
            raise Refusal(_("The lowest concentration is above the highest."))
        return self


class Infusion(Entry):
    """By which route and how long: the first time, and later where it was tolerated.

    ``shortest`` and ``longest`` are the times that the text allows where they are others; ``push``
    says that it may be given as an intravenous push too.
    """

    route: Literal["iv", "sc", "im", "po", "td"]
    regimens: tuple[str, ...] = ()
    first: Duration | None = None
    later: Duration | None = None
    shortest: Duration | None = None
    longest: Duration | None = None
    push: bool = False
    text: Name
    sources: SourceIds
