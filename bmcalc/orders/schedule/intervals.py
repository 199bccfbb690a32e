"""What rules may look at of the time since the last dose, and what they say of it alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from bmcalc.core.term import Term
from bmcalc.core.units import unit
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.interval_entry import bands_of, gap_bands
from bmcalc.formulary.planned_days import gap_before, is_daily
from bmcalc.formulary.while_in_force import once_while_in_force
from bmcalc.orders.schedule.due_lines import GIVEN_TODAY, DueLine
from bmcalc.rules.engine import Asked, Judgement, judge
from bmcalc.rules.known import Known
from bmcalc.rules.measure_form import Given
from bmcalc.rules.rule import Rule

_SETTLED_CYCLE: Final = 3
"""A cycle after which no loading dose is left."""


def interval_measures(due: DueLine) -> dict[str, Given]:
    """Return the measures of the interval: of a line that is due today also against its plan."""
    found: dict[str, Given] = {"days_since_last": _in_days(due.days)}
    if due.due in GIVEN_TODAY or due.beside:
        found["days_between_starts"] = _in_days(due.days)
        if not is_daily(due.line, due.cycle_days):
            found["planned_gap"] = _in_days(planned_gap(due))
    course = drug(due.drug).course
    return found if course is None else {**found, **course.handed(due.days)}


def planned_gap(due: DueLine) -> int | None:
    """Return the days that the regimen leaves between the last dose and this one.

    Before the first dose of the regimen stands that of later cycles: the drug was given before.
    Before the first dose in a phase of a sequence stands the gap that the phase before leaves.
    """
    if due.cycle is None:
        settled = gap_before(due.line, due.cycle_days, _SETTLED_CYCLE, due.day)
        return settled if due.beside else None
    if due.after is not None and due.line_before is not None:
        return due.after.gap(due.line_before, due.day)
    gap = gap_before(due.line, due.cycle_days, due.cycle, due.day)
    if gap is None and due.days is not None:
        return gap_before(due.line, due.cycle_days, _SETTLED_CYCLE, due.day)
    return gap


def judge_interval(due: DueLine) -> Judgement:
    """Return what the rules say with nothing known but the time since the last dose.

    A drug on the track of its regimen is judged only on a day on which it is due.
    """
    found = drug(due.drug)
    if found.course is None and not (due.due in GIVEN_TODAY or due.beside):
        return Judgement()
    daily = is_daily(due.line, due.cycle_days)
    of_drug = _about_interval(due.drug, None if daily else due.cycle_days)
    about = [*of_drug, *(rule for rule in due.regimen.rules if rule.about_interval)]
    starts_again = found.course is not None and found.course.starts_again(due.days)
    first = True if starts_again else due.first
    asked = Asked(drug=due.drug, regimen=due.regimen.id, day=due.day, first=first)
    return judge(about, Known({}, interval_measures(due)), asked)


@once_while_in_force
def _about_interval(drug_id: str, cycle_days: int | None) -> tuple[Rule, ...]:
    """Return the rules of a drug on its interval; of one that is taken daily without any band."""
    found = drug(drug_id)
    bands = () if cycle_days is None else bands_of(found, cycle_days)
    return tuple(rule for rule in (*found.rules, *bands) if rule.about_interval)


def judge_change(due: DueLine) -> Judgement:
    """Return what the common bands say of a first dose after the last one of the phase before."""
    since = due.since
    if since is None:
        return Judgement()
    known = {"days_since_last": _in_days(since.days), "planned_gap": _in_days(since.gap)}
    asked = Asked(drug=due.drug, regimen=due.regimen.id, day=due.day, first=False)
    return judge(gap_bands(), Known({}, known), asked)


def _in_days(days: int | None) -> Term | None:
    return None if days is None else Term(Decimal(days), unit("day"))
