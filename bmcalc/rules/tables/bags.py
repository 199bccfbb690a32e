"""The infusion bags that are tried where a drug's label names none."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from pydantic import Field

from bmcalc.core.term import Term
from bmcalc.rules.quantities import Entry, Volume
from bmcalc.rules.tables.reading import read_table


class Bags(Entry):
    """The volumes in the order in which they are tried, and whose convention that is."""

    volumes: Annotated[tuple[Volume, ...], Field(min_length=1)]
    source: str


@cache
def usual_bags() -> Bags:
    """Return the bags of ``resources/tables/bags.toml``."""
    return read_table("bags", Bags)


def bags_with(first: Term | None) -> tuple[Term, ...]:
    """Return the usual volumes, that of the label before them where it names one."""
    volumes = usual_bags().volumes
    return volumes if first is None else (first, *(one for one in volumes if one != first))
