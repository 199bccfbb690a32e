"""The facts without which a drug's dose is not decided, as a section of its review sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.essential_entry import Essential, facts_with_an_age
from bmcalc.report.document import Section, Table
from bmcalc.rules.condition import Condition
from bmcalc.rules.entered import all_entered
from bmcalc.rules.in_words import labels_named, occasion_named
from bmcalc.rules.measure import MEASURES
from bmcalc.rules.rule import ALL_PROFILES
from bmcalc.rules.tables.ages import age_class_of


def essential_sections(
    drug: Drug, numbers: Callable[[Iterable[str]], str]
) -> Iterator[Section]:
    """Give the table of a drug's essential facts; none where it has none."""
    if not drug.essential:
        return
    heads = (_("Needed"), _("When"), _("Largest age"), _("Sources"))
    rows = tuple(
        (str(_needed(one)), str(_when(one)), str(_ages(one)), numbers(essential_sources(one)))
        for one in drug.essential
    )
    yield Section(
        str(_("Facts that must be there")),
        (Table(tuple(map(str, heads)), rows, widths=(34, 30, 24, 12)),),
    )


def essential_sources(one: Essential) -> tuple[str, ...]:
    """Return the sources of an entry and of the ages of its facts, each once."""
    ages = [source for fact in facts_with_an_age(one) if (found := age_class_of(fact)) is not None
            for source in found.sources]
    return tuple(dict.fromkeys([*one.sources, *ages]))


def _needed(one: Essential) -> object:
    parts: list[object] = []
    if one.measures:
        parts.append(Joined([_label(name) for name in one.measures], _(" and ")))
    if one.one_of:
        parts.append(Joined([_label(name) for name in one.one_of], _(" or ")))
    return Joined(parts, _(" and "))


def _label(name: str) -> object:
    return MEASURES[name].label if name in MEASURES else all_entered()[name].ask.label


def _when(one: Essential) -> object:
    parts: list[object] = [occasion_named(one.occasion)]
    if one.last_cycle is not None:
        parts.append(_("up to cycle {cycle}", cycle=one.last_cycle))
    if one.where_it_decides:
        parts.append(_("where a rule that changes the dose hangs on it"))
    if one.unless:
        parts.append(_("unless {conditions}", conditions=_either(one.unless)))
    if len(one.profiles) < len(ALL_PROFILES):
        parts.append(labels_named(one.profiles))
    return Joined(parts, "; ")


def _either(conditions: Iterable[Condition]) -> object:
    return Joined(list(conditions), _(" or "))


def _ages(one: Essential) -> object:
    """Return up to which age each fact counts, and up to which somebody is asked."""
    said = []
    for fact in facts_with_an_age(one):
        first, later = one.largest_age(fact, first=True), one.largest_age(fact, first=False)
        if first is None or later is None:
            continue
        fresh = later.fresh if first == later else _(
            "{later} (before a first dose {first})", later=later.fresh, first=first.fresh
        )
        said.append(_("{fact}: {fresh} days, asked about up to {oldest}",
                      fact=all_entered()[fact].ask.label, fresh=fresh, oldest=later.oldest))
    return Joined(list(dict.fromkeys(map(str, said))), "; ") if said else _("no age of its own")
