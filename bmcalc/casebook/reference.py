"""The guideline summary and the dose appendix of the casebook, line by line."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import field_validator

from bmcalc.casebook.case_files import read_toml
from bmcalc.casebook.models import Fact, Quantity
from bmcalc.core.texts import Bilingual
from bmcalc.resource_files import resource
from bmcalc.rules.quantities import Entry


class DoseLine(Fact):
    """One drug of a list: its dose, how often, by which route."""

    id: str
    part: Literal["guideline", "appendix"]
    drug: str
    dose: Quantity
    loading: Quantity | None = None
    days: tuple[int, ...] = ()
    times_per_day: int | None = None
    daily_through: int | None = None
    cycle: Quantity | None = None
    latest: Quantity | None = None
    route: Literal["iv", "sc", "im", "po"]


class RadiotherapyLine(Fact):
    """The guideline's range of radiotherapy: lowest and highest dose and fractions."""

    doses: tuple[Quantity, Quantity]
    fractions: tuple[int, int]


class GuidelineLine(Fact):
    """One recommendation without a number, in both languages."""

    en: str
    zh: str

    @property
    def words(self) -> Bilingual:
        """The recommendation in the reader's language."""
        return Bilingual(self.en, self.zh)


class Reference(Entry):
    """All reference data of the casebook's last pages."""

    radiotherapy: RadiotherapyLine
    lines: tuple[DoseLine, ...]
    guideline: tuple[GuidelineLine, ...]

    @field_validator("lines")
    @classmethod
    def _ids_once(cls, lines: tuple[DoseLine, ...]) -> tuple[DoseLine, ...]:
        if len({line.id for line in lines}) != len(lines):
            raise ValueError("an id stands twice")
        return lines


@cache
def reference() -> Reference:
    """Return the guideline summary and the dose appendix."""
    return Reference.model_validate(read_toml(resource("casebook", "reference.toml")))


def dose_lines() -> tuple[DoseLine, ...]:
    """Return every dose of the guideline summary and the appendix, in order of pages."""
    return reference().lines


def radiotherapy_line() -> RadiotherapyLine:
    """Return the guideline's range of radiotherapy."""
    return reference().radiotherapy
