"""What was found, sentence by sentence, for the band above the order."""

from __future__ import annotations

from bmcalc.core.problems import Problem
from bmcalc.gui.pages.order_check.leading import field_of_finding, field_of_problem
from bmcalc.gui.pages.order_check.outcome import OrderOutcome
from bmcalc.gui.result.finding_list import Told, told_of, told_of_problem
from bmcalc.orders.unread_dose import text_of_problem


def told_about(outcome: OrderOutcome) -> list[Told]:
    """Return what could not be read and what was found, the worst first."""
    found = [] if outcome.check is None else outcome.check.findings
    told = [_of_problem(problem) for problem in outcome.problems]
    told += [told_of(one)._replace(field=field_of_finding(one)) for one in found]
    return sorted(told, key=lambda one: -one.severity)


def _of_problem(problem: Problem) -> Told:
    """Return what could not be read, and where; of an ordered dose, by the name of its drug."""
    told = told_of_problem(problem)
    return told._replace(text=str(text_of_problem(problem)), field=field_of_problem(problem))
