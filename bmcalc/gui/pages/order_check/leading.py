"""Where on the page a finding leads: to the field that it is about, or that it waits for."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from bmcalc.core.problems import Problem
from bmcalc.core.work import Finding
from bmcalc.formulary.drugs import drugs
from bmcalc.gui.pages.order_check.entered import field_of
from bmcalc.gui.window.session import STRIP
from bmcalc.orders.reading.patient_facts import patient_asks

_OF_THE_REGIMEN: Final = ("regimen", "cycle", "day", "today", "bone_agent")
_HISTORY: Final = ("last", "reduction", "planned", "level", "last_cycle")
_ORDERED: Final = "order"


class Room(Enum):
    """A part of the window that holds fields."""

    STRIP = auto()
    REGIMEN = auto()
    TABLE = auto()
    FACTS = auto()
    HISTORY = auto()


def room_of(name: str) -> Room | None:
    """Return where a field of the page stands; None for what is no field."""
    root, *parts = name.split(":")
    if name in STRIP:
        return Room.STRIP
    if name in _OF_THE_REGIMEN:
        return Room.REGIMEN
    if root == _ORDERED:
        return Room.TABLE if parts and parts[0] in drugs() else None
    if root in _HISTORY:
        return Room.HISTORY
    return Room.FACTS if root in patient_asks() else None


def field_of_finding(finding: Finding) -> str:
    """Return the field that a finding is about, empty where that is none."""
    return _reachable("" if finding.field is None else field_of(finding.field, finding.code))


def field_of_problem(problem: Problem) -> str:
    """Return the field that could not be read, empty where that is none."""
    return _reachable(next((field_of(path, problem.code) for path in problem.about), ""))


def _reachable(name: str) -> str:
    return name if room_of(name) is not None else ""
