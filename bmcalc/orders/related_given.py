"""A drug that is ordered a few days after another one that is given in its place."""

from __future__ import annotations

from typing import Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.related_drugs import given_instead
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.schedule.dose_dates import days_between
from bmcalc.orders.situation import Situation
from bmcalc.rules.limits import limit

SOURCE: Final = "after-a-related-drug"


def tell_related_given(line: OrderLine, situation: Situation) -> None:
    """Ask about a drug whose place another one took since its own last dose, or too recently."""
    if line.order is None or not situation.last:
        return
    own = situation.last.get(line.drug)
    planned = {one.drug for one in situation.regimen.lines}
    for other in sorted(given_instead().get(line.drug, frozenset()) - planned):
        last = situation.last.get(other)
        if last is None or (own is not None and own.on >= last.on):
            continue
        name = drug(other).name
        about = f"last.{other}"
        if situation.today is None:
            line.work.caution(
                FindingCode.RELATED_GIVEN,
                _("{other} was given before, and the day of this check is not given: is {drug} "
                  "meant in its place?", other=name, drug=line.name), SOURCE, about=about,
            )
        elif (days := days_between(last.on, situation.today)) < limit(
            "days_after_a_related_drug"
        ).magnitude:
            line.work.caution(
                FindingCode.RELATED_GIVEN,
                _("{other} was given {days} days ago: is {drug} meant in its place, so soon?",
                  other=name, days=days, drug=line.name), SOURCE, about=about,
            )
