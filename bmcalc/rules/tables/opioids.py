"""Opioids as data: tables of oral morphine equivalents, patches, titration, rescue."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Annotated, Self, TypeAlias

from pydantic import Field, PlainSerializer, PlainValidator, model_validator

from bmcalc.core.numbers import plain
from bmcalc.core.term import Term, q
from bmcalc.core.texts import _
from bmcalc.rules.quantities import Amount, Dose, Entry, Refusal, read_term, written
from bmcalc.rules.tables.reading import read_table

_PLAIN = r"[0-9]+(?:\.[0-9]+)?"


def _read_ratio(text: object) -> Term:
    if isinstance(text, Term):
        return text
    found = re.fullmatch(rf"({_PLAIN})(?: / ({_PLAIN}))?", text) if isinstance(text, str) else None
    if found is None:
        raise Refusal(_("A factor is a text with one plain number or a fraction: \"1 / 6.5\"."))
    above, below = found.groups()
    return q(above) if below is None else q(above) / q(below)


def _write_ratio(ratio: Term) -> str:
    if not ratio.operation:
        return plain(ratio.magnitude)
    above, below = ratio.arguments
    return f"{plain(above.magnitude)} / {plain(below.magnitude)}"


def _read_share(text: object) -> Term:
    return read_term(text, "%")


_Ratio: TypeAlias = Annotated[Term, PlainValidator(_read_ratio), PlainSerializer(_write_ratio)]
_Share: TypeAlias = Annotated[Term, PlainValidator(_read_share), PlainSerializer(written)]
_Nrs: TypeAlias = Annotated[int, Field(ge=0, le=10, strict=True)]


class OpioidTable(Entry):
    """One published table: mg of oral morphine per mg, for a patch per µg/h.

    ``from_memory``: nobody has checked the factors in the source yet. ``apart`` names the source
    of single factors that are from memory in a table that is otherwise checked.
    """

    source: str
    factors: dict[str, _Ratio]
    converts: bool = True
    from_memory: bool = False
    apart: dict[str, str] = Field(default_factory=dict)

    def source_of(self, drug: str) -> str:
        """Return the source of a drug's factor."""
        return self.apart.get(drug, self.source)

    def unchecked(self, drugs: Iterable[str]) -> bool:
        """Say whether a factor that these drugs need is only from memory."""
        return self.from_memory or any(drug in self.apart for drug in drugs)


class PatchRow(Entry):
    """The first patch for less than so much oral morphine a day."""

    below: Amount
    patch: Dose


class Patches(Entry):
    """The fentanyl label's one-way table, the smallest dose first."""

    source: str
    rows: Annotated[tuple[PatchRow, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _rows_rise(self) -> Self:
        for one, following in pairwise(self.rows):
            if not (one.below < following.below and one.patch < following.patch):
                raise Refusal(_("The rows do not rise."))
        return self


class Severity(Entry):
    """The pain scores from which pain is mild, moderate and severe."""

    source: str
    mild: _Nrs
    moderate: _Nrs
    severe: _Nrs


class Increase(Entry):
    """The lowest and the highest increase of a 24 h dose."""

    lowest: _Share
    highest: _Share


class TitrationStep(Increase):
    """The increase from a pain score on."""

    nrs: _Nrs


class CarefulIncrease(Increase):
    """The largest increase where age, kidney or liver ask for care."""

    source: str


class Titration(Entry):
    """The increase by pain score, the lowest score first, and its limit."""

    source: str
    steps: Annotated[tuple[TitrationStep, ...], Field(min_length=1)]
    with_care: CarefulIncrease

    def step_for(self, nrs: int) -> TitrationStep:
        """Return the step of a pain score."""
        return max((step for step in self.steps if step.nrs <= nrs), key=lambda step: step.nrs)


class Rescue(Increase):
    """A rescue dose as a share of the 24 h total."""

    source: str


class Opioids(Entry):
    """Everything of ``opioids.toml``."""

    tables: dict[str, OpioidTable]
    patches: Patches
    severity: Severity
    titration: Titration
    rescue: Rescue


@cache
def opioids() -> Opioids:
    """Return the tables of ``resources/tables/opioids.toml``."""
    return read_table("opioids", Opioids)
