"""What an order says beside its dose, compared with the plan: every field, or it is asked about.

More than is planned is a stop, less or something else a query; what cannot be compared is asked.
"""

from __future__ import annotations

import datetime
from typing import Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.preparation import Infusion
from bmcalc.orders.fluid_of_order import judge_fluid
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.reading.ordered import Ordered
from bmcalc.orders.reading.ordered_ask import ROUTE_NAMES
from bmcalc.orders.reading.written_dates import days_meant
from bmcalc.orders.schedule.due_lines import DueLine
from bmcalc.orders.situation import Situation
from bmcalc.orders.size_in_order import is_other_size
from bmcalc.orders.taken_from_plan import (
    gaps_of,
    is_frequency_taken,
    is_planned_interval,
    is_without_end,
    lacks_its_days,
    run_of_today,
)
from bmcalc.orders.within_the_cycle import ask_for_the_pause, compare_times_a_week, days_ordered

SOURCE: Final = "order-against-regimen"
NAME_SOURCE: Final = "order-name-check"

def judge_fields(line: OrderLine, due: DueLine, situation: Situation, area: Term | None) -> None:
    """Add what follows from every field of the order beside its dose."""
    order = line.order
    assert order is not None
    _route(line, due, order)
    _frequency(line, due, order)
    compare_times_a_week(line, due, order)
    ask_for_the_pause(line, due, order)
    _interval(line, due, order)
    _days(line, due, order)
    _infusion(line, due, order)
    judge_fluid(line, order)
    _basis(line, order)
    _size(line, order, situation, area)
    _phase(line, order)
    _dates(line, due, order, situation.today)
    stage = situation.stage
    if order.cycle is not None and not stage.means(order.cycle, {line.drug}):
        _ask(line, FindingCode.CYCLE_DIFFERS,
             _("The order is for cycle {ordered}; this is {cycle}.", ordered=order.cycle,
               cycle=stage.text))
    for doubt in order.doubts:
        _ask(line, FindingCode.TO_CONFIRM, doubt, NAME_SOURCE)
    for note in order.notes:
        line.work.info(FindingCode.TAKEN_FOR_GRANTED, note, NAME_SOURCE, about=f"order.{line.drug}")


def _ask(line: OrderLine, code: str, text: object, *sources: str) -> None:
    line.work.caution(code, text, *(sources or (SOURCE,)), about=f"order.{line.drug}")


def _stop(line: OrderLine, code: str, text: object, *sources: str) -> None:
    line.work.stop(code, text, *(sources or (SOURCE,)), about=f"order.{line.drug}")


def _route(line: OrderLine, due: DueLine, order: Ordered) -> None:
    if order.route is not None and order.route != due.line.route and not _is_push(line, order):
        _stop(line, FindingCode.WRONG_ROUTE,
              _("Ordered {ordered}, but {drug} is given {route} here.",
                ordered=ROUTE_NAMES[order.route], drug=line.name,
                route=ROUTE_NAMES[due.line.route]), *due.line.sources)
    if order.as_needed:
        _stop(line, FindingCode.NOT_A_PLAN,
              _("Ordered when needed: {drug} is given by a plan.", drug=line.name))


def _is_push(line: OrderLine, order: Ordered) -> bool:
    """Say whether the order is an intravenous push of a drug that may be given so."""
    return order.route == "iv_push" and any(
        one.route == "iv" and one.push for one in drug(line.drug).infusions
    )


def _frequency(line: OrderLine, due: DueLine, order: Ordered) -> None:
    planned, said = due.line.times_per_day, order.times_per_day
    first, last = run_of_today(due)
    if said is None:
        if not is_frequency_taken(due) and not (order.once or order.is_dose_alone):
            _ask(line, FindingCode.FREQUENCY_DIFFERS,
                 _("How often a day is not said; planned are {planned} times a day.",
                   planned=planned))
    elif said > planned:
        _stop(line, FindingCode.FREQUENCY_DIFFERS,
              _("Ordered {said} × a day, planned {planned} × a day.", said=said, planned=planned),
              *due.line.sources)
    elif said < planned:
        _ask(line, FindingCode.FREQUENCY_DIFFERS,
             _("Ordered {said} × a day, planned {planned} × a day.", said=said, planned=planned),
             *due.line.sources)
    if is_without_end(due, order):
        _ask(line, FindingCode.FREQUENCY_DIFFERS,
             _("Ordered every day and without an end; planned is one day."), *due.line.sources)
    if order.once and (last > first or planned > 1):
        _ask(line, FindingCode.FREQUENCY_DIFFERS,
             _("Ordered as a single dose; planned are days {first} to {last}, {times} times a "
               "day.", first=first, last=last, times=planned), *due.line.sources)


def _interval(line: OrderLine, due: DueLine, order: Ordered) -> None:
    said = order.cycle_days
    if said is None or is_planned_interval(due, order):
        return
    length = due.cycle_days
    text = _("Ordered every {said} days; planned is a cycle of {length} days.", said=said,
             length=length)
    if said < min(gaps_of(due)):
        _stop(line, FindingCode.INTERVAL_DIFFERS, text, *due.line.sources)
    else:
        _ask(line, FindingCode.INTERVAL_DIFFERS, text, *due.line.sources)


