"""Whether a dose is made ready, and which: the ordered one where it agrees.

What is made is planned line by line and settled when every verdict is: a line that another one
stops is not made either.
"""

from __future__ import annotations

from collections.abc import Iterable

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.term import Term
from bmcalc.core.work import Work
from bmcalc.formulary.drug_entry import Basis
from bmcalc.formulary.drugs import drug
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.reading.ordered import Order
from bmcalc.orders.schedule.due_lines import DueLine
from bmcalc.orders.situation import Situation
from bmcalc.orders.supply.pieces import nearest_piece_dose, pieces_in
from bmcalc.orders.supply.preparation import infusion_of
from bmcalc.orders.supply.supply import supply
from bmcalc.orders.supply.supply_of_dose import Making, Supply
from bmcalc.orders.verdicts import Verdict


def make_ready(line: OrderLine, due: DueLine, situation: Situation) -> None:
    """Plan how the ordered dose is made, or the rounded one where none is ordered.

    That no tablets make the ordered dose, or that its concentration fits no bag, weighs in the
    verdict; what else is found in making ready does not.
    """
    if line.rounded is None:
        return
    line.planned_minutes = infusion_of(
        drug(due.drug).infusions, due.line.route, due.regimen.id, due.first
    )[1]
    if line.drug in situation.order.stopped or line.verdict is Verdict.STOP:
        return
    asks = Work()
    dose = _to_be_made(line.rounded, due, situation) if line.ordered is None else line.ordered
    line.supply = supply(due, dose, line.order, situation, line.supply_work, asks)
    if not asks.findings:
        return
    told = {one.code for one in line.work.findings}
    weighs = line.work if line.ordered is not None else line.supply_work
    weighs.findings.extend(
        one for one in asks.findings
        if not (one.code == FindingCode.CONCENTRATION and FindingCode.DILUENT_DIFFERS in told)
    )


def _to_be_made(dose: Term, due: DueLine, situation: Situation) -> Term:
    """Return the dose to plan where none is ordered: by area, what tablets come nearest to."""
    found = drug(due.drug)
    pieces = pieces_in(found, situation.policy.market)
    if found.basis is not Basis.AREA or not pieces:
        return dose
    return nearest_piece_dose(dose, pieces) or dose


def settle_supply(lines: Iterable[OrderLine], situation: Situation) -> None:
    """Mark what is made by the final verdicts, and take the plan from what is not made."""
    for line in lines:
        state = _making_of(line, situation.order)
        if state is Making.NONE:
            line.supply, line.supply_work = Supply(), Work()
        elif state is not line.supply.state:
            line.supply = line.supply._replace(state=state)


def _making_of(line: OrderLine, order: Order) -> Making:
    """Return how sure it is that a line is made.

    Where nobody ordered anything, every line waits for its order and is a plan.
    """
    if line.supply.dose is None:
        return Making.NONE
    verdict = line.verdict
    if line.order is None:
        waits = verdict is not Verdict.UNDECIDABLE or order.is_empty
        return Making.PLAN if waits and verdict is not Verdict.STOP else Making.NONE
    if verdict is Verdict.AGREES:
        return Making.MADE
    return Making.NOT_CONFIRMED if verdict is Verdict.QUERY else Making.NONE
