"""The fields of a line beside name and dose: route, frequency, days, time, fluid and volume.

Two statements that differ are refused; what contradicts without being wrong is a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from bmcalc.core.problems import Rejected
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.core.units import unit
from bmcalc.orders.reading.tokens import Kind, Token

_LIMITS: Final = frozenset(">≥")
_INTO_A_VEIN: Final = frozenset({"iv", "iv_unsaid", "iv_continuous", "iv_push"})
_IN_TOTAL: Final = frozenset({"total", "in total", "total dose", "总量", "总剂量", "共"})


@dataclass
class FieldsOnLine:
    """What stands there, by the names of :class:`Ordered`."""

    given: dict[str, Any] = field(default_factory=dict)
    doubts: list[object] = field(default_factory=list)


def route_on(tokens: Sequence[Token]) -> str | None:
    """Return the route of a line; ``E_AMBIG`` where two stand there."""
    routes = list(dict.fromkeys(one.value for one in tokens if one.kind is Kind.ROUTE))
    if "iv_unsaid" in routes and len(routes) > 1 and all(one in _INTO_A_VEIN for one in routes):
        routes.remove("iv_unsaid")
    if "iv_continuous" in routes and "iv" in routes:
        routes.remove("iv")
    if len(routes) > 1:
        raise Rejected("E_AMBIG", _("Two routes stand in one line: {routes}.", routes=Joined(
            [one.text for one in tokens if one.kind is Kind.ROUTE])))
    return routes[0] if routes else None


def is_of_a_plan(route: str) -> bool:
    """Say whether a plan of the formulary can have this route; into the spine none has."""
    return route in ("sc", "im", "po", "td") or route.startswith("iv")


def fields_on(tokens: Sequence[Token]) -> FieldsOnLine:
    """Return every field of a line; :class:`Rejected` where two statements differ."""
    found = FieldsOnLine()
    _refuse_other_words(tokens)
    _route(tokens, found)
    _frequency(tokens, found)
    _days(tokens, found)
    _fluid(tokens, found)
    _time(tokens, found)
    _phase(tokens, found)
    return found


def _only(tokens: Sequence[Token], kind: Kind, what: object) -> Any:
    """Return the one value of a kind, None for none; ``E_AMBIG`` for two that differ."""
    values = [one.value for one in tokens if one.kind is kind]
    if len(values) > 1 and len(dict.fromkeys(values)) > 1:
        both = Joined([one.text for one in tokens if one.kind is kind])
        raise Rejected("E_AMBIG", _("{what}: two stand in one line, {both}.", what=what, both=both))
    return values[0] if values else None


def _refuse_other_words(tokens: Sequence[Token]) -> None:
    for kind, reason in (
        (Kind.CHANGED, _("A change stands here: which dose holds cannot be said.")),
        (Kind.CONDITION, _("A condition stands here.")),
        (Kind.NOT_COMPARABLE, _("This frequency or moment is not compared with a plan.")),
        (Kind.NEGATION, _("A negation stands here.")),
    ):
        for token in tokens:
            if token.kind is kind:
                raise Rejected("E_AMBIG", Joined([reason, _("“{word}”", word=token.text)], " "))


def _route(tokens: Sequence[Token], found: FieldsOnLine) -> None:
    route = route_on(tokens)
    if route == "iv_unsaid":
        route = "iv"
        found.doubts.append(_("“{word}”: a push or an infusion? Ask.", word=next(
            one.text for one in tokens if one.kind is Kind.ROUTE)))
    if route == "iv_continuous":
        route = "iv"
        if not any(one.kind is Kind.TIME for one in tokens):
            found.doubts.append(_("A continuous infusion without its time: over how long? Ask."))
    found.doubts += [
        _("“{word}”: is this the dose of each side, or of both together? Ask.", word=one.text)
        for one in tokens if one.kind is Kind.PER_SIDE
    ]
    if route is not None:
        found.given["route"] = route


def _frequency(tokens: Sequence[Token], found: FieldsOnLine) -> None:
    times = _only(tokens, Kind.TIMES, _("Frequency"))
    split = _only(tokens, Kind.SPLIT, _("Frequency"))
    a_day = is_day_total(tokens)
    if split is not None:
        if not (a_day or times == 1) or times not in (None, 1):
            raise Rejected("E_AMBIG", _("The dose is divided, and it is not said to be the total "
                                        "of the day."))
        times, a_day = split, True
    cycle = _only(tokens, Kind.CYCLE, _("Interval"))
    once = any(
        one.kind is Kind.ONCE and not _is_each(tokens, place) for place, one in enumerate(tokens)
    )
    moments: list[object] = list(dict.fromkeys(
        one.text for one in tokens if one.kind is Kind.TIME_OF_DAY
    ))
    if len(moments) > 1 and times != len(moments):
        raise Rejected("E_AMBIG", _("Several times of the day stand in one line: {times}.",
                                    times=Joined(moments)))
    if times is not None:
        found.given["times_per_day"] = times
        if times > 1 and not a_day and any(
            one.text.lower() in _IN_TOTAL and not one.depth for one in tokens
        ):
            found.doubts.append(_("Is this the total of the day, or the dose of each time? Ask."))
    a_week = _only(tokens, Kind.TIMES_A_WEEK, _("Frequency"))
    if a_week is not None:
        if times not in (None, 1) or cycle is not None or a_day:
            raise Rejected("E_AMBIG", _("Two frequencies stand in one line."))
        found.given["times_per_week"] = a_week
    if cycle is not None:
        found.given["cycle_days"] = cycle
        if times is not None and cycle < 7:
            raise Rejected("E_AMBIG", _("Two frequencies stand in one line."))
    if once:
        found.given["once"] = True
        if times is not None or cycle is not None:
            found.doubts.append(_("A single order cannot be repeated: ask which is meant."))
    if any(one.kind is Kind.AS_NEEDED for one in tokens):
        found.given["as_needed"] = True
    if a_day:
        found.given["per_day"] = True
    if any(one.kind is Kind.STANDING for one in tokens):
        found.given["standing"] = True


def is_day_total(tokens: Sequence[Token]) -> bool:
    """Say whether a dose is said to be that of a whole day: ``300 mg/日``, ``qd total``."""
    return any(
        one.kind in (Kind.PER_DAY, Kind.DAY_TOTAL)
        or (one.kind is Kind.TIMES and one.value == 1
            and following.text.lower() in _IN_TOTAL)
        for one, following in zip(tokens, [*tokens[1:], *tokens[-1:]], strict=True)
    )


def _is_each(tokens: Sequence[Token], place: int) -> bool:
    """Say whether 单次 or 一次 stands before the dose and means «each time»."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return (
        not tokens[place].text.isascii() and following is not None
        and following.kind in (Kind.MASS, Kind.PRODUCT, Kind.COUNT)
        and following.row == tokens[place].row
    )


