"""Between which two chemotherapies of a regimen a day lies."""

from __future__ import annotations

from typing import Final, NamedTuple

from bmcalc.formulary.drug_group import Group
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.planned_days import MOST_SINGLE_DAYS, days_of, in_days
from bmcalc.formulary.regimens import Regimen

CHEMOTHERAPY: Final = (Group.CYTOTOXIC, Group.CONJUGATE)
"""What lowers the neutrophils, so that no growth factor is given on its day."""


class Neighbours(NamedTuple):
    """Days since the chemotherapy before a day, and to the next one; None where there is none.

    ``same_day`` says that one is given on the day itself, ``daily`` that one is taken on it which
    goes on for days.
    """

    since: int | None
    until: int | None
    same_day: bool
    daily: bool


def neighbours(regimen: Regimen, cycle: int, day: int) -> Neighbours:
    """Return what lies around a day of a cycle; the cycle after the last one has none."""
    length = in_days(regimen.cycle_length)
    planned: set[int] = set()
    daily: set[int] = set()
    for line in regimen.lines:
        track = regimen.track(line)
        if drug(line.drug).group not in CHEMOTHERAPY or track.cycle_length != regimen.cycle_length:
            continue
        for number in (cycle - 1, cycle, cycle + 1):
            if number < 1 or (track.cycles is not None and number > track.cycles):
                continue
            found = days_of(line, number)
            days = planned if len(found) <= MOST_SINGLE_DAYS else daily
            days.update((number - cycle) * length + one for one in found)
    before = [day - one for one in planned if one < day]
    after = [one - day for one in planned if one > day]
    return Neighbours(min(before, default=None), min(after, default=None), day in planned,
                      day in daily)
