"""Another cycle: the doses that stand on the page were ordered for the one before.

So were the results without a day of their own measured for it: they would count as today's, or as
of whatever day is typed next for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from bmcalc.core.problems import Rejected
from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drugs
from bmcalc.gui.pages.order_check.entered import KEPT, PAGE_ID, RESULTS_ON, SOURCE
from bmcalc.gui.window.session import NOTHING, Session
from bmcalc.orders.reading.order_inputs import CYCLE
from bmcalc.orders.reading.patient_facts import LABORATORY


class NewCycle:
    """Empties the ordered doses when another cycle is typed over the one they belong to.

    With them go the results that have no day of their own.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._entry = NOTHING
        self._cycle: int | None = None
        self.load()

    @property
    def cycle(self) -> int | None:
        """The cycle that is typed; None for none."""
        return self._read()

    def _read(self) -> int | None:
        entry = self._session.entry(PAGE_ID, "cycle")
        try:
            return None if entry.empty else CYCLE.read(entry.typed)
        except Rejected:
            return None

    def load(self) -> None:
        """Note the cycle of what the session holds."""
        self._entry, self._cycle = self._session.entry(PAGE_ID, "cycle"), self._read()

    def typed(self) -> object | None:
        """Empty the doses of the former cycle; return what was done, or None where nothing was."""
        cycle = self._read()
        if cycle is None or cycle == self._cycle:
            return None
        former, before = self._cycle, self._entry
        self.load()
        fields = [name for name in _fields() if not self._session.entry(PAGE_ID, name).empty]
        if former is None or not fields:
            return None
        undated = list(self._undated())
        self._session.drop(PAGE_ID, [*fields, *undated], {"cycle": before})
        if undated:
            return _("The doses ordered for cycle {cycle} and the results without a day of their "
                     "own were taken away. Ctrl+Shift+Z brings them back.", cycle=former)
        return _("The doses ordered for cycle {cycle} were taken away. Ctrl+Shift+Z brings them "
                 "back.", cycle=former)

    def _undated(self) -> Iterator[str]:
        """Give the results that have no day of their own, and the day that holds for them."""
        yield from (
            name for name in (*LABORATORY, RESULTS_ON)
            if not self._session.entry(PAGE_ID, name).empty
            and self._session.entry(PAGE_ID, f"{name}:on").empty
        )


def _fields() -> list[str]:
    doses = [f"order:{drug}" for drug in drugs()]
    return [*doses, *(f"{dose}:pasted" for dose in doses), KEPT, SOURCE]
