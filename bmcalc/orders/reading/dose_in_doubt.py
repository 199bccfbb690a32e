"""The dose that stands on a line which was not understood: read for its stops, never to agree.

What is unread beside a dose leaves open whether the order is right; it never makes a wrong dose
less wrong. Of two statements that differ the worse one is taken, or each of them: more often,
sooner, by every route.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from bmcalc.core.problems import Rejected
from bmcalc.core.texts import _
from bmcalc.formulary.drug_entry import Drug
from bmcalc.orders.reading.dose_on_line import DoseOnLine, dose_on
from bmcalc.orders.reading.ordered import Ordered
from bmcalc.orders.reading.record import Record
from bmcalc.orders.reading.tokens import Kind, Token

_UNREAD: Final = frozenset({
    Kind.UNKNOWN, Kind.NUMBER, Kind.PERCENT, Kind.NEGATION, Kind.UNIT, Kind.ALSO, Kind.BAD,
    Kind.SIGN, Kind.STOP, Kind.CHANGED, Kind.CONDITION, Kind.COUNT, Kind.REMARK, Kind.LABEL,
})
_SPOILS: Final = frozenset({Kind.NUMBER, Kind.BAD, Kind.UNIT, Kind.PERCENT})
"""Parts that may belong to the number they stand beside, so that it is no dose any more."""

_SPOILING_SIGNS: Final = frozenset("-–—−~～≈><≥≤±×^?？")
_DOSES: Final = frozenset({Kind.MASS, Kind.PER_DAY, Kind.PRODUCT})


def dose_in_doubt(record: Record, tokens: Sequence[Token], drug: Drug) -> tuple[Ordered, ...]:
    """Return the dose of a line of which a part was not read, by each route and in each fluid.

    Nothing is returned where no dose is plain. The line that names the drug is asked where the
    lines that follow hold another dose.
    """
    whole = list(tokens)
    first = [one for one in whole if one.row == record.number]
    for read in (whole, record.tokens, first):
        dose = _plain_dose(read, drug)
        if dose is not None:
            ordered = Ordered(
                dose=dose.dose.named(_("ordered dose")), text=record.text,
                per_day=dose.per_day or any(
                    one.kind in (Kind.DAY_TOTAL, Kind.SPLIT) for one in whole
                ), **_worst(whole),
            )
            routes = [one.replace("_unsaid", "") for one in _values(whole, Kind.ROUTE)]
            return tuple(
                replace(ordered, route=route, diluent=fluid)
                for route in dict.fromkeys(routes or [None])
                for fluid in dict.fromkeys(_values(whole, Kind.FLUID) or [None])
            )
    return ()


def _plain_dose(tokens: Sequence[Token], drug: Drug) -> DoseOnLine | None:
    if any(_is_spoiled(tokens, place) for place, one in enumerate(tokens) if one.kind in _DOSES):
        return None
    known = [one for one in tokens if one.kind not in _UNREAD]
    try:
        return dose_on(known, drug)
    except Rejected:
        return None


def _is_spoiled(tokens: Sequence[Token], place: int) -> bool:
    """Say whether something stands beside a number that may belong to it."""
    dose = tokens[place]
    for beside in (*tokens[max(place - 1, 0):place], *tokens[place + 1:place + 2]):
        if beside.row != dose.row or beside.cell != dose.cell:
            continue
        glued = beside.touches(dose) or dose.touches(beside)
        if beside.kind in _SPOILS or (beside.kind is Kind.UNKNOWN and glued):
            return True
        if beside.kind is Kind.SIGN and beside.text in _SPOILING_SIGNS:
            return True
    return _is_added(tokens, place, -1) or _is_added(tokens, place, 1)


def _is_added(tokens: Sequence[Token], place: int, step: int) -> bool:
    """Say whether a plus sign joins the dose to another number."""
    sign, number = place + step, place + 2 * step
    if not (0 <= number < len(tokens)) or tokens[sign].text != "+":
        return False
    return tokens[number].kind in _SPOILS | _DOSES and tokens[number].row == tokens[place].row


def _values(tokens: Sequence[Token], kind: Kind) -> list[Any]:
    return [one.value for one in tokens if one.kind is kind and one.value is not None]


def _worst(tokens: Sequence[Token]) -> dict[str, Any]:
    """Return what a stop may follow from: the worst of what stands there, by its field."""
    worst: dict[str, Any] = {}
    choices: tuple[tuple[str, list[Any], Callable[[list[Any]], Any]], ...] = (
        ("times_per_day", _values(tokens, Kind.TIMES), max),
        ("times_per_week", _values(tokens, Kind.TIMES_A_WEEK), max),
        ("cycle_days", _values(tokens, Kind.CYCLE), min),
        ("duration_days", _values(tokens, Kind.DURATION), max),
    )
    for name, found, choose in choices:
        if found:
            worst[name] = choose(found)
    listed = {
        day for value in _values(tokens, Kind.DAYS)
        for day in (value[0] if isinstance(value[0], tuple) else value)
    }
    if listed:
        worst["days"] = tuple(sorted(listed))
    if any(one.kind is Kind.AS_NEEDED for one in tokens):
        worst["as_needed"] = True
    return worst
