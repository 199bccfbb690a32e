"""A later dose whose interval nobody can check: its last dose, or the day of it, is not given."""

from __future__ import annotations

from typing import Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.texts import _
from bmcalc.core.work import Finding, Severity
from bmcalc.formulary.planned_days import is_daily
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.schedule.due_lines import GIVEN_TODAY, Due
from bmcalc.orders.situation import Situation

_JUDGED: Final = (*GIVEN_TODAY, Due.UNKNOWN)


def tell_unknown_interval(line: OrderLine, situation: Situation) -> None:
    """Leave a line undecided whose interval was not checked.

    A first dose has none, nor a drug that is taken without a break; of a drug that an order leaves
    out nothing is given.
    """
    due = line.due
    if due is None or due.due not in _JUDGED or due.first or due.days is not None:
        return
    if is_daily(due.line, due.cycle_days) or (line.order is None and not situation.order.is_empty):
        return
    if any(one.code == FindingCode.LAST_DOSE_UNKNOWN for one in line.work.findings):
        return
    if line.drug in situation.last:
        text = _("The day of this check is not given, so the interval since the last {drug} was "
                 "not checked.", drug=line.name)
    else:
        text = _("The last dose of {drug} is not given, so the interval was not checked.",
                 drug=line.name)
    line.work.findings.append(Finding(
        FindingCode.INTERVAL_UNKNOWN, Severity.CAUTION, text, f"last.{line.drug}",
        ("never-assumed",),
    ))
