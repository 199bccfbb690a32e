"""The names by which orders call a drug, as its file lists them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from bmcalc.core.texts import _
from bmcalc.formulary.preparation import Market
from bmcalc.rules.quantities import Amount, Entry, Refusal


class NameKind(StrEnum):
    """What kind of name it is."""

    OFFICIAL = "official"
    INN = "inn"
    VARIANT = "variant"
    SALT = "salt"
    BRAND = "brand"
    ABBREVIATION = "abbreviation"
    CODE = "code"
    MISSPELLING = "misspelling"


class WrittenNames(Entry):
    """Names of one kind, compared whole.

    ``mark`` says whether somebody read the name in a text. With ``read_alone`` false the route or
    strength that is named must stand on the line: ``strength`` is the dose that means this drug,
    ``not_strength`` the one that means another. ``else_read``: without such a word it is this drug
    all the same, and that is told. ``could_be`` names the other drugs that are called so.
    """

    kind: NameKind
    texts: Annotated[tuple[str, ...], Field(min_length=1)]
    market: Market | None = None
    mark: Literal["verified", "memory"]
    read_alone: bool = True
    route: Literal["iv", "sc", "im", "po", "td"] | None = None
    strength: Amount | None = None
    not_strength: Amount | None = None
    else_read: bool = False
    could_be: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _needs_only_where_not_alone(self) -> Self:
        needs = self.route, self.strength, self.not_strength
        if self.read_alone and (any(one is not None for one in needs) or self.else_read):
            raise Refusal(_("A name that is read alone needs no route and no strength."))
        return self
