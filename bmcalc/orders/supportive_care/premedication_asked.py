"""A premedication that a label requires and that a pasted order lacks, where the policy asks."""

from __future__ import annotations

from collections.abc import Iterable

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.texts import _
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.reading.ordered import Order
from bmcalc.orders.situation import Situation
from bmcalc.orders.supportive_care.of_the_day import Suggestion


def ask_for_premedication(
    lines: Iterable[OrderLine], care: Iterable[Suggestion], situation: Situation
) -> None:
    """Add a query to each line whose label requires a premedication that does not stand there.

    An order that was typed dose by dose never holds one, so it is not asked of such an order.
    """
    if not situation.policy.ask_premedication or not _was_pasted(situation.order):
        return
    beside = {one.drug for one in situation.order.beside}
    required = {
        name: one for one in care if one.label_requires not in (None, *beside)
        for name in one.drugs
    }
    for line in lines:
        one = required.get(line.drug)
        if one is not None and line.order is not None:
            line.work.caution(
                FindingCode.PREMEDICATION_MISSING,
                _("The label of {drug} requires a premedication that does not stand in the order: "
                  "{text}", drug=line.name, text=one.text), *one.sources,
                about=f"order.{line.drug}",
            )


def _was_pasted(order: Order) -> bool:
    return order.pasted or bool(order.beside or order.told)
