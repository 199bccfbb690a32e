"""What the dates of a schedule rest on: nobody knows yet whether it comes as planned."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drugs import drug
from bmcalc.orders.schedule.due_lines import Due, DueLine
from bmcalc.orders.schedule.interval_states import IntervalState


class Assumption(NamedTuple):
    """One thing that a date assumes: its key in the contract, and the sentence."""

    key: str
    text: object

    def as_values(self) -> dict[str, object]:
        """Return it as the JSON contract writes it."""
        return {"key": self.key, "text": self.text}


ON_PLANNED_DAYS = Assumption(
    "planned_days", _("assumes that every dose before it is given on its planned day")
)
CYCLE_BEGAN = "cycle_began"
"""The key where this day is not the first one of its cycle."""

GOES_ON = Assumption(
    "goes_on", _("assumes that the treatment goes on: no number of cycles is planned")
)
NOT_COUNTED = "cycles_not_counted"
"""The key where nobody told how many cycles were given on a track of its own."""


def assumed_of_line(
    line: DueLine, state: IntervalState, leads: bool, today: datetime.date, begins: datetime.date
) -> tuple[Assumption, ...]:
    """Return what every date ahead of one drug assumes.

    ``leads`` says that the cycle of the regimen counts it; ``begins`` is the day on which that
    cycle began.
    """
    return tuple(_of_line(line, state, leads, today, begins))


def _of_line(
    line: DueLine, state: IntervalState, leads: bool, today: datetime.date, begins: datetime.date
) -> Iterator[Assumption]:
    if line.due is Due.TODAY:
        yield _of_today(line, state, today)
    elif not leads and line.given.on is not None:
        yield Assumption(
            "after_last", _("{drug} counts from its last dose, {on}", drug=drug(line.drug).name,
                            on=line.given.on.isoformat())
        )
    if leads and begins < today:
        yield Assumption(
            CYCLE_BEGAN, _("assumes that this cycle began on {on}", on=begins.isoformat())
        )
    if not leads and not line.first:
        yield Assumption(
            NOT_COUNTED, _("how many cycles of {drug} were given is not known",
                           drug=drug(line.drug).name)
        )


def _of_today(line: DueLine, state: IntervalState, today: datetime.date) -> Assumption:
    on = today.isoformat()
    if line.first:
        return Assumption("first_today", _("assumes that the first dose is given on {on}", on=on))
    if state.too_soon:
        return Assumption(
            "early_today",
            _("assumes that {drug} is given on {on} although that is early",
              drug=drug(line.drug).name, on=on),
        )
    return Assumption("given_today", _("assumes that the dose of {on} is given", on=on))


class OfDates(NamedTuple):
    """What the dates of one line assume: those before the day of the check, that day, and later."""

    before: tuple[Assumption, ...]
    today: tuple[Assumption, ...]
    later: tuple[Assumption, ...]


def assumed_of_dates(line: DueLine, of_line: tuple[Assumption, ...]) -> OfDates:
    """Return what the dates of a line assume: a later one also that no dose before it is moved."""
    goes_on = line.regimen.track(line.line).cycles is None
    return OfDates(
        tuple(one for one in of_line if one.key == CYCLE_BEGAN),
        of_line,
        (*of_line, ON_PLANNED_DAYS, GOES_ON) if goes_on else (*of_line, ON_PLANNED_DAYS),
    )


def together(assumptions: Iterable[Assumption]) -> object:
    """Return several assumptions as one text, each said once; empty where there is none."""
    texts = list(dict.fromkeys(one.text for one in assumptions))
    return Joined(texts, _("; ")) if texts else ""
