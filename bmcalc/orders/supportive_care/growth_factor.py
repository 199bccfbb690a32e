"""An ordered growth factor: its dose, and the days that lie around it without chemotherapy."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.growth_factors import GrowthFactor, growth_factors
from bmcalc.formulary.regimen_entry import in_days
from bmcalc.formulas.relative_change import relative_change
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.reading.ordered import Ordered
from bmcalc.orders.situation import Situation
from bmcalc.orders.supply.supply_of_dose import Supply
from bmcalc.orders.supportive_care.chemotherapy_days import neighbours
from bmcalc.orders.unread_orders import tell_lines_of_order, tell_twice

DOSE_SOURCE: Final = "growth-factor-dose"
NAME_SOURCE: Final = "order-name-check"
MOST_OFF: Final = Decimal(100)
LEAST_OFF: Final = Decimal(-50)
"""In percent of the dose: from here on it is another dose, and not one of whole syringes."""


def judge_growth_factors(lines: Iterable[OrderLine], situation: Situation) -> None:
    """Judge each growth factor that is ordered beside the regimen."""
    ordered = [line for line in lines if line.drug in growth_factors() and line.order is not None]
    if len(ordered) > 1:
        names = Joined([line.name for line in ordered])
        for line in ordered:
            _stop(line, "TWO_GROWTH_FACTORS",
                  _("Two growth factors are ordered: {drugs}. One of them only.", drugs=names),
                  NAME_SOURCE)
    for line in ordered:
        factor = growth_factors().get(line.drug)
        if factor is None or line.due is not None or line.order is None:
            continue
        _judge_dose(line, factor, situation)
        _judge_fields(line, line.order)
        if factor.from_memory is not None:
            _ask(line, "GROWTH_FACTOR_FROM_MEMORY", factor.from_memory, *factor.sources)
        if not line.order.days:
            _ask(line, "GROWTH_FACTOR_DAY_UNKNOWN",
                 _("On which day {drug} is given is not said: not on the day of a chemotherapy.",
                   drug=line.name), *factor.sources)
        for day in _days_of(line.order):
            _judge_day(line, factor, situation, day)
        if line.order.standing:
            _ask(line, FindingCode.FREQUENCY_DIFFERS,
                 _("{drug} is ordered every day and without an end.", drug=line.name),
                 *factor.sources)
        if factor.once and _is_repeated(line.order):
            _stop(line, "GROWTH_FACTOR_REPEATED",
                  _("{drug} is given once per cycle.", drug=line.name), *factor.sources)
        _judge_reaction(line, situation)
        tell_twice(line, situation)
        tell_lines_of_order(line, situation)


def _judge_dose(line: OrderLine, factor: GrowthFactor, situation: Situation) -> None:
    """Compare with the nearest of the doses that the label profile gives."""
    assert line.ordered is not None
    options: list[Term] = []
    weight = situation.facts["weight"]
    for one in factor.doses_under(situation.policy.label_profile):
        if one.dose.unit.key != "mg/kg":
            options.append(one.dose.to("mg"))
        elif weight is not None:
            options.append((one.dose * weight).to("mg"))
    if not options:
        return
    off = {dose: relative_change(dose, line.ordered).settled for dose in options}
    nearest = min(options, key=lambda dose: abs(off[dose]))
    line.computed = line.rounded = nearest
    line.supply = Supply(line.ordered)
    sources = [*factor.doses[0].sources, DOSE_SOURCE]
    text = _("The ordered {ordered} of {drug} is off the dose of {dose}.", ordered=line.ordered,
             drug=line.name, dose=show(nearest, 3, trim=True))
    if off[nearest] >= MOST_OFF or off[nearest] <= LEAST_OFF:
        _stop(line, FindingCode.ORDER_STOP, text, *sources)
    elif abs(off[nearest]) > situation.policy.tolerance_agrees.to("%").magnitude:
        _ask(line, FindingCode.ORDER_QUERY, text, *sources)


def _judge_reaction(line: OrderLine, situation: Situation) -> None:
    if line.drug in (situation.facts["hypersensitivity"] or ()):
        _stop(line, FindingCode.OWN_REACTION,
              _("A severe reaction to {drug} is recorded.", drug=line.name),
              *drug(line.drug).sources)


def _judge_fields(line: OrderLine, order: Ordered) -> None:
    """Ask about what stands beside the dose and is not that of an injection under the skin."""
    if order.route not in (None, "sc"):
        _ask(line, FindingCode.WRONG_ROUTE,
             _("{drug} is given under the skin.", drug=line.name), NAME_SOURCE)
    unusual = (order.as_needed, order.diluent, order.volume, order.infusion, order.basis,
               order.size, order.phase, order.dates, order.per_day)
    if any(unusual):
        _ask(line, FindingCode.TO_CONFIRM,
             _("More stands on this line than was checked: “{text}”.", text=order.text),
             NAME_SOURCE)
    if order.times_per_day not in (None, 1):
        _ask(line, FindingCode.FREQUENCY_DIFFERS,
             _("{drug} is given at most once a day.", drug=line.name), NAME_SOURCE)
    for doubt in order.doubts:
        _ask(line, FindingCode.TO_CONFIRM, doubt, NAME_SOURCE)


def _days_of(order: Ordered) -> tuple[int, ...]:
    """Return every day on which it is given: one day with a duration is as many days running."""
    running = order.duration_days or 1
    if len(order.days) == 1 and running > 1:
        return tuple(range(order.days[0], order.days[0] + running))
    return order.days


def _is_repeated(order: Ordered) -> bool:
    """Say whether more than one dose in a cycle is ordered."""
    return (
        len(order.days) > 1 or order.standing or (order.duration_days or 1) > 1
        or (order.times_per_day or 1) > 1
    )


def _judge_day(line: OrderLine, factor: GrowthFactor, situation: Situation, day: int) -> None:
    found = neighbours(situation.stage, day)
    if found.same_day:
        _stop(line, "GROWTH_FACTOR_WITH_CHEMOTHERAPY",
              _("{drug} is ordered for day {day}, on which chemotherapy is given.",
                drug=line.name, day=day), *factor.sources)
        return
    if found.since is None and found.until is None and not found.daily:
        _ask(line, "GROWTH_FACTOR_WITHOUT_CHEMOTHERAPY",
             _("No chemotherapy lies around day {day} of this regimen: what is {drug} for?",
               day=day, drug=line.name), *factor.sources)
    if day > in_days(situation.regimen.cycle_length):
        _ask(line, FindingCode.WRONG_DAY,
             _("Day {day} lies after the end of this cycle.", day=day), NAME_SOURCE)
    if found.daily:
        _ask(line, "GROWTH_FACTOR_WITH_CHEMOTHERAPY",
             _("{drug} is ordered for day {day}, on which a cytotoxic drug is taken.",
               drug=line.name, day=day), *factor.sources)
    if found.since is not None and found.since < factor.days_after:
        _ask(line, "GROWTH_FACTOR_TOO_SOON",
             _("{drug} is ordered {days} days after the chemotherapy, and is given from {from_day} "
               "days after it.", drug=line.name, days=found.since, from_day=factor.days_after),
             *factor.sources)
    elif found.since == 1:
        line.work.info("GROWTH_FACTOR_HOURS",
                       _("The next day: whether 24 hours lie between is not verified."),
                       *factor.sources, about=f"order.{line.drug}")
    if found.until is not None and found.until < factor.days_before:
        tell = _ask if found.until >= factor.asked_from else _stop
        tell(line, "GROWTH_FACTOR_BEFORE_CHEMOTHERAPY",
             _("{drug} on day {day}: the next chemotherapy is {days} days later, and at least "
               "{least} days lie between.", drug=line.name, day=day, days=found.until,
               least=factor.days_before), *factor.sources)


def _ask(line: OrderLine, code: str, text: object, *sources: str) -> None:
    line.work.caution(code, text, *sources, about=f"order.{line.drug}")


def _stop(line: OrderLine, code: str, text: object, *sources: str) -> None:
    line.work.stop(code, text, *sources, about=f"order.{line.drug}")
