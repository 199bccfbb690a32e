"""In which order the drugs of a day are given, as far as a source or the regimen names it."""

from __future__ import annotations

from collections.abc import Sequence

from bmcalc.formulary.drugs import drug, drugs
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.schedule.due_lines import GIVEN_TODAY


def in_giving_order(lines: Sequence[OrderLine]) -> tuple[OrderLine, ...]:
    """Return the lines so that each comes after those that a source gives before it.

    What no source puts in order stays as the regimen lists it; sources that contradict each other
    move nothing.
    """
    before = _before(lines)
    left, sorted_lines = list(lines), list[OrderLine]()
    while left:
        waiting = {line.drug for line in left}
        ready = next((line for line in left if not before.get(line.drug, set()) & waiting), left[0])
        left.remove(ready)
        sorted_lines.append(ready)
    return tuple(sorted_lines)


def sentences_of_order(lines: Sequence[OrderLine]) -> tuple[object, ...]:
    """Return the sentences of the sources about which drug of these is given before which."""
    given = _given(lines)
    return tuple(dict.fromkeys(
        one.text for line in lines if line.drug in given
        for one in drug(line.drug).sequences if one.drug in given
    ))


def _given(lines: Sequence[OrderLine]) -> frozenset[str]:
    return frozenset(
        line.drug for line in lines
        if line.due is not None and line.due.due in GIVEN_TODAY and line.drug in drugs()
    )


def _before(lines: Sequence[OrderLine]) -> dict[str, set[str]]:
    """Return which drugs are given before each."""
    given = _given(lines)
    found: dict[str, set[str]] = {}
    for name in given:
        for one in drug(name).sequences:
            if one.drug not in given:
                continue
            first, then = (name, one.drug) if one.relation == "before" else (one.drug, name)
            found.setdefault(then, set()).add(first)
    return found
