"""The checks as the list shows them, read from the records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.regimens import regimens
from bmcalc.orders.verdicts import Verdict
from bmcalc.records.checks.check import Check
from bmcalc.records.checks.states import State
from bmcalc.records.desk import Desk
from bmcalc.records.patients.lookup import identity

SHOWN_AT_MOST = 200


@dataclass(frozen=True)
class CheckRow:
    """A check in the list: two identifiers, what it is of, how it stands."""

    check: Check
    patient: str
    what: str
    state: str
    verdict: Verdict

    @property
    def is_blind(self) -> bool:
        """Whether a second person is still to check it without seeing the first verdict."""
        return self.check.state is State.FIRST_CHECK


def check_rows(desk: Desk) -> Iterator[CheckRow]:
    """Give the checks, those that wait first and the newest of them on top."""
    desk.projections.catch_up()
    rows = desk.projections.connection.execute(
        "SELECT id FROM checked ORDER BY state IN ('given', 'not_given', 'cancelled'), since DESC"
        " LIMIT ?", (SHOWN_AT_MOST,)).fetchall()
    for (identifier,) in rows:
        check = desk.check(identifier)
        shown = check.newest.shown
        who = identity(desk.store, desk.projections, check.patient)
        patient = str(_("erased")) if who is None else f"{who.number} · {who.born}"
        regimen = regimens().get(shown.regimen)
        name = shown.regimen if regimen is None else str(regimen.name)
        states = [check.state.label, *(one.label for one in sorted(check.beside))]
        yield CheckRow(check, patient, f"{name} C{shown.cycle} D{shown.day}",
                       str(Joined(states)), shown.verdict)
