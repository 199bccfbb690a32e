"""Why nothing is computed from the formulary in force: a hospital's folder that has a fault."""

from __future__ import annotations

from typing import Any, Final

from bmcalc.core.calculator import Calculator
from bmcalc.core.problems import Problem
from bmcalc.core.texts import _
from bmcalc.formulary.in_force import in_force

CODE: Final = "FORMULARY_REFUSED"
ORDERS: Final = "order"
"""The group of the calculators that judge orders."""


def objections_to(calculator: Calculator[Any]) -> tuple[Problem, ...]:
    """Return what forbids a calculator to use the formulary in force; nothing where it may.

    With a fault in the hospital's folder no order is checked: the fault may concern any drug of it.
    Where an entry was not read at all, nothing that rests on a drug is computed either.
    """
    on_orders = calculator.group == ORDERS
    if not (on_orders or calculator.rules_of):
        return ()
    now = in_force()
    if not on_orders and not now.is_awaited and (now.laid is None or not now.laid.is_closed):
        return ()
    text = objection()
    return () if text is None else (Problem(CODE, text),)


def objection() -> object | None:
    """Return the sentence that forbids to judge by the formulary in force; None where it stands."""
    now = in_force()
    if now.is_awaited:
        return _("The hospital's own folder is still being read.")
    if now.laid is None or not now.laid.faults:
        return None
    first = now.laid.faults[0]
    if now.laid.is_closed:
        return _("The hospital's own folder was not read whole, so no dose is taken from any "
                 "formulary. {first}", first=first)
    return _("The hospital's own folder has a fault, so no order is checked. {first}", first=first)
