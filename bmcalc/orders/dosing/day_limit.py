"""The limit of a whole day that a rule leaves, beside a dose that is taken several times a day."""

from __future__ import annotations

from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.formulary.regimens import Line
from bmcalc.rules.engine import Judgement


def ask_about_the_day(judgement: Judgement, line: Line, dose: Term, work: Work) -> None:
    """Ask about a dose that comes to more in a day than a rule that is met leaves for it."""
    a_day = dose * line.times_per_day
    for one in judgement.met:
        limit = one.rule.at_most_per_day
        if one.rule.once_a_day and line.times_per_day > 1:
            work.caution(
                "ONCE_A_DAY",
                _("{times} times a day is planned, and this leaves one: {rule}",
                  times=line.times_per_day, rule=one.text),
                *one.rule.sources, about=f"order.{line.drug}",
            )
            continue
        if limit is None or not one.outcome.reduces or not limit.unit.same_dimension(a_day.unit):
            continue
        if a_day > limit:
            work.caution(
                "ABOVE_DAY_LIMIT",
                _("{dose} × {times} a day is more than the {limit} a day that this leaves: {rule}",
                  dose=show(dose), times=line.times_per_day, limit=show(limit), rule=one.text),
                *one.rule.sources, about=f"order.{line.drug}",
            )
