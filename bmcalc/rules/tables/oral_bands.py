"""Doses by mouth that a label prints beside the body surface area: shown, never calculated with."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Self

from pydantic import Field, model_validator

from bmcalc.core.rounding import to_step
from bmcalc.core.term import Term, q
from bmcalc.core.texts import _
from bmcalc.rules.quantities import Amount, Area, Dose, Entry, Refusal
from bmcalc.rules.rule import Profile, Profiles, SourceIds
from bmcalc.rules.tables.reading import read_table


class OralBand(Entry):
    """One row: the dose up to and with an area; the last row has no end."""

    up_to: Area | None = None
    dose: Amount


class OralBandTable(Entry):
    """The rows of one planned dose by one label, the smallest area first.

    The area is rounded to two decimals before it is looked up; below ``lowest`` there is no row.
    """

    drug: str
    planned: Dose
    profiles: Profiles
    lowest: Area | None = None
    rows: Annotated[tuple[OralBand, ...], Field(min_length=2)]
    sources: SourceIds

    @model_validator(mode="after")
    def _rows_rise(self) -> Self:
        ends = [row.up_to for row in self.rows]
        doses = [row.dose.to("mg").magnitude for row in self.rows]
        inner = [end.magnitude for end in ends[:-1] if end is not None]
        if ends[-1] is not None or len(inner) != len(ends) - 1 or inner != sorted(set(inner)):
            raise Refusal(_("The rows rise, and only the last one has no end."))
        if doses != sorted(doses):
            raise Refusal(_("A larger area never has a smaller dose."))
        return self

    def band(self, area: Term) -> OralBand | None:
        """Return the row of an area; None below the first."""
        rounded = to_step(area, q("0.01 m^2"))
        if self.lowest is not None and rounded < self.lowest:
            return None
        return next(row for row in self.rows if row.up_to is None or rounded <= row.up_to)


class OralBands(Entry):
    """Every table."""

    tables: tuple[OralBandTable, ...]


@cache
def oral_bands() -> OralBands:
    """Return what ``resources/tables/oral_bands.toml`` holds."""
    return read_table("oral_bands", OralBands)


def band_table(drug: str, planned: Term, profile: Profile) -> OralBandTable | None:
    """Return the table that a label prints for a planned dose of a drug; None where it has none."""
    for table in oral_bands().tables:
        if table.drug != drug or profile not in table.profiles:
            continue
        if table.planned.unit.same_dimension(planned.unit) and table.planned == planned:
            return table
    return None
