"""Names that are none of the formulary's: other drugs, supportive drugs, names with two meanings.

They ship in ``resources/tables``. A drug that the formulary has is read by its own file, so an
entry of the same id here is passed over.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated

from pydantic import Field

from bmcalc.rules.quantities import Entry, Name
from bmcalc.rules.rule import SourceIds
from bmcalc.rules.tables.reading import read_table

_Texts = Annotated[tuple[str, ...], Field(min_length=1)]


class OtherDrug(Entry):
    """A drug that is not in the formulary, its names, and the drugs that it is never read as."""

    name: Name
    never: tuple[str, ...] = Field(alias="not")
    verified: tuple[str, ...] = ()
    memory: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every name."""
        return (*self.verified, *self.memory)


class SupportiveDrug(Entry):
    """A drug that is read and not checked, and its names."""

    name: Name
    texts: _Texts


class Unclear(Entry):
    """Names that may mean each of several drugs, or that must be written out."""

    texts: _Texts
    could_be: _Texts


class Family(Entry):
    """The tails by which an unknown name belongs to a family of drugs."""

    tails: _Texts
    drugs: _Texts


class UnclearNames(Entry):
    """Names with several meanings, and the tails of families; the first tail that fits counts.

    ``products`` are parts of a word that make another product of the drug beside which it stands.
    """

    names: tuple[Unclear, ...]
    families: tuple[Family, ...]
    products: _Texts
    sources: SourceIds


class OtherNames(Entry):
    """The drugs that are not in the formulary, by id."""

    drugs: dict[str, OtherDrug]
    sources: SourceIds


class SupportiveNames(Entry):
    """The drugs that are read and not checked, by id."""

    drugs: dict[str, SupportiveDrug]
    sources: SourceIds


@cache
def other_names() -> OtherNames:
    """Return the drugs that are not in the formulary."""
    return read_table("other_names", OtherNames)


@cache
def supportive_names() -> SupportiveNames:
    """Return the drugs that are read and not checked."""
    return read_table("other_drugs", SupportiveNames)


@cache
def unclear_names() -> UnclearNames:
    """Return the names with several meanings, and the families."""
    return read_table("unclear_names", UnclearNames)
