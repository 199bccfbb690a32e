"""Abnormal facts that were entered and that no rule of today's lines reads: told, not swallowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Work
from bmcalc.formulary.drug_entry import Basis
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.while_in_force import once_while_in_force
from bmcalc.orders.dosing.bone_agents import BONE_AGENTS
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.reading.patient_facts import patient_asks
from bmcalc.orders.schedule.due_lines import Due
from bmcalc.orders.situation import Situation
from bmcalc.rules.facts_needed import facts_of
from bmcalc.rules.rule import Rule
from bmcalc.rules.tables.abnormal import abnormal

_BY_AUC = frozenset({"creatinine", "crcl", "gfr"})
"""What a dose by AUC rests on."""


def tell_unused(lines: Iterable[OrderLine], situation: Situation, work: Work) -> None:
    """Name every abnormal fact that no rule of today's lines looks at, in one finding."""
    table, asks = abnormal(), patient_asks()
    told = [
        name for name, value in situation.facts.values.items()
        if value is not None and name in table.facts and name in asks
        and table.is_abnormal(name, situation.known)
    ]
    if not told:
        return
    read = {name for line in lines for name in _read_for(line)}
    unused = [asks[name].label for name in told if name not in read]
    if unused:
        work.info(
            "NOT_USED",
            _("Abnormal, and not used: no rule of today's drugs looks at it: {facts}.",
              facts=Joined(unused)),
            *table.sources, about="patient",
        )


def _read_for(line: OrderLine) -> Iterator[str]:
    """Give the facts that decide about a line; none about a drug that is not given today."""
    due = line.due
    if due is None or (due.due is Due.NOT_TODAY and line.order is None):
        return
    if drug(line.drug).basis is Basis.AUC:
        yield from _BY_AUC
    if line.drug in BONE_AGENTS:
        yield from BONE_AGENTS[line.drug].inputs.asks()
    yield from _read_by_drug(line.drug, due.regimen.id, due.day, due.first)
    yield from _read_by(due.regimen.rules, line.drug, due.regimen.id, due.day, due.first)


@once_while_in_force
def _read_by_drug(
    drug_id: str, regimen: str, day: int, first: bool | None
) -> frozenset[str]:
    """Return the facts that the rules of a drug read before one dose."""
    return frozenset(_read_by(drug(drug_id).rules, drug_id, regimen, day, first))


def _read_by(
    rules: Iterable[Rule], drug_id: str, regimen: str, day: int, first: bool | None
) -> Iterator[str]:
    for rule in rules:
        if rule.is_asked_always or rule.asked(
            profile=rule.profiles[0], regimen=regimen, drug=drug_id, day=day, first_dose=first
        ):
            yield from _facts_behind(rule.measures)


@cache
def _facts_behind(measures: tuple[str, ...]) -> frozenset[str]:
    """Return the facts that the measures of one rule rest on."""
    return frozenset[str]().union(*map(facts_of, measures))
