"""The lines of one check, taken over by the next one in which only ordered doses differ.

While the dose of one drug is typed, the lines of all others come out as before: a line looks at
what is known of the patient, at the plan, at its own dose, and at which other drugs are ordered,
never at their doses. What several lines say together is judged anew every time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bmcalc.core.texts import current_language
from bmcalc.core.work import Work
from bmcalc.formulary.in_force import formulary
from bmcalc.orders.check_line import check_line
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.schedule.due_lines import DueLine
from bmcalc.orders.situation import Situation

ORDER = "order"


class LinesBefore:
    """Checks the lines of an order, and keeps each for as long as all that it rests on stays."""

    def __init__(self) -> None:
        self._rest: tuple[object, ...] = ()
        self._doses: Mapping[str, Any] = {}
        self._lines: dict[str, tuple[object, OrderLine]] = {}
        self._asked: set[str] = set()

    def rest_on(self, given: Mapping[str, Any], *beside: object) -> None:
        """Say what the next check rests on; where anything but a dose differs, nothing is kept.

        ``given`` are its inputs as they were typed, ``beside`` whatever else it is handed.
        """
        doses = given.get(ORDER, {})
        by_drug = isinstance(doses, Mapping)
        others = {name: value for name, value in given.items() if name != ORDER}
        rest = (formulary(), current_language(), others, beside, tuple(doses if by_drug else ()))
        if not by_drug or not _same(rest, self._rest):
            self.forget()
        self._rest, self._doses, self._asked = rest, doses if by_drug else {}, set()

    def forget(self) -> None:
        """Keep nothing."""
        self._rest, self._doses, self._lines = (), {}, {}

    def line(self, due: DueLine, situation: Situation) -> OrderLine:
        """Return the checked line of a drug, as :func:`check_line` does.

        A second line of one drug in the same check is never taken for the first.
        """
        if due.drug in self._asked:
            return check_line(due, situation)
        self._asked.add(due.drug)
        dose = self._doses.get(due.drug)
        kept = self._lines.get(due.drug)
        if kept is None or not _same(kept[0], dose):
            kept = self._lines[due.drug] = dose, check_line(due, situation)
        return _copied(kept[1])


def _same(one: object, other: object) -> bool:
    """Say whether two inputs are the same as they were typed: 1 g is not 1000 mg."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, (str, int)):
        return one == other
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[name], other[name]) for name in one)
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(_same, one, other))
    return False


def _copied(line: OrderLine) -> OrderLine:
    """Return a line to which what the other lines say can be added."""
    return replace(line, work=_copied_work(line.work), supply_work=_copied_work(line.supply_work))


def _copied_work(work: Work) -> Work:
    return Work(
        dict(work.values), list(work.steps), list(work.findings), dict(work.displayed),
        list(work.cited), list(work.rules), work.least,
    )
