"""Another cycle: the doses that stand on the page were ordered for the one before."""

from __future__ import annotations

from bmcalc.core.problems import Rejected
from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drugs
from bmcalc.gui.pages.order_check.entered import KEPT, PAGE_ID, SOURCE
from bmcalc.gui.window.session import NOTHING, Session
from bmcalc.orders.reading.order_inputs import CYCLE


class NewCycle:
    """Empties the ordered doses when another cycle is typed over the one they belong to."""

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
        self._session.drop(PAGE_ID, fields, {"cycle": before})
        return _("The doses ordered for cycle {cycle} were taken away. Ctrl+Shift+Z brings them "
                 "back.", cycle=former)


def _fields() -> list[str]:
    doses = [f"order:{drug}" for drug in drugs()]
    return [*doses, *(f"{dose}:pasted" for dose in doses), KEPT, SOURCE]
