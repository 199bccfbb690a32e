"""From a finding to the field that answers it, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bmcalc.gui.pages.order_check.entered import PAGE_ID
from bmcalc.gui.pages.order_check.leading import Room, room_of
from bmcalc.gui.pages.order_check.matters import Matter
from bmcalc.gui.pages.order_check.needed_fields import answered_above
from bmcalc.gui.pages.order_check.order_panes import OrderPanes
from bmcalc.gui.pages.order_check.order_side import OrderSide
from bmcalc.gui.pages.order_check.regimen_fields import ABOVE
from bmcalc.gui.result.two_sides import TwoSides
from bmcalc.gui.window.session import Session


class FindingWalk:
    """Puts the keyboard where findings are answered; ``at`` is the number of the last one.

    ``go_to_patient`` puts it into a field of the patient above the page.
    """

    def __init__(
        self, session: Session, side: OrderSide, panes: OrderPanes, sides: TwoSides,
        go_to_patient: Callable[[str], None],
    ) -> None:
        self._session, self._side = session, side
        self._panes, self._sides = panes, sides
        self._go_to_patient = go_to_patient
        self.at = 0

    def step(self, matters: Sequence[Matter], forward: bool) -> None:
        """Go to the next finding with a field, or the one before; behind the last to the first."""
        leading = [one for one in matters if one.number and one.fields]
        if not leading:
            return
        numbers = [one.number for one in leading]
        if forward:
            at = next((one for one in numbers if one > self.at), numbers[0])
        else:
            at = next((one for one in reversed(numbers) if one < self.at), numbers[-1])
        self.follow(leading[numbers.index(at)])

    def follow(self, matter: Matter) -> None:
        """Put the keyboard into the first field of a finding that is empty, else its first one."""
        self.at = matter.number
        if matter.fields:
            instead = answered_above(matter, ABOVE)
            fields = dict.fromkeys(instead.get(one, one) for one in matter.fields)
            empty = (one for one in fields if self._session.entry(PAGE_ID, one).empty)
            self._reach(next(empty, matter.fields[0]))

    def lead(self, needs: frozenset[str], matters: Sequence[Matter]) -> None:
        """Go to the first field that is needed and empty, from the patient to the findings."""
        first = ("record_id", *(name for name in ABOVE if name in needs), "regimen", "cycle", "day")
        empty = (one for one in first if self._session.entry(PAGE_ID, one).empty)
        name = next(empty, "")
        if name in self._side.regimen.rows:
            self._side.regimen.rows[name].focus()
        elif name:
            self._go_to_patient(name)
        else:
            self.step(matters, True)

    def _reach(self, name: str) -> None:
        room = room_of(name)
        if room is None:
            return
        if room is Room.STRIP and self._side.needed.holder(name) is None:
            self._go_to_patient(name)
            return
        self._panes.show_needed()
        reached = self._side.reach(name)
        if reached is not None and room is not Room.REGIMEN:
            self._sides.bring_into_sight_later(reached)
