"""The ordered lines side by side: each line of a drug with the one that it matches best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import localcontext
from typing import Any, Final

from bmcalc.core.numbers import CONTEXT, plain
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.orders.reading.ordered import Ordered
from bmcalc.orders.reading.ordered_ask import ROUTE_NAMES
from bmcalc.orders.schedule.due_lines import DueLine
from bmcalc.records.second_check.blind_form import ORDER
from bmcalc.records.second_check.from_plan import (
    Plan,
    frequency_in_words,
    means_the_same,
    told_from_plan,
    when,
)
from bmcalc.records.second_check.rows import NOT_SAID, NOTHING, Row, Said, told_apart
from bmcalc.records.second_check.side import Side, Stated


def compared_orders(
    first: Side, second: Side, rows: Sequence[int], plan: Plan
) -> Iterator[Row]:
    """Give the rows of every drug that either side orders; ``rows`` as in the form."""
    placed = list(zip(second.order, rows, strict=True))
    for drug in dict.fromkeys(one.drug for one in (*first.order, *second.order)):
        pairs = list(paired([one for one in first.order if one.drug == drug],
                            [pair for pair in placed if pair[0].drug == drug], plan.get(drug)))
        for number, (one, other) in enumerate(pairs, 1):
            mark = f"{ORDER}.{drug}" + (f".{number}" if len(pairs) > 1 else "")
            yield from _line(mark, number if len(pairs) > 1 else 0, one, other,
                             plan.get(drug))


Placed = tuple[Stated, int]


def paired(
    first: Sequence[Stated], second: Sequence[Placed], due: DueLine | None
) -> Iterator[tuple[Stated | None, Placed | None]]:
    """Give the lines of one drug in pairs, first those that say the same by its plan."""
    left = list(second)
    waiting: list[Stated] = []
    pairs: list[tuple[Stated | None, Placed | None]] = []
    for one in first:
        found = next((other for other in left if _says_the_same(one, other[0], due)),
                     None)
        if found is None:
            waiting.append(one)
        else:
            left.remove(found)
            pairs.append((one, found))
    yield from pairs
    for number in range(max(len(waiting), len(left))):
        yield (waiting[number] if number < len(waiting) else None,
               left[number] if number < len(left) else None)


def _says_the_same(one: Stated, other: Stated, due: DueLine | None) -> bool:
    if one.ordered is None or other.ordered is None:
        return one.ordered is other.ordered
    return all(_same_part(part, one.ordered, other.ordered, due) for part in _PARTS)


_PARTS: Final = ("dose", "route", "frequency")


def _label(part: str, name: object) -> object:
    if part == "dose":
        return _("{drug}: dose", drug=name)
    if part == "route":
        return _("{drug}: route", drug=name)
    return _("{drug}: how often", drug=name)


def _same_part(part: str, one: Ordered, other: Ordered, due: DueLine | None) -> bool:
    if part == "dose":
        mine, theirs = single_dose(one), single_dose(other)
        return mine[0] == theirs[0] and mine[1] is theirs[1]
    return means_the_same(part, one, other, due)


def single_dose(ordered: Ordered) -> tuple[Term, bool]:
    """Return the dose of one time, and whether it is the total of a day that nobody divides."""
    if ordered.per_day and ordered.times_per_day:
        with localcontext(CONTEXT):
            return ordered.dose / ordered.times_per_day, False
    return ordered.dose, ordered.per_day


def _part_apart(part: str, one: Ordered, other: Ordered) -> object:
    if part == "dose":
        return told_apart(single_dose(one)[0], single_dose(other)[0])
    if part == "route":
        return told_apart(one.route, other.route)
    return told_apart(when(one) or None, when(other) or None)


def _line(
    mark: str, number: int, one: Stated | None, placed: Placed | None, due: DueLine | None
) -> Iterator[Row]:
    """Give the rows of one line; of a line that one side lacks, and of a drug nobody checks, one.

    A dose that is not checked is not compared: the whole line is ticked against its source.
    """
    other, row = (None, None) if placed is None else placed
    known = one or other
    assert known is not None
    name = known.name if not number else Joined([known.name, f"({number})"], " ")
    field = "" if row is None else f"{ORDER}.{row}."
    if one is None or other is None or one.ordered is None or other.ordered is None:
        yield Row(mark, _("{drug}: ordered", drug=name), _whole(one), _whole(other),
                  one is not None and other is not None, f"{field}drug",
                  told_apart(one and one.drug, other and other.drug))
        return
    first, second = one.ordered, other.ordered
    for part in _PARTS:
        sides = _of_part(part, first, second, due), _of_part(part, second, first, due)
        is_same = _same_part(part, first, second, due)
        apart = "" if is_same else _part_apart(part, first, second)
        yield Row(f"{mark}.{part}", _label(part, name), *sides, is_same, field + part, apart)


def _whole(stated: Stated | None) -> Said:
    return NOTHING if stated is None else Said(in_short(stated), _line_written(stated))


def _of_part(part: str, own: Ordered, other: Ordered, due: DueLine | None) -> Said:
    planned = "" if part == "dose" else told_from_plan(part, own, other, due)
    return Said(planned or _part_shown(part, own), _part_written(part, own), bool(planned))


def in_short(stated: Stated) -> object:
    """Return what is ordered of a drug, for people; of one that is not checked that it is."""
    if stated.ordered is None:
        return _("ordered, not checked by the program")
    shown = [_part_shown(part, stated.ordered) for part in _PARTS]
    return Joined([one for one in shown if one != NOT_SAID], " · ")


def _line_written(stated: Stated) -> Any:
    if stated.ordered is None:
        return True
    return {part: _part_written(part, stated.ordered) for part in _PARTS}


def _part_shown(part: str, ordered: Ordered) -> object:
    if part == "dose":
        return _("{dose} a day", dose=ordered.dose) if ordered.per_day else ordered.dose
    if part == "route":
        return NOT_SAID if ordered.route is None else ROUTE_NAMES[ordered.route]
    words = frequency_in_words(ordered)
    return Joined(words, " · ") if words else NOT_SAID


def _part_written(part: str, ordered: Ordered) -> Any:
    if part == "dose":
        mass = ordered.dose.to("mg")
        return f"{plain(mass.magnitude)} mg" + ("/d" if ordered.per_day else "")
    return ordered.route if part == "route" else when(ordered) or None
