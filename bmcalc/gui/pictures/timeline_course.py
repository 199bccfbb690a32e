"""The course of a printed case, ready to be drawn: treatments, events and followed values.

Only what the casebook prints has a day. What it prints without one keeps a span in which it
lies, and says so.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from bmcalc.casebook.models import Case, Event, Prescription
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drug_group import AGAINST_CANCER, Group
from bmcalc.formulary.drugs import drugs
from bmcalc.gui.pictures.timeline_values import Trend, trends_of
from bmcalc.gui.pictures.timeline_words import (
    dose_words,
    drug_name,
    radiotherapy_words,
    region_names,
)

ROOM_DAYS = 6
TREATMENTS = {*AGAINST_CANCER, Group.BONE_AGENT}


class Kind(Enum):
    """How much of a treatment's dates is printed."""

    DATED = "dated"
    """Every dose falls on a day of a dated cycle."""
    REGIMEN = "regimen"
    """Given with the regimen, its own doses without dates."""
    UNDATED = "undated"
    """Prescribed, without any date."""


@dataclass(frozen=True)
class Bar:
    """One treatment on its track."""

    name: object
    words: object
    first: datetime.date
    last: datetime.date
    kind: Kind
    page: int
    doses: tuple[datetime.date, ...] = ()
    open_end: bool = False


@dataclass(frozen=True)
class Course:
    """Everything of one case that has a place in time."""

    first: datetime.date
    last: datetime.date
    events: tuple[Event, ...]
    bars: tuple[Bar, ...]
    trends: tuple[Trend, ...]


def course_of(case: Case) -> Course:
    """Return the course of a printed case."""
    cycles = case.cycle_dates()
    last = max(event.on for event in case.timeline)
    span = (cycles[0], last)
    trends = tuple(trends_of(case, span))
    points = [point for trend in trends for point in trend.points]
    days = [event.on for event in case.timeline]
    days += [day for one in case.radiotherapy for day in (one.first, one.last) if day is not None]
    days += [point.first for point in points] + [point.last for point in points]
    room = datetime.timedelta(days=ROOM_DAYS)
    return Course(
        first=min(days) - room,
        last=max(days) + room,
        events=case.timeline,
        bars=(*_local(case), *_drugs(case, cycles, last)),
        trends=trends,
    )


def _local(case: Case) -> Iterator[Bar]:
    if case.operation is not None:
        done = case.operation
        yield Bar(_("Operation"), done.name, done.on, done.on, Kind.DATED, done.page, (done.on,))
    for one in case.radiotherapy:
        if one.first is not None and one.last is not None:
            yield Bar(
                _("Radiotherapy"),
                Joined([radiotherapy_words(one), Joined(region_names(one.sites), _(", "))], " · "),
                one.first, one.last, Kind.DATED, one.page,
            )


def _drugs(
    case: Case, cycles: tuple[datetime.date, ...], last: datetime.date
) -> Iterator[Bar]:
    for one in case.prescriptions:
        doses = tuple(_doses(one, cycles))
        ended = _end(one, cycles)
        known = drugs().get(one.drug)
        treats = known is not None and known.group in TREATMENTS
        kind = Kind.DATED if doses else Kind.REGIMEN if treats else Kind.UNDATED
        yield Bar(
            drug_name(one.drug), dose_words(one), cycles[0], ended or last, kind, one.page,
            doses, open_end=ended is None,
        )


def _days(one: Prescription) -> int | None:
    return None if one.cycle is None else int(one.cycle.to("day").magnitude)


def _doses(
    one: Prescription, cycles: tuple[datetime.date, ...]
) -> Iterable[datetime.date]:
    """Return the days of the doses where the drug is given in step with the dated cycles."""
    length = _days(one)
    if any((later - earlier).days != length for earlier, later in pairwise(cycles)):
        return ()
    days = one.days or (1,)
    if one.times_per_day is not None or any(day > (length or 0) for day in days):
        return ()
    given = cycles[: one.cycles] if one.cycles is not None else cycles
    return (
        first + datetime.timedelta(days=day - 1) for first in given for day in days
    )


def _end(one: Prescription, cycles: tuple[datetime.date, ...]) -> datetime.date | None:
    """Return where the last counted cycle ends, or None where no count is printed."""
    length = _days(one)
    if one.cycles is None or length is None or len(cycles) < one.cycles:
        return None
    return cycles[one.cycles - 1] + datetime.timedelta(days=length)
