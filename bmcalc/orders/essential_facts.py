"""Facts that must be there and fresh before a dose is decided: what is missing, old, or ageing.

A fact that is older than it may be counts as absent; a rule that it meets stays met all the same,
so that nothing becomes milder by age.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Finding, Severity
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.essential_entry import Essential, facts_behind
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.schedule.dose_dates import days_between
from bmcalc.orders.schedule.due_lines import DueLine
from bmcalc.orders.situation import Situation
from bmcalc.rules.condition import any_met
from bmcalc.rules.engine import Judgement
from bmcalc.rules.entered import all_entered
from bmcalc.rules.facts_needed import facts_of
from bmcalc.rules.known import Known
from bmcalc.rules.measure import MEASURES
from bmcalc.rules.tables.ages import LargestAge

_NOT_KNOWN: Final = "unknown"
"""The answer that says that nobody knows: it counts as none."""

_LIMIT: Final = "_uln"

BASELINE_OF: Final = {"lvef_now": "lvef_baseline"}
"""Facts for which, before a first dose, the value before treatment stands."""


@dataclass(frozen=True)
class _Missing:
    """Something that is needed and nobody told: its measures, and the facts that would tell it."""

    entry: Essential
    measures: tuple[str, ...]
    facts: tuple[str, ...]

    @property
    def text(self) -> object:
        """What to ask for: one of several, or each of them."""
        labels = [all_entered()[fact].ask.label for fact in self.facts]
        return Joined(labels, _(" or ")) if self.entry.one_of else Joined(labels)


def judge_essential(
    line: OrderLine, due: DueLine, situation: Situation, known: Known, first: bool | None,
    judgement: Judgement,
) -> frozenset[str]:
    """Add to a line what it needs and is not there, is too old, or is about to be too old.

    Returns the measures that were asked for as missing.
    """
    missing: list[_Missing] = []
    ages: dict[str, tuple[int | None, LargestAge, Essential]] = {}
    opens, dated = first and due.after is None, bool(situation.facts.dates)
    for one in drug(line.drug).essential:
        if not one.needed(profile=situation.policy.label_profile, cycle=due.cycle, first=first):
            continue
        if one.unless and any_met(one.unless, known):
            continue
        there = [name for name in (*one.measures, *one.one_of) if _is_known(name, known)]
        for names in _absent(one, there, judgement):
            missing.append(_Missing(one, names, _facts_to_ask(one.ask_for or names, known)))
        for fact in (fact for name in there for fact in facts_behind(name)) if dated else ():
            if (found := _age(fact, one, situation, opens)) is not None:
                ages[fact] = (*found, one)
    if missing:
        line.essential_missing = tuple(
            dict.fromkeys(fact for one in missing for fact in one.facts)
        )
        alone = _alone(missing)
        line.essential_any = tuple(
            one.facts for one in missing
            if one.entry.one_of and len(one.facts) > 1 and alone.isdisjoint(one.facts)
        )
        _tell_missing(line, missing)
    _tell_ages(line, ages)
    return frozenset(name for one in missing for name in one.measures)


def _is_known(name: str, known: Known) -> bool:
    value = known.get(name) if name in MEASURES else known.fact(name)
    return value is not None and (not isinstance(value, str) or value != _NOT_KNOWN)


def _absent(
    one: Essential, there: list[str], judgement: Judgement
) -> Iterator[tuple[str, ...]]:
    """Give what is needed and nobody told: one by one, but those together of which one suffices."""
    for name in one.measures:
        if name not in there and (not one.where_it_decides or _decides(name, judgement)):
            yield (name,)
    if one.one_of and not there:
        yield one.one_of


def _decides(name: str, judgement: Judgement) -> bool:
    """Say whether a rule that changes the dose, or gives none, hangs on a measure."""
    waiting = judgement.unchecked.get(name, ())
    return any(
        outcome.reduces or outcome.gives_no_dose for rule in waiting for outcome in rule.outcomes
    )


def _age(
    fact: str, one: Essential, situation: Situation, first: bool | None
) -> tuple[int | None, LargestAge] | None:
    """Return the age of a dated fact in days, None where the day is not known, and its limits.

    A fact without a date counts as of today.
    """
    told = fact if situation.facts[fact] is not None else BASELINE_OF.get(fact, fact)
    on = situation.facts.dates.get(told)
    largest = None if on is None else one.largest_age(fact, first)
    if on is None or largest is None:
        return None
    return (None if situation.today is None else days_between(on, situation.today)), largest


def _facts_to_ask(names: Sequence[str], known: Known) -> tuple[str, ...]:
    """Return the facts that a person can add, so that a measure becomes known.

    The limit of a laboratory is asked for only beside its value, and a measure that follows from
    others is not asked for itself, unless nothing but such a limit is left to ask for.
    """
    parts: list[str] = []
    for name in names:
        facts = facts_of(name) if name in MEASURES else frozenset({name})
        parts += sorted(facts - {name}) or sorted(facts)
    absent = [fact for fact in parts if known.fact(fact) in (None, _NOT_KNOWN)] or parts
    asked = tuple(dict.fromkeys(
        fact for fact in absent
        if not fact.endswith(_LIMIT) or known.fact(fact.removesuffix(_LIMIT)) is not None
    ))
    return asked or tuple(name for name in names if name in all_entered())


def _tell_missing(line: OrderLine, missing: list[_Missing]) -> None:
    sources = dict.fromkeys(source for one in missing for source in one.entry.sources)
    line.work.findings.append(Finding(
        FindingCode.FACT_MISSING, Severity.CAUTION,
        _("Not given, and without it this cannot be decided: {facts}.",
          facts=Joined(list(_each_once(missing)))),
        f"patient.{missing[0].facts[0]}", tuple(sources),
    ))


def _alone(missing: list[_Missing]) -> frozenset[str]:
    """Return the facts that are needed whatever else is told."""
    return frozenset(fact for one in missing if not one.entry.one_of for fact in one.facts)


def _each_once(missing: list[_Missing]) -> Iterator[object]:
    """Yield what to ask for, each fact once: a value that two measures need is one value."""
    told: set[str] = set()
    alone = _alone(missing)
    for one in missing:
        if one.entry.one_of:
            if alone.isdisjoint(one.facts):
                yield one.text
            continue
        for fact in one.facts:
            if fact not in told:
                told.add(fact)
                yield all_entered()[fact].ask.label


def _tell_ages(
    line: OrderLine, ages: dict[str, tuple[int | None, LargestAge, Essential]]
) -> None:
    old = []
    for fact, (age, largest, one) in ages.items():
        about, label = f"labs.{fact}", all_entered()[fact].ask.label
        if age is None:
            text = _("{fact} has a date and the day of this check is not given: its age is not "
                     "known.", fact=label)
        elif age > largest.oldest:
            text = _("{fact} is {age} days old and counts for {oldest} days: it is needed anew.",
                     fact=label, age=age, oldest=largest.oldest)
        elif age > largest.fresh:
            line.work.caution(
                "FACT_AGEING",
                _("{fact} is {age} days old, more than {fresh}: confirm that it still holds.",
                  fact=label, age=age, fresh=largest.fresh),
                *one.sources, about=about,
            )
            continue
        else:
            continue
        old.append(fact)
        line.work.findings.append(
            Finding(FindingCode.FACT_OLD, Severity.CAUTION, text, about, one.sources)
        )
    line.essential_old = tuple(old)
