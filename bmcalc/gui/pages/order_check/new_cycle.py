"""Another cycle or day: the doses that stand on the page were ordered for the one before.

So were the results without a day of their own measured for it: they would count as today's, or as
of whatever day is typed next for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from bmcalc.core.problems import Rejected
from bmcalc.core.texts import Joined, _
from bmcalc.gui.pages.order_check.entered import KEPT, PAGE_ID, RESULTS_ON, SOURCE
from bmcalc.gui.window.session import NOTHING, Session, Typed
from bmcalc.orders.reading.order_inputs import CYCLE, DAY, TODAY
from bmcalc.orders.reading.patient_facts import LABORATORY
from bmcalc.rules.entered import all_entered

_PLACES: Final = {"cycle": CYCLE, "day": DAY, "today": TODAY}
_OF_NO_CYCLE: Final = frozenset({"age", "weight", *_PLACES})
"""What stays in sight above the order; the weight is compared with the last one there."""

_LIMITS: Final = ("_uln", "_lln")
"""How the names of a laboratory's limits end, which are no patient's."""


class NewCycle:
    """Empties the ordered doses when another cycle or day is typed over the one they belong to.

    With them go the last doses, between which and today another one lies now, the results that have
    no day of their own, and before another cycle the answers that are asked anew. Where only the
    day of the check moves on, those results keep the day on which they were today's.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._begun = ""
        self.load()

    @property
    def cycle(self) -> int | None:
        """The cycle that is typed; None for none."""
        cycle: int | None = self._read("cycle", self._session.entry(PAGE_ID, "cycle"))
        return cycle

    @staticmethod
    def _read(name: str, entry: Typed) -> Any:
        try:
            return None if entry.empty else _PLACES[name].read(entry.typed)
        except Rejected:
            return None

    def _former(self, name: str) -> Any:
        """Return what the order was entered for, though its field may be empty meanwhile."""
        return self._read(name, self._session.stands_for.get(name, NOTHING))

    def load(self) -> None:
        """Note the cycle and the days of what the session holds."""
        self._begun = ""
        for name in _PLACES:
            self._note(name)

    def _note(self, name: str) -> None:
        entry = self._session.entry(PAGE_ID, name)
        if self._read(name, entry) is not None:
            self._session.stands_for[name] = entry

    def typed(self, name: str) -> object | None:
        """Empty what belongs to the former cycle or day; return what was done, or None."""
        number = self._read(name, self._session.entry(PAGE_ID, name))
        former = self._former(name)
        if number is None or number == former:
            return None
        # A 1 typed into the empty field may be the beginning of 15.
        goes_on = self._begun == name and str(number).startswith(str(former))
        self._begun = name if former is None or goes_on else ""
        gone = {word: names for word, names in self._of_former(name) if names}
        if former is None or goes_on or not gone:
            self._note(name)
            return None
        self._session.drop(PAGE_ID, [one for names in gone.values() for one in names],
                           {name: self._session.stands_for[name]})
        self._note(name)
        what = Joined(list(gone))
        if name == "cycle":
            return _("What was entered for cycle {cycle} was taken away: {what}. Ctrl+Shift+Z "
                     "brings it back.", cycle=former, what=what)
        return _("What was entered for day {day} was taken away: {what}. Ctrl+Shift+Z brings it "
                 "back.", day=former, what=what)

    def day_typed(self) -> object | None:
        """Let results without a day keep the day that was today's, where a later one is typed.

        Return what was done, or None where nothing was.
        """
        today = self._read("today", self._session.entry(PAGE_ID, "today"))
        former = self._former("today")
        if today is None or today == former:
            return None
        self._note("today")
        if (former is None or today < former or not any(self._undated())
                or not self._session.entry(PAGE_ID, RESULTS_ON).empty):
            return None
        self._session.put(PAGE_ID, RESULTS_ON, Typed(former.isoformat()))
        return _("The results without a day of their own are of {day} now: change the day of the "
                 "results where they are newer.", day=former.isoformat())

    def _of_former(self, name: str) -> Iterator[tuple[object, list[str]]]:
        """Give what belongs to the former cycle or day alone, in words, with its fields.

        An answer that the next check of a course asks anew is none of another cycle typed here.
        """
        filled = sorted(self._session.filled(PAGE_ID))
        yield _("ordered doses"), [one for one in filled
                                   if one in (KEPT, SOURCE) or one.startswith("order:")]
        yield _("last doses"), [one for one in filled
                                if one.startswith(("last:", "last_cycle:"))]
        yield _("results without a day of their own"), [
            one for one in self._undated() if not self._stays(one)]
        if name == "cycle":
            yield _("answers that are asked anew"), [one for one in filled if self._is_anew(one)]

    def _stays(self, name: str) -> bool:
        """Say whether an answer stands in the next check: what does not change, a baseline."""
        from bmcalc.records.courses.carried import carried

        return bool(carried({name: self._session.entry(PAGE_ID, name).typed}))

    def _is_anew(self, name: str) -> bool:
        if (name not in all_entered() or name in LABORATORY or name in _OF_NO_CYCLE
                or name.endswith(_LIMITS)):
            return False
        return not self._stays(name)

    def _undated(self) -> Iterator[str]:
        """Give the results that have no day of their own, and the day that holds for them."""
        yield from (
            name for name in (*LABORATORY, RESULTS_ON)
            if not self._session.entry(PAGE_ID, name).empty
            and self._session.entry(PAGE_ID, f"{name}:on").empty
        )
