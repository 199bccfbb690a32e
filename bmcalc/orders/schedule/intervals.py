"""The time since the last dose, for drugs whose dose does not depend on it.

The HER2 agents judge their interval in their own calculators, the bone agents and the CDK4/6
inhibitors by rules of their own.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from bmcalc.calculators.endocrine.fulvestrant_schedule import INTERVAL, LONG_GAP, WINDOW
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.units import unit
from bmcalc.core.work import Finding, Work
from bmcalc.formulary.drug_entry import Group
from bmcalc.formulary.drugs import drug
from bmcalc.orders.schedule.dose_dates import days_of
from bmcalc.orders.schedule.due_lines import Due, DueLine
from bmcalc.rules.engine import Asked, judge
from bmcalc.rules.known import Known

CYCLE_SOURCE: Final = "cycle-interval"
FULVESTRANT_SOURCES: Final = ("label-fulvestrant-us", "fulvestrant-window")

_STARTS: Final = "days_between_starts"


def judge_interval(due: DueLine, work: Work) -> None:
    """Add what the days since the last dose ask for; nothing where they are not known."""
    if due.days is None or due.due is not Due.TODAY:
        return
    found = drug(due.drug)
    if found.course is not None or found.schedule(due.cycle_days) is not None:
        return
    if due.drug == "fulvestrant":
        _judge_fulvestrant(due, due.days, work)
    elif drug(due.drug).group is not Group.ENDOCRINE and not _has_no_interval(due):
        _judge_cycle(due, due.days, work)


def _has_no_interval(due: DueLine) -> bool:
    """Say whether a drug is taken without a break, or its rules look at the starts of its runs."""
    every_day = len(days_of(due.line, due.cycle or 2)) == due.cycle_days
    return every_day or looks_at_starts(due.drug)


def expected_gap(due: DueLine) -> int | None:
    """Return the days that the regimen leaves between the last dose and this one."""
    if due.cycle is None:
        return None
    days = days_of(due.line, due.cycle)
    before = [day for day in days if day < due.day]
    if before:
        return due.day - max(before)
    if due.cycle == 1:
        return None
    return due.cycle_days - max(days_of(due.line, due.cycle - 1)) + due.day


def looks_at_starts(drug_id: str) -> bool:
    """Say whether rules of the drug look at the days between two starts of its run."""
    return any(_STARTS in rule.measures for rule in drug(drug_id).rules)


def judge_starts(due: DueLine, work: Work) -> None:
    """Add what the drug's rules say of the days since the start of its last run."""
    if due.days is None or due.due is not Due.TODAY:
        return
    known = Known({}, {_STARTS: Term(Decimal(due.days), unit("day"))})
    rules = [rule for rule in drug(due.drug).rules if _STARTS in rule.measures]
    judgement = judge(rules, known, Asked(drug=due.drug, regimen=due.regimen.id, first=due.first))
    for one in judgement.met:
        work.findings.append(
            Finding(one.rule.code, one.severity, one.text, f"last.{due.drug}", one.rule.sources)
        )


def _judge_fulvestrant(due: DueLine, days: int, work: Work) -> None:
    expected = expected_gap(due)
    if expected is None:
        return
    about = f"last.{due.drug}"
    if days < expected - WINDOW:
        work.caution(
            "EARLY",
            _("Day {days} after the last fulvestrant is early by {early} days.", days=days,
              early=expected - days),
            *FULVESTRANT_SOURCES, about=about,
        )
    elif expected < INTERVAL and days > expected + WINDOW:
        work.caution(
            "LOADING_LATE",
            _("Day {days} after the last fulvestrant: a loading dose after {expected} days was "
              "left out or is late.", days=days, expected=expected),
            *FULVESTRANT_SOURCES, about=about,
        )
    elif days > LONG_GAP:
        work.caution(
            "LONG_GAP",
            _("{days} days since the last fulvestrant: give it now, and ask whether the dose of "
              "day 15 is repeated.", days=days),
            *FULVESTRANT_SOURCES, about=about,
        )
    elif days > expected + WINDOW:
        work.info(
            "LATE",
            _("Day {days} after the last fulvestrant is late by {late} days: give it now, the next "
              "one 28 days later.", days=days, late=days - expected),
            *FULVESTRANT_SOURCES, about=about,
        )


def _judge_cycle(due: DueLine, days: int, work: Work) -> None:
    expected = expected_gap(due)
    name, about = drug(due.drug).name, f"last.{due.drug}"
    if expected is None:
        return
    if days < expected:
        work.caution(
            "EARLY",
            _("{drug} is planned {days} days after its last dose; the regimen leaves {expected}.",
              drug=name, days=days, expected=expected),
            CYCLE_SOURCE, about=about,
        )
    elif days > expected:
        work.info(
            "LATE",
            _("{drug} comes {late} days later than the regimen plans.", drug=name,
              late=days - expected),
            CYCLE_SOURCE, about=about,
        )
