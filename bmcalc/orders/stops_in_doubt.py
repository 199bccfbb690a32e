"""Nothing unread makes a stop milder: what forbids a dose stands, though its line is in doubt.

A line of which a part was not understood orders nothing. The dose on it is taken for ordered once
more, for its stops alone: those are added, and nothing else follows from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from bmcalc.core.work import Finding, Severity
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.reading.order_entry import order_of
from bmcalc.orders.reading.ordered import InDoubt, Order, Ordered

MOST_WAYS: Final = 20
"""So many ways in which lines in doubt may be meant are looked at; what is left is undecided."""


def ways_in_doubt(order: Order, day: int) -> Iterator[Order]:
    """Give the orders that lines in doubt may come to: all of them together, then one by one."""
    if not order.not_understood:
        return
    doubts = [one for line in order.not_understood for one in line.in_doubt]
    if not doubts:
        return
    plain = replace(
        order, not_understood=tuple(one for one in order.not_understood if not one.in_doubt),
    )
    plain = replace(plain, unread=frozenset(
        drug for line in plain.not_understood for drug in line.drugs
    ))
    yield _with(plain, doubts, day)
    several: dict[tuple[str, Ordered], Order] = {}
    counted = [one.drug for one in doubts]
    for one in doubts:
        alone = counted.count(one.drug) == 1 and one.drug not in order.doses
        for way in one.ways[1:] if alone else one.ways:
            key = one.drug, replace(way, text="")
            if key not in several and len(several) < MOST_WAYS:
                several[key] = replace(plain, doses={**plain.doses, one.drug: way}, twice={
                    drug: lines for drug, lines in plain.twice.items() if drug != one.drug
                })
    yield from several.values()


def _with(order: Order, doubts: Iterable[InDoubt], day: int) -> Order:
    """Return an order in which every line in doubt is an ordered line beside the others."""
    lines = {drug: list(order.twice.get(drug, (dose,))) for drug, dose in order.doses.items()}
    for one in doubts:
        lines.setdefault(one.drug, []).append(one.ways[0])
    together = order_of(lines, day)
    return replace(order, doses=together.doses, twice=together.twice)


def add_stops(lines: Iterable[OrderLine], meant: Iterable[OrderLine]) -> None:
    """Add to each line the stops of the same line in an order as it may be meant."""
    by_drug = {line.drug: line for line in meant}
    for line in lines:
        other = by_drug.get(line.drug)
        if other is None:
            continue
        known = {(one.code, str(one.text)) for one in line.work.findings}
        line.work.findings.extend(
            one for one in _stops(other) if (one.code, str(one.text)) not in known
        )


def _stops(line: OrderLine) -> Iterator[Finding]:
    for one in line.work.findings:
        if one.severity is Severity.STOP:
            yield one