def _days(line: OrderLine, due: DueLine, order: Ordered) -> None:
    """Compare the days that are listed, and on how many days running; more is a stop."""
    first, last = run_of_today(due)
    planned = set(range(first, last + 1))
    listed = days_ordered(due, order)
    if listed and due.day_named not in listed:
        _ask(line, FindingCode.DAYS_DIFFER,
             _("Ordered for day {days}; this is day {day}.", days=_list(order.days),
               day=due.day_named))
    elif listed and last > first and planned - listed:
        _ask(line, FindingCode.DAYS_DIFFER,
             _("Ordered for fewer days than planned: {days}; planned are days {first} to {last}.",
               days=_list(order.days), first=first, last=last), *due.line.sources)
    elif len(listed) > 1 and set(due.days_named) - listed:
        _ask(line, FindingCode.DAYS_DIFFER,
             _("Ordered for fewer days than planned: {days}; planned are days {planned}.",
               days=_list(order.days), planned=_list(tuple(sorted(due.days_named)))),
             *due.line.sources)
    said = order.duration_days
    if said is None:
        if order.text and lacks_its_days(due, order):
            _ask(line, FindingCode.DAYS_DIFFER,
                 _("The order does not say for how many days; planned are days {first} to {last}, "
                   "then a break.", first=first, last=last), *due.line.sources)
        return
    run = last - first + 1
    whole_cycle = run >= due.cycle_days
    text = _("Ordered for {said} days; planned are {run}.", said=said, run=run)
    if said > run and not whole_cycle:
        _stop(line, FindingCode.DAYS_DIFFER, text, *due.line.sources)
    elif said < run:
        _ask(line, FindingCode.DAYS_DIFFER, text, *due.line.sources)


def _list(days: tuple[int, ...]) -> object:
    if len(days) > 2 and list(days) == list(range(days[0], days[-1] + 1)):
        return f"{days[0]}–{days[-1]}"
    return Joined(list(days))


def _infusion(line: OrderLine, due: DueLine, order: Ordered) -> None:
    said = order.infusion
    if said is None:
        return
    suited = [one for one in drug(line.drug).infusions if one.route == due.line.route]
    own = [one for one in suited if due.regimen.id in one.regimens]
    chosen = next(iter(own or [one for one in suited if not one.regimens]), None)
    limits = None if chosen is None else _limits(chosen, due.first)
    if chosen is None or limits is None:
        _ask(line, FindingCode.INFUSION_DIFFERS,
             _("Ordered over {said}; the formulary has no time to compare with.", said=said))
        return
    fastest, slowest = limits
    if said < fastest:
        _ask(line, FindingCode.INFUSION_DIFFERS,
             _("Ordered over {said}, faster than {fastest}. {text}", said=show(said, 0),
               fastest=fastest, text=chosen.text), *chosen.sources)
    elif said > slowest:
        _ask(line, FindingCode.INFUSION_DIFFERS,
             _("Ordered over {said}, slower than {slowest}. {text}", said=show(said, 0),
               slowest=slowest, text=chosen.text), *chosen.sources)


def _limits(chosen: Infusion, first: bool | None) -> tuple[Term, Term] | None:
    """Return the shortest and the longest time that needs no question; None for no time at all."""
    times = [one for one in (chosen.first, chosen.later) if one is not None]
    if not times:
        return None
    planned = times[-1] if first is False else times[0]
    return chosen.shortest or planned, chosen.longest or max(times)


def _basis(line: OrderLine, order: Ordered) -> None:
    if order.basis is None:
        return
    planned = line.planned
    if planned is None or not planned.unit.same_dimension(order.basis.unit):
        _ask(line, FindingCode.BASIS_DIFFERS,
             _("The order names {basis}; no such dose is planned.", basis=order.basis))
    elif order.basis != planned:
        _ask(line, FindingCode.BASIS_DIFFERS,
             _("The order names {basis}; planned are {planned}.", basis=order.basis,
               planned=show(planned, 2, trim=True)))


def _size(line: OrderLine, order: Ordered, situation: Situation, area: Term | None) -> None:
    if order.size is None:
        return
    own = situation.facts["weight"] if order.size.unit.key == "kg" else area
    if own is None:
        _ask(line, FindingCode.BASIS_DIFFERS,
             _("The order names {size}; the patient's is not known.", size=order.size))
        return
    if is_other_size(order.size, own):
        _ask(line, FindingCode.BASIS_DIFFERS,
             _("The order names {size}; the patient's is {own}.", size=order.size,
               own=show(own, 2, trim=True)))


def _dates(
    line: OrderLine, due: DueLine, order: Ordered, today: datetime.date | None
) -> None:
    """Ask about a date that is not this day's; a dose that goes on may have begun before."""
    if today is None:
        return
    first, last = run_of_today(due)
    for written in order.dates:
        meant = list(days_meant(written, today.year))
        began = last > first and any(day <= today for day in meant)
        if today not in meant and not began:
            _ask(line, FindingCode.DAYS_DIFFER,
                 _("The order is dated {written}; this day is {today}.", written=written,
                   today=today.isoformat()))


def _phase(line: OrderLine, order: Ordered) -> None:
    if order.phase is None:
        return
    is_loading = line.phase in ("loading", "reload")
    if (order.phase == "loading") != is_loading or line.phase is None:
        _ask(line, FindingCode.PHASE_DIFFERS,
             _("The order speaks of a loading dose; planned is not one.")
             if order.phase == "loading" else
             _("The order speaks of a maintenance dose; planned is not one."))
