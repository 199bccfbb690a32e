"""Where the cycles of a course lie on the line of time, and which of them there is room for."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from bmcalc.records.courses.overview import CycleAt

COLUMN = 118


def window_of(count: int, chosen: int, room: int, first: int) -> int:
    """Return the first cycle in sight, so that the chosen one is; ``first`` where it is already."""
    room = max(1, min(room, count))
    if chosen < first:
        return chosen
    if chosen >= first + room:
        return chosen - room + 1
    return max(0, min(first, count - room))


class Columns:
    """The columns of the cycles in sight: as many pixels for each, its days between them."""

    def __init__(self, cycles: Sequence[CycleAt], left: float, right: float,
                 cycle_days: int) -> None:
        self.cycles = cycles
        width = (right - left) / max(len(cycles), 1)
        self.left, self.width = left, width
        self.xs = [left + width * (place + 0.5) for place in range(len(cycles))]
        self._days = max(cycle_days, 1)

    def x(self, day: datetime.date) -> float | None:
        """Return where a day lies; None where it is out of sight."""
        if not self.cycles:
            return None
        for place, cycle in enumerate(self.cycles):
            after = self.cycles[place + 1] if place + 1 < len(self.cycles) else None
            days = self._days if after is None else max((after.on - cycle.on).days, 1)
            past = (day - cycle.on).days
            if 0 <= past < days:
                shift = self.width * past / days
                return None if after is None and shift > self.width * 0.5 else \
                    self.xs[place] + shift
        before = (self.cycles[0].on - day).days
        if 0 < before <= self._days // 2:
            return self.xs[0] - self.width * before / self._days
        return None

    def of_cycle(self, number: int) -> int | None:
        """Return the place of a cycle among those in sight."""
        return next((place for place, one in enumerate(self.cycles) if one.number == number),
                    None)

    def at(self, x: float) -> int | None:
        """Return the place of the column at a point."""
        place = int((x - self.left) // self.width) if self.width else -1
        return place if 0 <= place < len(self.cycles) else None
