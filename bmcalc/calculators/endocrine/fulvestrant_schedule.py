"""Fulvestrant: the days of the doses, the dose by liver, and whether given doses kept to them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, pairwise
from typing import Annotated, Any

from bmcalc.calculators.questions.blood_fields import PLATELETS
from bmcalc.calculators.questions.label_profile import LABEL_PROFILE
from bmcalc.calculators.questions.toxicity_fields import CHILD_PUGH
from bmcalc.calculators.shared.drug_rules import drug_of_page, judge_drug
from bmcalc.core.ask import AskDate, AskInteger, AskRows
from bmcalc.core.calculator import Calculator, Inputs, NotFor
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.core.units import unit
from bmcalc.core.work import Value, Work, refuse
from bmcalc.formulary.planned_days import days_of, dose_days
from bmcalc.formulary.regimen_entry import in_days
from bmcalc.formulary.regimens import Line, regimens
from bmcalc.rules.engine import tell_on_page
from bmcalc.rules.entered import question
from bmcalc.rules.rule import Profile

FULVESTRANT, REGIMEN = "fulvestrant", "fulvestrant"
"""The drug, and the regimen that gives it alone and says on which days."""

START_ON = AskDate(label=_("Date of the first dose"))
DOSES = AskInteger(label=_("Doses to list"), symbol=_("doses"), low=1, high=60)
GIVEN = AskRows(
    label=_("Doses given so far"), hint=_("in order, the first one on the first line"),
    columns={"on": AskDate(label=_("Date"), required=True)}, longest=200,
)
ANTICOAGULANT = question("anticoagulant").but(label=_("Anticoagulant or bleeding disorder"))

MENOPAUSE = question("menopause").but(noted=True)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class FulvestrantInputs(Inputs):
    """The start, the liver, the risk of bleeding, and what was given."""

    start_on: Annotated[datetime.date | None, START_ON.but(required=True)] = None
    doses: Annotated[int, DOSES] = 7
    child_pugh: Annotated[str | None, CHILD_PUGH.but(section=None, noted=True)] = None
    platelets: Annotated[Term | None, PLATELETS.but(noted=True)] = None
    anticoagulant: Annotated[bool | None, ANTICOAGULANT.but(noted=True)] = None
    menopause: Annotated[str | None, MENOPAUSE] = None
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


@dataclass(frozen=True)
class Plan:
    """On which days fulvestrant is given alone: a line of a regimen and its cycle in days."""

    line: Line
    cycle_days: int

    @property
    def days(self) -> Iterator[int]:
        """The day of every dose without end, counted from day 1 of the first cycle."""
        return dose_days(self.line, self.cycle_days)

    def dates(self, start: datetime.date, doses: int) -> list[datetime.date]:
        """Return the dates of so many doses from the first one on."""
        days = list(islice(self.days, doses))
        return [start + datetime.timedelta(days=day - days[0]) for day in days]

    def gaps(self) -> Iterator[int]:
        """Give the days before the second dose, before the third, and so on without end."""
        return (later - earlier for earlier, later in pairwise(self.days))

    def __str__(self) -> str:
        return str(_(
            "day {first} of the first cycle, then day {later} of every {length} days",
            first=Joined(list(days_of(self.line, 1))), later=Joined(list(days_of(self.line, 2))),
            length=self.cycle_days,
        ))


def plan() -> Plan:
    """Return the plan in force; refuse where no regimen gives fulvestrant alone."""
    found = regimens().get(REGIMEN)
    line = None if found is None else next(
        (one for one in found.lines if one.drug == FULVESTRANT), None
    )
    if found is None or line is None:
        raise refuse(
            "E_ENUM",
            _("“{id}” is not in the formulary: nothing about it can be checked.", id=REGIMEN),
        )
    return Plan(line, in_days(found.track(line).cycle_length))


def fulvestrant_schedule(given: FulvestrantInputs, work: Work) -> None:
    """Write the dates, the dose, and how the doses given kept to the plan."""
    assert given.start_on is not None
    planned = plan()
    dates = planned.dates(given.start_on, given.doses)
    work.decide(
        _("Dates"), planned, given.start_on.isoformat(), dates[-1].isoformat(),
        drug_of_page(FULVESTRANT).sources[0],
    )
    work.give("dates", [date.isoformat() for date in dates])
    work.give("dose", _dose(given, work))
    _check_given(given.given_on, planned, given.label_profile, work)
    work.info(
        "ADMINISTRATION",
        _("Two injections of 250 mg in 5 mL, one in each buttock, over 1 to 2 minutes each."),
        "label-fulvestrant-us",
    )


def _dose(given: FulvestrantInputs, work: Work) -> Term | None:
    """Tell the rules of the drug; return the dose that they leave, None where they leave none."""
    found = drug_of_page(FULVESTRANT)
    facts = {
        "child_pugh": given.child_pugh, "platelets": given.platelets,
        "anticoagulant": given.anticoagulant, "menopause": given.menopause,
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


def _check_given(
    dates: Sequence[datetime.date], planned: Plan, profile: Profile, work: Work
) -> None:
    if not dates:
        work.give("next_on", None)
        return
    gaps = planned.gaps()
    for number, (earlier, later) in enumerate(pairwise(dates), start=2):
        _judge_gap(number, (later - earlier).days, next(gaps), later, profile, work)
    following = dates[-1] + datetime.timedelta(days=next(gaps))
    work.give("next_on", following.isoformat())


def _judge_gap(
    number: int, days: int, gap: int, on: datetime.date, profile: Profile, work: Work
) -> None:
    """Tell what the rules on the interval say of one dose that was given, and of which dose."""
    found = drug_of_page(FULVESTRANT)
    judgement = judge_drug(
        found, {}, first=False, profile=profile,
        rules=[rule for rule in found.rules if rule.about_interval],
        handed={"days_since_last": _in_days(days), "planned_gap": _in_days(gap)},
    )
    before = len(work.findings)
    tell_on_page(judgement, work)
    for finding in work.findings[before:]:
        finding.text = _("Dose {number} on {date}: {finding}", number=number, date=on.isoformat(),
                         finding=finding.text)
        finding.field = "given"


def _in_days(days: int) -> Term:
    return Term(Decimal(days), unit("day"))


CALCULATOR = Calculator(
    id="fulvestrant-schedule",
    title=_("Fulvestrant dates"),
    summary=_("Day 1, 15, 29, then every 28 days; the dose by liver; whether it was kept"),
    group="endocrine",
    order=70,
    not_for=NotFor(
        _("Not in Child-Pugh C, which was not studied. An injection into a muscle needs "
          "a decision where bleeding is likely."),
        "label-fulvestrant-us", "label-intramuscular-platelets",
    ),
    inputs=FulvestrantInputs,
    values=(
        Value(name="dates", label=_("Dates"), kind="array"),
        Value(name="dose", label=_("Dose"), unit="mg", decimals=0),
        Value(name="next_on", label=_("Next dose on")),
    ),
    formula=fulvestrant_schedule,
    picture="fulvestrant-calendar",
    headline="dates",
    rules_of=(FULVESTRANT,),
)
