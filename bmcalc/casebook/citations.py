"""What the casebook says of trials, beside what the trials published."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from bmcalc.casebook.case_files import read_toml
from bmcalc.casebook.models import Page
from bmcalc.resource_files import resource
from bmcalc.rules.quantities import Entry, Name

Figure: TypeAlias = Annotated[str, Field(pattern=r"^\d+(\.\d+)?$")]


class CitedNumber(Entry):
    """One number of a trial: as printed, and as published in one or several analyses."""

    measure: Name
    printed: Figure
    published: tuple[Figure, ...]

    def agrees(self) -> bool:
        """Say whether an analysis gives the number, to within its last printed digit."""
        printed = Decimal(self.printed)
        last_digit = Decimal(1).scaleb(int(printed.as_tuple().exponent))
        return any(abs(Decimal(one) - printed) < last_digit for one in self.published)


class CitedWords(Entry):
    """Something of a trial that is not a number, compared by a person."""

    measure: Name
    printed: Name
    published: Name
    verdict: Literal["contradicts", "doubtful", "not_decidable"]


class Place(Entry):
    """Where a citation stands; ``case`` is None in the guideline summary."""

    case: int | None = None
    pages: tuple[Page, ...]


class Citation(Entry):
    """What the casebook says of one trial, at one or several places."""

    id: str
    subject: Name
    places: tuple[Place, ...]
    severity: Literal["none", "low", "medium", "high"]
    numbers: tuple[CitedNumber, ...] = ()
    words: tuple[CitedWords, ...] = ()
    note: Name | None = None
    sources: tuple[str, ...]


@cache
def citations() -> tuple[Citation, ...]:
    """Return every citation that was compared."""
    read = read_toml(resource("casebook", "citations.toml"))
    return tuple(Citation.model_validate(one) for one in read["citations"])
