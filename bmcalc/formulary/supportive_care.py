"""Premedication, antiemetics, growth factor and hydration that a source suggests for a dose.

They stand in ``resources/tables/supportive_care.toml``. Nothing of them is part of a verdict.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from functools import cache
from typing import Self

from pydantic import RootModel, model_validator

from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.formulary.handling_entry import EmeticClass
from bmcalc.rules.quantities import Days, Entry, Name, Refusal
from bmcalc.rules.rule import Code, SourceIds
from bmcalc.rules.tables.reading import read_table


class CareKind(StrEnum):
    """What a suggestion is for."""

    PREMEDICATION = "premedication"
    ANTIEMETIC = "antiemetic"
    GROWTH_FACTOR = "growth_factor"
    HYDRATION = "hydration"
    AT_HOME = "at_home"

    @property
    def label(self) -> object:
        """What people read."""
        return {
            CareKind.PREMEDICATION: _("Premedication"),
            CareKind.ANTIEMETIC: _("Against vomiting"),
            CareKind.GROWTH_FACTOR: _("Growth factor"),
            CareKind.HYDRATION: _("Hydration"),
            CareKind.AT_HOME: _("At home"),
        }[self]


class NeutropeniaRisk(StrEnum):
    """How often a regimen is followed by febrile neutropenia without a growth factor."""

    LOW = "low"
    INTERMEDIATE = "intermediate"
    HIGH = "high"

    @property
    def label(self) -> object:
        """What people read."""
        return {
            NeutropeniaRisk.LOW: _("low risk of febrile neutropenia (below 10 %)"),
            NeutropeniaRisk.INTERMEDIATE:
                _("intermediate risk of febrile neutropenia (10 to 20 %)"),
            NeutropeniaRisk.HIGH: _("high risk of febrile neutropenia (above 20 %)"),
        }[self]


class Neutropenia(Entry):
    """The risk of febrile neutropenia of a regimen, and what a source says besides."""

    risk: NeutropeniaRisk
    text: Name | None = None
    sources: SourceIds


class SupportiveCare(Entry):
    """One suggestion.

    It is for a dose of one of ``drugs``, where none of ``unless_with`` is given too; or for a day
    of the emetic class ``emetic``, there of one of ``drugs`` where any are named; or for a regimen
    of the risk ``neutropenia``. ``cycle_from`` and ``cycle_below`` narrow it to cycles of a
    length, ``first_dose`` to a first dose. ``label_requires`` names the supportive drug without
    which a label does not give the dose.
    """

    code: Code
    kind: CareKind
    drugs: tuple[str, ...] = ()
    unless_with: tuple[str, ...] = ()
    emetic: EmeticClass | None = None
    neutropenia: NeutropeniaRisk | None = None
    cycle_from: Days | None = None
    cycle_below: Days | None = None
    first_dose: bool = False
    label_requires: str | None = None
    text: Name
    sources: SourceIds

    @model_validator(mode="after")
    def _is_for_something(self) -> Self:
        if not self.drugs and self.emetic is None and self.neutropenia is None:
            raise Refusal(_("A suggestion is for a drug, an emetic class or a risk."))
        if (self.emetic is not None) != (self.kind is CareKind.ANTIEMETIC):
            raise Refusal(_("An emetic class has antiemetics, and only they have one."))
        if self.neutropenia is not None and self.kind is not CareKind.GROWTH_FACTOR:
            raise Refusal(_("Only a growth factor goes by the risk of neutropenia."))
        return self

    def fits_cycle(self, length: Term) -> bool:
        """Say whether it is for cycles of this length."""
        return (self.cycle_from is None or length >= self.cycle_from) and (
            self.cycle_below is None or length < self.cycle_below
        )

    def is_beside(self, given: Collection[str]) -> bool:
        """Say whether nothing is given that makes it unfit."""
        return not set(self.unless_with) & set(given)


class _Table(RootModel[dict[str, tuple[SupportiveCare, ...]]]):
    """The suggestions under the one key of the file."""


@cache
def supportive_care() -> tuple[SupportiveCare, ...]:
    """Return every suggestion that ships, in the order of the file."""
    return read_table("supportive_care", _Table).root["care"]
