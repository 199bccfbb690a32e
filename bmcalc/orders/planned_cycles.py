"""A dose beyond the planned number of cycles of its track."""

from __future__ import annotations

from typing import Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.texts import _
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.schedule.due_lines import Due

CYCLES_SOURCE: Final = "planned-cycles"


def tell_beyond_planned(line: OrderLine) -> None:
    """Ask about a drug that is ordered after the last planned cycle of its track."""
    due = line.due
    if due is None or due.due is not Due.ENDED or line.order is None:
        return
    track = due.regimen.track(due.line)
    line.work.caution(
        FindingCode.BEYOND_PLANNED_CYCLES,
        _("Cycle {cycle} of {drug} is ordered; the regimen plans {planned} cycles. Is it meant to "
          "go on?", cycle=due.cycle, drug=line.name, planned=track.cycles),
        CYCLES_SOURCE, *due.line.sources, about=f"order.{line.drug}",
    )
