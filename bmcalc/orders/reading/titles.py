"""What a title or a banner says of the whole order."""

from __future__ import annotations

from collections.abc import Sequence

from bmcalc.orders.reading.ordered import SaidOfAll
from bmcalc.orders.reading.tokens import Kind, Role, Token
from bmcalc.orders.reading.written_dates import is_clock


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
    )
    return None if said == SaidOfAll() else said
