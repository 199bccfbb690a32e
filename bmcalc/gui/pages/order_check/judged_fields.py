"""The fields behind a finding of a rule: those that hold the facts without which it is not met."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Final

from bmcalc.core.work import Finding
from bmcalc.gui.pages.order_check.entered import REACTIONS
from bmcalc.gui.pages.order_check.leading import field_of_finding
from bmcalc.gui.pages.order_check.questions import asked_by, questions
from bmcalc.gui.window.session import STRIP
from bmcalc.orders.check_order import OrderCheck
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.reading.patient_facts import patient_asks
from bmcalc.orders.situation import Situation
from bmcalc.rules.anthracycline_measures import SUM_MEASURES
from bmcalc.rules.condition import Condition
from bmcalc.rules.facts_needed import facts_of
from bmcalc.rules.interval_measures import OF_THE_INTERVAL
from bmcalc.rules.known import Known
from bmcalc.rules.rule import Rule

_LIMIT: Final = "_uln"
_HANDED: Final = {
    "related_hypersensitivity": (REACTIONS,),
    **dict.fromkeys(SUM_MEASURES, ("anthracycline_history", "chest_radiotherapy")),
}
"""Facts behind measures that are handed over."""

_AGE_OF_CALCIUM: Final = "calcium_age_days"
_CALCIUM: Final = ("calcium_ionised", "calcium_total")
_FROM_CREATININE: Final = {"crcl": "creatinine", "gfr": "creatinine"}
"""Clearances that follow from another fact where they were not measured."""


def asked_in(check: OrderCheck) -> frozenset[str]:
    """Return the facts that an order is asked about, for any of its drugs: partners share rules."""
    of_drugs = (asked_by(line.drug) for line in check.lines)
    of_regimen = questions((), check.situation.regimen)
    return frozenset(STRIP).union(of_regimen, *of_drugs)


def fields_of(
    finding: Finding, line: OrderLine, situation: Situation, asked: Collection[str]
) -> tuple[str, ...]:
    """Return the fields that a finding of a line leads to; those of a rule hold what it judged.

    ``asked`` are the facts that have a field, as :func:`asked_in` returns them.
    The field that the rule names comes first where it is one of them, else after them; the ordered
    dose leads where there is none.
    """
    own = field_of_finding(finding)
    own_alone = (own,) if own else ()
    met = [one.rule for one in line.rules_met if one.rule.code == finding.code]
    if not met or (own and own not in patient_asks() and not own.startswith("order:")):
        return own_alone
    judged = [name for rule in met for name in _judged(rule, line.drug, situation)
              if (fact := name.removesuffix(":on")) in asked or fact not in patient_asks()]
    if not judged:
        return own_alone
    named = [own] if own in asked else []
    return tuple(dict.fromkeys([*named, *judged] if own in judged else [*judged, *named]))


def _judged(rule: Rule, drug: str, situation: Situation) -> Iterator[str]:
    """Yield the fields of what a met rule rests on: facts, and the day of the last dose."""
    known = situation.known_of(drug)
    some = [one for one in rule.any_of if one.met(known)] or rule.any_of
    conditions = (*rule.all_of, *some)
    # «Not this» holds of what nobody told as well: it leads nowhere while anything else does.
    leading = [one for one in conditions if one.comparison != "!="] or conditions
    for condition in leading:
        if condition.measure in OF_THE_INTERVAL:
            yield f"last:{drug}:on"
        if condition.measure == _AGE_OF_CALCIUM:
            yield from _with_their_days(name for name in _CALCIUM if name in situation.facts.dates)
        yield from _results(_behind(condition, known, situation))


def _results(names: Iterable[str]) -> list[str]:
    """Return facts without the upper limits of results that are among them."""
    found = list(dict.fromkeys(names))
    return [one for one in found if one.removesuffix(_LIMIT) not in found or
            not one.endswith(_LIMIT)]


def _with_their_days(results: Iterable[str]) -> Iterator[str]:
    for name in results:
        yield from (name, f"{name}:on")


def _behind(condition: Condition, known: Known, situation: Situation) -> list[str]:
    """Return the facts without which a condition does not hold; all told ones where each can go.

    Those that nobody told where it rests on none that was.
    """
    names = [_stands_for(name, situation) for name in _facts_behind(condition.measure)]
    told = [name for name in names if situation.facts[name] is not None]
    if len(told) < 2 or not condition.met(known):
        return told or names
    return [name for name in told if not condition.met(known.told(**{name: None}))] or told


def _stands_for(name: str, situation: Situation) -> str:
    return name if situation.facts[name] is not None else _FROM_CREATININE.get(name, name)


@cache
def _facts_behind(measure: str) -> tuple[str, ...]:
    """Return the facts behind a measure, in the order in which a patient is described."""
    facts = facts_of(measure).union(_HANDED.get(measure, ()))
    return tuple(name for name in patient_asks() if name in facts)
