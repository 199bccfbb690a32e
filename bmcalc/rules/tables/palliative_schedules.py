"""The palliative schedules of radiotherapy that a guideline lists, as data."""

from __future__ import annotations

from functools import cache
from typing import Annotated, TypeAlias

from pydantic import Field, PlainSerializer, PlainValidator

from bmcalc.core.term import Term
from bmcalc.rules.quantities import Entry, read_positive, written
from bmcalc.rules.tables.reading import read_table


def _read_gray(text: object) -> Term:
    return read_positive(text, "Gy")


_Gray: TypeAlias = Annotated[Term, PlainValidator(_read_gray), PlainSerializer(written)]


class Schedule(Entry):
    """So many equal fractions of one dose."""

    fractions: Annotated[int, Field(ge=1, strict=True)]
    dose: _Gray


Schedules: TypeAlias = Annotated[tuple[Schedule, ...], Field(min_length=1)]


def lists(schedules: Schedules, fractions: int, dose: Term) -> bool:
    """Say whether so many fractions of a dose are one of the schedules."""
    return any(one.fractions == fractions and dose == one.dose for one in schedules)


class PalliativeSchedules(Entry):
    """The schedules by what they are for, and whose list it is."""

    source: str
    painful_metastasis: Schedules
    cord_compression: Schedules


@cache
def palliative_schedules() -> PalliativeSchedules:
    """Return the schedules of ``resources/tables/palliative_schedules.toml``."""
    return read_table("palliative_schedules", PalliativeSchedules)
