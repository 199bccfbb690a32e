"""What a title or a banner says of the whole order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bmcalc.orders.reading.not_for_now import is_done, is_own
from bmcalc.orders.reading.ordered import SaidOfAll
from bmcalc.orders.reading.tokens import Kind, Role, Token
from bmcalc.orders.reading.written_dates import is_clock

_HEADS_ORDERS: Final = ("医嘱", "临时", "临嘱", "处方", "order", "prescription")


def said_of_all(tokens: Sequence[Token]) -> SaidOfAll | None:
    """Return the regimen, cycle, days, dates and sizes of a title; None where none stands there.

    What a label such as «入院日期：» announces is not of the order.
    """
    own = [one for one in tokens if one.role is not Role.IGNORED]
    numbered = [one.value for one in own if one.kind is Kind.CYCLE_NUMBER]
    days = [day for _cycle, day in numbered if day is not None]
    for one in own:
        if one.kind is Kind.DAYS:
            days += one.value[0] if isinstance(one.value[0], tuple) else one.value
    said = SaidOfAll(
        regimens=tuple(dict.fromkeys(
            one.value for one in own if one.kind is Kind.TITLE and one.value is not None)),
        cycles=tuple(dict.fromkeys(cycle for cycle, _day in numbered)),
        days=tuple(dict.fromkeys(days)),
        dates=tuple(one.text for one in own if one.kind is Kind.DATE and not is_clock(one.text)),
        sizes=tuple(one.value for one in tokens if one.kind is Kind.SIZE),
        sexes=tuple(dict.fromkeys(one.value for one in tokens if one.kind is Kind.SEX)),
        ages=tuple(dict.fromkeys(one.value for one in tokens if one.kind is Kind.AGE)),
        pregnant=any(one.kind is Kind.PREGNANT for one in tokens),
        other_regimens=tuple(dict.fromkeys(
            (one.text, one.value) for one in own if one.kind is Kind.OTHER_REGIMEN)),
    )
    return None if said == SaidOfAll() else said


def heading_over(tokens: Sequence[Token], before: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the words of a heading that hold for every line below: standing, done, own supply.

    A heading for other orders ends them; a title of another kind leaves those above it.
    """
    over = tuple(
        one for place, one in enumerate(tokens)
        if one.kind is Kind.STANDING or is_done(tokens, place) or is_own(one)
    )
    ends = any(
        one.kind in (Kind.TITLE, Kind.REMARK) and one.value in (None, "known")
        and any(word in one.text.lower() for word in _HEADS_ORDERS) for one in tokens
    )
    return over if over or ends else before


def under_heading(tokens: Sequence[Token], heading: Sequence[Token]) -> list[Token]:
    """Return what a heading says of a line, unless the line is a single order of its own."""
    if not heading:
        return []
    once = any(one.kind is Kind.ONCE for one in tokens)
    return [
        replace(one, row=tokens[0].row, role=None) for one in heading
        if not (once and one.kind is Kind.STANDING)
    ]
