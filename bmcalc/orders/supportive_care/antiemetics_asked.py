"""Antiemetics that stand in a pasted order: two of one kind, QT, CYP3A4, too much ondansetron.

Their lines are read and not checked, so what is not asked about them is not said to be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from bmcalc.core.term import Term, q
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Work
from bmcalc.formulary.antiemetic_checks import antiemetic_checks
from bmcalc.formulary.drug_group import Group
from bmcalc.formulary.drugs import drug
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.reading.ordered import BesideLine
from bmcalc.orders.situation import Situation
from bmcalc.rules.rule import Rule

_INHIBITOR: Final = "cyp3a4_inhibitor"
_MASS: Final = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,3})?)\s*(?:mg|毫克)(?!\s*/)", re.IGNORECASE)
_BY_MOUTH: Final = re.compile(r"口服|片|胶囊|\bpo\b|\boral|\btab", re.IGNORECASE)


def ask_about_antiemetics(lines: Iterable[OrderLine], situation: Situation, work: Work) -> None:
    """Add what is asked about the antiemetics of the order and beside which drugs they stand."""
    beside = situation.order.beside
    if not beside:
        return
    _two_of_a_kind(beside, work)
    _ondansetron(beside, situation, work)
    for line in lines:
        if line.order is not None and line.due is not None:
            _qt(line, beside)
            _cyp3a4(line, beside, situation)


def _two_of_a_kind(beside: Iterable[BesideLine], work: Work) -> None:
    kind = antiemetic_checks().serotonin
    names = {one.drug: one.name for one in beside if one.drug in kind.drugs}
    if len(names) > 1:
        work.caution(
            "TWO_SEROTONIN_ANTAGONISTS",
            _("Two 5-HT3 antagonists stand in the order: {drugs}. Are both meant on one day?",
              drugs=Joined(list(names.values()))), *kind.sources, about="order",
        )


def _qt(line: OrderLine, beside: Iterable[BesideLine]) -> None:
    kind = antiemetic_checks().serotonin
    found = next((one for one in beside if one.drug in kind.drugs), None)
    if found is not None and line.drug in kind.qt_beside:
        line.work.caution(
            "QT_BESIDE_ANTIEMETIC",
            _("{antiemetic} stands in the order: it prolongs QT as {drug} does. ECG and "
              "electrolytes?", antiemetic=found.name, drug=line.name),
            *kind.qt_sources, about=f"order.{line.drug}",
        )


def _cyp3a4(line: OrderLine, beside: Iterable[BesideLine], situation: Situation) -> None:
    """Ask where a moderate inhibitor stands in the order and none was entered.

    Not about chemotherapy by the vein, beside which these antiemetics are the standard.
    """
    kind = antiemetic_checks().cyp3a4
    found = next((one for one in beside if one.drug in kind.drugs), None)
    if found is None or situation.facts[_INHIBITOR] in ("moderate", "strong"):
        return
    asked = drug(line.drug)
    if asked.group is not Group.CYTOTOXIC and any(
        _looks_at_a_moderate_one(rule) for rule in asked.rules
    ):
        line.work.caution(
            "CYP3A4_BESIDE_ANTIEMETIC",
            _("{antiemetic} stands in the order, a moderate CYP3A4 inhibitor, and none was "
              "entered: {drug} has a rule on it.", antiemetic=found.name, drug=line.name),
            *kind.sources, about=f"patient.{_INHIBITOR}",
        )


def _looks_at_a_moderate_one(rule: Rule) -> bool:
    return any(
        one.measure == _INHIBITOR and one.met({_INHIBITOR: "moderate"})
        for one in rule.conditions()
    )


def _ondansetron(beside: Iterable[BesideLine], situation: Situation, work: Work) -> None:
    """Ask about more in one line than one intravenous dose may hold."""
    most, sources = _most(situation)
    for one in beside:
        if one.drug != "ondansetron" or _BY_MOUTH.search(one.text):
            continue
        written = [Decimal(mass) for mass in _MASS.findall(one.text)]
        dose = q(f"{max(written)} mg") if written else None
        if dose is not None and dose > most:
            work.caution(
                "ONDANSETRON_DOSE",
                _("Line {number}: {dose} of ondansetron. One intravenous dose is at most {most} "
                  "here, over at least 15 minutes.", number=one.number, dose=dose, most=most),
                *sources, about="order",
            )


def _most(situation: Situation) -> tuple[Term, tuple[str, ...]]:
    limits, facts = antiemetic_checks().ondansetron, situation.facts
    if facts["severe_hepatic_impairment"] or facts["child_pugh"] == "c":
        return limits.highest_severe_liver, limits.sources
    age = facts["age"]
    if age is not None and q(f"{age} year") >= limits.old_from:
        return limits.highest_when_old, limits.old_sources
    return limits.highest, limits.sources
