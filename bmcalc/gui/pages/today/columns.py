"""Where the columns of the day's work stand, for the heading and for every line below it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from bmcalc.core.texts import _
from bmcalc.gui.look.theme import scaled

EDGE: Final = 12
GAP: Final = 8


class Side(StrEnum):
    """The two sides of a day."""

    CHECK = "check"
    PREPARE = "prepare"

    @property
    def heading(self) -> object:
        """What stands above the list."""
        return _("To check") if self is Side.CHECK else _("To prepare")


class Column(NamedTuple):
    """A column: its heading, its width at 100 %, 0 for what is left; ``is_right`` aligns it."""

    title: object
    width: int
    is_right: bool = False


COLUMNS: Final[Mapping[Side, Mapping[str, Column]]] = {
    Side.CHECK: {
        "patient": Column(_("Record · born"), 90), "order": Column(_("Regimen"), 0),
        "verdict": Column(_("Worst verdict"), 100), "state": Column(_("State · who"), 116),
        "waits": Column(_("Waiting"), 48, True), "query": Column(_("Query"), 44, True),
        "labs": Column(_("Lab values"), 60, True),
    },
    Side.PREPARE: {
        "patient": Column(_("Record · born"), 90), "order": Column(_("Regimen"), 0),
        "state": Column(_("State · who"), 152), "waits": Column(_("Waiting"), 50, True),
    },
}
LEAST_ORDER: Final = 80
"""The narrowest room in which a regimen is still read in a column of its own."""


def fixed_width(side: Side) -> int:
    """Return what the columns beside the regimen take, with what lies between them."""
    columns = COLUMNS[side].values()
    return scaled(sum(one.width for one in columns) + GAP * (len(columns) - 1) + 2 * EDGE)


def are_columns(side: Side, width: int) -> bool:
    """Say whether there is room for columns; a narrower list has a card of three lines a row."""
    return width >= fixed_width(side) + scaled(LEAST_ORDER)


def places(side: Side, width: int) -> dict[str, tuple[int, int]]:
    """Return of each column where it begins and how wide it is."""
    found: dict[str, tuple[int, int]] = {}
    left = scaled(EDGE)
    for name, column in COLUMNS[side].items():
        room = scaled(column.width) if column.width else width - fixed_width(side)
        found[name] = (left, room)
        left += room + scaled(GAP)
    return found
