"""Asking the formulary's rules on the page of one drug, as the order check asks them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import refuse
from bmcalc.formulary.drugs import Drug, drugs
from bmcalc.rules.engine import Asked, Judgement, MetRule, judge
from bmcalc.rules.known import Known
from bmcalc.rules.measure_form import Given
from bmcalc.rules.rule import ALL_PROFILES, Profile, Rule


def drug_of_page(identifier: str) -> Drug:
    """Return the drug of a page; refuse where the formulary in force has none of that id.

    A hospital's file that was refused leaves its drug missing: then nothing is calculated.
    """
    found = drugs().get(identifier)
    if found is None:
        raise refuse(
            "E_ENUM",
            _("“{id}” is not in the formulary: nothing about it can be checked.", id=identifier),
            "drug",
        )
    return found


def judge_drug(
    found: Drug,
    facts: Mapping[str, Any],
    *,
    planned: Term | None = None,
    level: int = 0,
    first: bool | None = None,
    profile: Profile = "cn",
    handed: Mapping[str, Given] | None = None,
    rules: Iterable[Rule] | None = None,
) -> Judgement:
    """Return what the rules of a drug say of the facts that its page was given.

    ``facts`` go by the names that the order check uses. ``planned`` is the planned dose, on level
    ``level`` of the label's dose levels; without it the usual dose is asked about. ``rules`` are
    those to ask where they are not all of the drug's.
    """
    dose = found.usual_dose if planned is None else planned
    lower: dict[Profile, Term | None] = {}
    for one in ALL_PROFILES:
        levels = None if dose is None else found.levels(dose, one)
        lower[one] = None if levels is None else levels.at(level + 1)
    table = None if dose is None or not level else found.levels(dose, profile)
    at_level = dose if table is None else table.at(level)
    asked = Asked(drug=found.id, planned=at_level, lower=lower, first=first, profile=profile)
    asking = found.rules if rules is None else rules
    return judge(asking, Known(facts, {"planned_dose": at_level, **(handed or {})}), asked)


def told_rules(met: Iterable[MetRule]) -> object:
    """Return the sentences of the rules that are met, each code once; or that none is."""
    texts: dict[str, object] = {}
    for one in met:
        texts.setdefault(one.rule.told_as, one.text)
    return Joined(list(texts.values()), " ") if texts else _("no rule holds")
