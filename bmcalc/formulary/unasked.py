"""What a formulary says and nobody will ever hear: rules that nothing asks, meets or tells.

Such an entry is no fault of its file, so it is a warning: a pharmacist would sign dead text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.drug_group import Group
from bmcalc.formulary.file_problems import FileProblem, structure_path
from bmcalc.formulary.loading import DRUGS, REGIMENS, Formulary
from bmcalc.formulary.regimen_entry import Line, Regimen
from bmcalc.formulary.sequences import lines_of
from bmcalc.rules.edges import hides
from bmcalc.rules.facts_needed import can_be_known
from bmcalc.rules.measure import MEASURES
from bmcalc.rules.rule import Rule


@dataclass(frozen=True)
class Askers:
    """Who asks rules: ``facts`` are what some question asks, ``drugs`` those with a page.

    A page knows neither regimen nor day, so that it asks no rule that is bound to them.
    """

    facts: Collection[str]
    drugs: Collection[str]


def unasked(formulary: Formulary, askers: Askers) -> list[FileProblem]:
    """Return every entry that stands in a formulary in vain, drug by drug, then by regimen."""
    found: list[FileProblem] = []
    for drug in formulary.drugs.values():
        lines = list(_lines_of(drug, formulary))
        name = f"{DRUGS}/{drug.id}.toml"
        found += [FileProblem(name, "", reason) for reason in incomplete(drug)]
        for index, rule in enumerate(drug.rules):
            here = [line for regimen, line in lines
                    if not rule.regimens or regimen.id in rule.regimens]
            place = structure_path(("rules", index))
            on_page = drug.id in askers.drugs and not (rule.regimens or rule.days)
            reasons = () if on_page else _never_asked(rule, here, drug.name)
            found += [FileProblem(name, place, reason) for reason in reasons]
        found += _of_rules(name, drug.rules, askers)
    for regimen in formulary.regimens.values():
        name = f"{REGIMENS}/{regimen.id}.toml"
        for index, rule in enumerate(regimen.rules):
            own = [
                line for where, line in lines_of(regimen, formulary.regimens)
                if (not rule.drugs or line.drug in rule.drugs)
                and (not rule.regimens or where in rule.regimens)
            ]
            place = structure_path(("rules", index))
            found += [
                FileProblem(name, place, reason)
                for reason in _never_asked(rule, own, regimen.name)
            ]
        found += _of_rules(name, regimen.rules, askers)
    return found


def _lines_of(drug: Drug, formulary: Formulary) -> Iterator[tuple[Regimen, Line]]:
    for regimen in formulary.regimens.values():
        for line in regimen.lines:
            if line.drug == drug.id:
                yield regimen, line


def incomplete(drug: Drug) -> Iterator[object]:
    """Give what a cytotoxic lacks, in sentences; nothing of another kind of drug."""
    if drug.group is not Group.CYTOTOXIC:
        return
    if not drug.has_gates:
        yield _("{drug} is a cytotoxic without a rule: no count, liver or kidney value holds or "
                "reduces it.", drug=drug.name)
    if not drug.presentations:
        yield _("{drug} is a cytotoxic without a presentation: no vials are planned.",
                drug=drug.name)
    if not drug.infusions:
        yield _("{drug} is a cytotoxic without an infusion: no time is given for it.",
                drug=drug.name)
    if not drug.essential:
        yield _("{drug} is a cytotoxic without essential facts: it agrees whatever is not known.",
                drug=drug.name)


def _never_asked(rule: Rule, lines: list[Line], owner: object) -> Iterator[object]:
    """Say why a rule is asked before no dose at all."""
    if not lines and rule.regimens:
        yield _("{code} is never asked: {owner} is given in none of these: {regimens}.",
                code=rule.code, owner=owner, regimens=Joined(list(rule.regimens)))
    elif not lines:
        yield _("{code} is never asked: {owner} is in no regimen and on no page.",
                code=rule.code, owner=owner)
    elif rule.days:
        given = {day for line in lines for day in (*line.days, *(line.first_cycle_days or ()))}
        if not given & set(rule.days):
            yield _("{code} is never asked: nothing is given on day {days}.", code=rule.code,
                    days=Joined(list(rule.days)))


def _of_rules(name: str, rules: tuple[Rule, ...], askers: Askers) -> Iterator[FileProblem]:
    """Give what rules of one file ask for in vain, and which of them another one always hides."""
    for index, rule in enumerate(rules):
        place = structure_path(("rules", index))
        for measure in rule.measures:
            if not can_be_known(measure, askers.facts):
                yield FileProblem(name, place, _(
                    "{code} looks at something that no question asks: {measure}.",
                    code=rule.code, measure=MEASURES[measure].label,
                ))
        above = next(
            (other for at, other in enumerate(rules)
             if other is not rule and hides(other, rule, is_first=at < index)), None,
        )
        if above is not None:
            yield FileProblem(name, place, _(
                "{code} is never told: {other} of the same table always hides it.",
                code=rule.code, other=above.code,
            ))
