"""What follows from lines that nobody could read, that stop a drug, or that stand twice.

A drug whose line could not be read is neither ordered nor missing; one that is ordered to stop is
not given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.term import show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Finding, Severity, Work
from bmcalc.formulary.drugs import drug, drugs
from bmcalc.orders.order_fields import judge_fields
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.reading.ordered import NotUnderstood, Order, Ordered, OtherDrugLine
from bmcalc.orders.schedule.due_lines import Due, DueLine
from bmcalc.orders.situation import Situation
from bmcalc.orders.verdicts import Verdict

NAME_SOURCE: Final = "order-name-check"
NEVER_ASSUMED: Final = "never-assumed"
_EXPECTED: Final = (Due.TODAY, Due.GOING_ON, Due.UNKNOWN)


def by_family(order: Order, due: Iterable[DueLine]) -> Order:
    """Return the order with those other drugs alone that are like one planned or ordered today.

    The others become lines that were not understood: nothing about them was checked.
    """
    if not order.others:
        return order
    about = {line.drug for line in due if line.due in _EXPECTED} | order.doses.keys() | order.unread
    like = tuple(one for one in order.others if one.never & about)
    strange = tuple(
        NotUnderstood(one.number, one.text, one.written, _not_here(one), ())
        for one in order.others if not one.never & about
    )
    if not strange:
        return order
    known = sorted((*order.not_understood, *strange), key=lambda one: one.number)
    return replace(order, others=like, not_understood=tuple(known))


def _not_here(one: OtherDrugLine) -> object:
    if not one.drug:
        return _("No drug of the formulary is named here.")
    return _("{drug} is not in the formulary: nothing about it was checked.", drug=one.name)


def other_lines(situation: Situation, lines: Iterable[OrderLine]) -> list[OrderLine]:
    """Return a stopped line for each other drug, and stop the planned one that it may stand for."""
    if not situation.order.others:
        return []
    made: dict[str, OrderLine] = {}
    planned = [line for line in lines if line.due is not None]
    for one in situation.order.others:
        identifier = one.drug or one.written
        missing = {line.drug for line in planned if line.order is None} & one.never
        about = {line.drug for line in planned} | situation.order.doses.keys()
        about |= situation.order.unread
        meant = sorted(missing or one.never & about)
        names = Joined([drug(each).name for each in meant], _(" or "))
        text = _("“{written}” is not {drugs}: which drug is meant? The name decides.",
                 written=one.written, drugs=names)
        other = made.setdefault(identifier, OrderLine(identifier, one.name))
        other.work.stop(FindingCode.WHICH_DRUG, text, NAME_SOURCE, about=f"order.{identifier}")
        for line in planned:
            if line.drug in one.never and line.order is None and line.due is not None and (
                line.due.due in _EXPECTED
            ):
                line.work.stop(FindingCode.WHICH_DRUG, text, NAME_SOURCE,
                               about=f"order.{line.drug}")
    return list(made.values())


def tell_lines_of_order(line: OrderLine, situation: Situation) -> None:
    """Add that the drug is ordered to stop, that a line of it went unread, or that it is twice."""
    order = situation.order
    about = f"order.{line.drug}"
    if line.drug in order.stopped:
        said = next(one for one in order.discontinued if one.drug == line.drug)
        line.work.caution(
            FindingCode.ORDERED_TO_STOP,
            _("Ordered to stop, line {number}: “{text}”. It is not given; confirm that this is "
              "meant.", number=said.number, text=said.text), NAME_SOURCE, about=about,
        )
    if not (order.not_understood or order.unread):
        return
    stops = [one for one in order.not_understood if one.stops and not one.drugs]
    if line.drug in order.unread or (stops and line.order is not None):
        line.work.findings.append(Finding(
            FindingCode.LINE_UNREAD, Severity.CAUTION,
            _("A line of the order about {drug} was not understood: it is neither ordered nor "
              "missing.", drug=line.name) if line.drug in order.unread else
            _("A stop word stands in the order and nobody knows what it stops."),
            about, (NEVER_ASSUMED,),
        ))


def tell_twice(line: OrderLine, situation: Situation) -> None:
    """Stop a drug that stands twice; where the sum is the planned dose it is only asked about."""
    lines = situation.order.twice.get(line.drug)
    if lines is None or line.ordered is None:
        return
    _stop_each(line, lines, situation)
    each = Joined([show(one.dose, 3, trim=True) for one in lines], " + ")
    computed = _("not computed") if line.computed is None else show(line.computed, 1, trim=True)
    agrees = line.comparison is not None and line.comparison.verdict is Verdict.AGREES
    text = _("{drug} stands {count} times: {each} = {sum}; planned are {computed}.",
             drug=line.name, count=len(lines), each=each, sum=line.ordered, computed=computed)
    if agrees:
        line.work.caution(FindingCode.ORDERED_TWICE, Joined([text, _("One infusion?")], " "),
                          NAME_SOURCE, about=f"order.{line.drug}")
    else:
        line.work.stop(FindingCode.ORDERED_TWICE, text, NAME_SOURCE, about=f"order.{line.drug}")


def _stop_each(line: OrderLine, lines: Iterable[Ordered], situation: Situation) -> None:
    """Add what forbids one of several lines, whatever the others say: its route, its diluent."""
    if line.due is None:
        return
    known = {(one.code, str(one.text)) for one in line.work.findings}
    for ordered in lines:
        alone = replace(line, order=ordered, work=Work())
        judge_fields(alone, line.due, situation, None)
        for one in alone.work.findings:
            if one.severity is Severity.STOP and (one.code, str(one.text)) not in known:
                known.add((one.code, str(one.text)))
                line.work.findings.append(one)


def unread_extra(situation: Situation, shown: Iterable[str]) -> list[OrderLine]:
    """Return an undecided line for a drug of the formulary that only an unread line names."""
    order = situation.order
    if not order.unread:
        return []
    found = drugs()
    lines = [
        OrderLine(one, found[one].name)
        for one in sorted(order.unread - set(shown) - order.doses.keys())
    ]
    for line in lines:
        tell_lines_of_order(line, situation)
    return lines


def told_missing(line: OrderLine, situation: Situation) -> bool:
    """Say whether nothing may be told of a drug's absence; undecided where a line is unknown."""
    order = situation.order
    if line.drug in order.unread or line.drug in order.stopped:
        return True
    if any(line.drug in one.never for one in order.others):
        return True
    if not order.names_nobody_knows:
        return False
    line.work.findings.append(Finding(
        FindingCode.LINE_UNREAD, Severity.CAUTION,
        _("Whether {drug} is ordered cannot be said: a line of the order was not understood.",
          drug=line.name), f"order.{line.drug}", (NEVER_ASSUMED,),
    ))
    return True
