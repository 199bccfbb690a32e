"""Fulvestrant: the days of the doses, the dose by liver, and whether given doses kept to them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any

from bmcalc.calculators.questions.blood_fields import PLATELETS
from bmcalc.calculators.questions.label_profile import LABEL_PROFILE
from bmcalc.calculators.questions.toxicity_fields import CHILD_PUGH
from bmcalc.calculators.shared.drug_rules import drug_of_page, judge_drug
from bmcalc.core.ask import AskDate, AskInteger, AskRows
from bmcalc.core.calculator import Calculator, Inputs
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.rules.engine import tell_on_page
from bmcalc.rules.entered import question
from bmcalc.rules.rule import Profile

LOADING_OFFSETS = (0, 14, 28)
"""Days of the first three doses: day 1, 15 and 29."""

INTERVAL = 28
WINDOW = 3
LONG_GAP = 56

START_ON = AskDate(label=_("Date of the first dose"))
DOSES = AskInteger(label=_("Doses to list"), symbol=_("doses"), low=1, high=60)
GIVEN = AskRows(
    label=_("Doses given so far"), hint=_("in order, the first one on the first line"),
    columns={"on": AskDate(label=_("Date"), required=True)}, longest=200,
)
ANTICOAGULANT = question("anticoagulant").but(label=_("Anticoagulant or bleeding disorder"))


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class FulvestrantInputs(Inputs):
    """The start, the liver, the risk of bleeding, and what was given."""

    start_on: Annotated[datetime.date | None, START_ON.but(required=True)] = None
    doses: Annotated[int, DOSES] = 7
    child_pugh: Annotated[str | None, CHILD_PUGH.but(section=None, noted=True)] = None
    platelets: Annotated[Term | None, PLATELETS.but(noted=True)] = None
    anticoagulant: Annotated[bool | None, ANTICOAGULANT.but(noted=True)] = None
    given: Annotated[list[dict[str, Any]] | None, GIVEN] = None
    label_profile: Annotated[Profile, LABEL_PROFILE] = "cn"

    @property
    def given_on(self) -> list[datetime.date]:
        """The dates of the doses given."""
        return [row["on"] for row in self.given or []]

    def conflicts(self) -> Iterable[Problem]:
        """Refuse given doses that do not begin at the start or run backwards."""
        dates = self.given_on
        if dates and self.start_on is not None and dates[0] != self.start_on:
            yield Problem(
                "E_LOGIC", _("The first dose given is not on the date of the first dose."),
                ("start_on", "given"),
            )
        if any(later <= earlier for earlier, later in pairwise(dates)):
            yield Problem("E_LOGIC", _("The doses given are not in order."), ("given",))


def due_dates(start: datetime.date, doses: int) -> list[datetime.date]:
    """Return the dates of day 1, 15, 29 and then every 28 days."""
    offsets = list(LOADING_OFFSETS)
    while len(offsets) < doses:
        offsets.append(offsets[-1] + INTERVAL)
    return [start + datetime.timedelta(days=days) for days in offsets[:doses]]


def planned_gap(number: int) -> int:
    """Return the days that lie before the dose of this number (2 is the second one)."""
    return 14 if number <= len(LOADING_OFFSETS) else INTERVAL


def fulvestrant_schedule(given: FulvestrantInputs, work: Work) -> None:
    """Write the dates, the dose, and how the doses given kept to the plan."""
    assert given.start_on is not None
    dates = due_dates(given.start_on, given.doses)
    work.decide(
        _("Dates"), _("day 1, 15 and 29, then every 28 days"), given.start_on.isoformat(),
        dates[-1].isoformat(), "label-fulvestrant-us",
    )
    work.give("dates", [date.isoformat() for date in dates])
    work.give("dose", _dose(given, work))
    _check_given(given.given_on, work)
    work.info(
        "ADMINISTRATION",
        _("Two injections of 250 mg in 5 mL, one in each buttock, over 1 to 2 minutes each."),
        "label-fulvestrant-us",
    )


def _dose(given: FulvestrantInputs, work: Work) -> Term | None:
    """Tell the rules of the drug; return the dose that they leave, None where they leave none."""
    found = drug_of_page("fulvestrant")
    facts = {
        "child_pugh": given.child_pugh, "platelets": given.platelets,
        "anticoagulant": given.anticoagulant,
    }
    judgement = judge_drug(found, facts, profile=given.label_profile)
    tell_on_page(judgement, work)
    if judgement.forbids or found.usual_dose is None:
        return None
    left = judgement.instead() or judgement.limit()
    if left is None:
        return work.step(_("Dose"), found.usual_dose, found.sources[0])
    dose, by = left
    return work.step(_("Dose"), dose, by.rule.sources[0])


def _check_given(dates: Sequence[datetime.date], work: Work) -> None:
    if not dates:
        work.give("next_on", None)
        return
    for number, (earlier, later) in enumerate(pairwise(dates), start=2):
        _check_gap(number, (later - earlier).days, later, work)
    following = dates[-1] + datetime.timedelta(days=planned_gap(len(dates) + 1))
    work.give("next_on", following.isoformat())


def _check_gap(number: int, days: int, on: datetime.date, work: Work) -> None:
    planned = planned_gap(number)
    sources = ("label-fulvestrant-us", "fulvestrant-window")
    date = on.isoformat()
    if days < planned - WINDOW:
        work.caution(
            "EARLY", _("Dose {number} on {date} came {days} days after the last one, {planned} are "
                       "planned.", number=number, date=date, days=days, planned=planned),
            *sources, about="given",
        )
    elif number <= len(LOADING_OFFSETS) and days > planned + WINDOW:
        work.caution(
            "LOADING_LATE",
            _("Dose {number} on {date} came after {days} days: a loading dose after 14 days was "
              "left out or late.", number=number, date=date, days=days),
            *sources, about="given",
        )
    elif days > LONG_GAP:
        work.caution(
            "LONG_GAP",
            _("Dose {number} on {date} came after {days} days: ask whether the dose on day 15 is "
              "repeated.", number=number, date=date, days=days),
            *sources, about="given",
        )
    elif days > planned + WINDOW:
        work.info(
            "LATE", _("Dose {number} on {date} came after {days} days; the next one is due 28 days "
                      "later.", number=number, date=date, days=days),
            *sources, about="given",
        )


CALCULATOR = Calculator(
    id="fulvestrant-schedule",
    title=_("Fulvestrant dates"),
    summary=_("Day 1, 15, 29, then every 28 days; the dose by liver; whether it was kept"),
    group="endocrine",
    order=70,
    inputs=FulvestrantInputs,
    values=(
        Value(name="dates", label=_("Dates"), kind="array"),
        Value(name="dose", label=_("Dose"), unit="mg", decimals=0),
        Value(name="next_on", label=_("Next dose on")),
    ),
    formula=fulvestrant_schedule,
    headline="dates",
)