def _days(tokens: Sequence[Token], found: FieldsOnLine) -> None:
    listed = [one.value for one in tokens if one.kind is Kind.DAYS]
    cycles = {value[1] for value in listed if len(value) == 2 and isinstance(value[0], tuple)}
    lists = [value[0] if value and isinstance(value[0], tuple) else value for value in listed]
    numbered = [one.value for one in tokens if one.kind is Kind.CYCLE_NUMBER]
    lists += [(day,) for _cycle, day in numbered if day is not None]
    if len(set(lists)) > 1:
        raise Rejected("E_AMBIG", _("{what}: two stand in one line, {both}.", what=_("Days"),
                                    both=Joined([one.text for one in tokens
                                                 if one.kind is Kind.DAYS])))
    days: tuple[int, ...] = lists[0] if lists else ()
    duration = _only(tokens, Kind.DURATION, _("Number of days"))
    pause = _only(tokens, Kind.PAUSE, _("Pause"))
    if pause is not None:
        if not days and duration is None:
            raise Rejected("E_AMBIG", _("A pause stands here and no days before it."))
        if not days:
            days, duration = tuple(range(1, duration + 1)), None
        cycles.add(max(days) + pause)
    for cycle in cycles:
        if found.given.setdefault("cycle_days", cycle) != cycle:
            raise Rejected("E_AMBIG", _("Two intervals stand in one line."))
    if days:
        found.given["days"] = days
    if duration is not None and not (duration == 1 and found.given.get("once")):
        found.given["duration_days"] = duration
    numbers = {cycle for cycle, _day in numbered}
    if len(numbers) > 1:
        raise Rejected("E_AMBIG", _("Two numbers of the cycle stand in one line."))
    if numbers:
        found.given["cycle"] = numbers.pop()


def _fluid(tokens: Sequence[Token], found: FieldsOnLine) -> None:
    fluid = _only(tokens, Kind.FLUID, _("Diluent"))
    volume = _only(tokens, Kind.VOLUME, _("Volume"))
    if fluid is not None:
        found.given["diluent"] = fluid
    if volume is not None:
        found.given["volume"] = volume


def _time(tokens: Sequence[Token], found: FieldsOnLine) -> None:
    minutes = _only(tokens, Kind.TIME, _("Infusion time"))
    rates = [one.value for one in tokens if one.kind is Kind.RATE]
    if len(rates) > 1:
        raise Rejected("E_AMBIG", _("Two rates stand in one line."))
    if minutes is not None:
        found.given["infusion"] = minutes
    if not rates:
        return
    volume: Term | None = found.given.get("volume")
    rate: Decimal | None = rates[0]
    if rate is None or volume is None or minutes is not None:
        found.doubts.append(_("The rate was not compared with the infusion time: check it."))
    else:
        found.given["infusion"] = Term(volume.to("mL").magnitude * 60 / rate, unit("min"))


def _phase(tokens: Sequence[Token], found: FieldsOnLine) -> None:
    kinds = {one.kind for one in tokens} & {Kind.LOADING, Kind.MAINTENANCE}
    if len(kinds) > 1:
        raise Rejected("E_AMBIG", _("Loading and maintenance dose stand in one line."))
    if kinds:
        found.given["phase"] = "loading" if Kind.LOADING in kinds else "maintenance"
