"""The ejection fraction beside the drugs given: every label's rules, the strictest leading.

The rules are those of the formulary in force, asked by the same engine as in the order check.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import IntEnum
from typing import Any, Final

from bmcalc.calculators.shared.drug_rules import drug_of_page, judge_drug
from bmcalc.core.texts import _
from bmcalc.core.work import Finding, Severity, Work
from bmcalc.formulary.in_force import formulary
from bmcalc.formulary.lvef_entry import LvefLabel
from bmcalc.rules.engine import MetRule, note_rules
from bmcalc.rules.outcome import Outcome, Resume
from bmcalc.rules.rule import Profile

HOLDS, STOPS_IF_CONFIRMED, RESUMES = "LVEF_HOLD", "LVEF_STOP_IF_CONFIRMED", "LVEF_RESUME"


class Advice(IntEnum):
    """What a label says, in the order of strictness."""

    CONTINUE = 0
    RESUME = 1
    CONTINUE_REPEAT = 2
    HOLD = 3
    HOLD_STOP_IF_CONFIRMED = 4
    STOP = 5

    @property
    def key(self) -> str:
        """The contract's word, such as ``hold``."""
        return self.name.lower()


ADVICE_NAMES: Final[dict[str, object]] = {
    "continue": _("continue"),
    "resume": _("resume"),
    "continue_repeat": _("continue, repeat within 3 weeks"),
    "hold": _("hold"),
    "hold_stop_if_confirmed": _("hold, stop if confirmed"),
    "stop": _("stop for good"),
}


def advice_of(one: MetRule) -> Advice:
    """Return what a rule that is met says, in the contract's words."""
    if one.outcome.rank >= Outcome.DO_NOT_GIVE.rank:
        return Advice.STOP
    if one.outcome.gives_no_dose:
        confirmed = one.rule.resume is Resume.STOP_IF_CONFIRMED
        return Advice.HOLD_STOP_IF_CONFIRMED if confirmed else Advice.HOLD
    if one.outcome is Outcome.REPEAT_TEST:
        return Advice.CONTINUE_REPEAT
    return Advice.RESUME if one.rule.told_as == RESUMES else Advice.CONTINUE


def labels_for(drugs: Iterable[str], profile: Profile) -> dict[str, LvefLabel]:
    """Return the labels that these drugs follow, by id; none that is only another profile's."""
    every = formulary().lvef
    named = dict.fromkeys(label for one in drugs for label in drug_of_page(one).lvef)
    return {key: every[key] for key in named if every[key].in_force(profile)}


def judge_labels(
    labels: Mapping[str, LvefLabel],
    drug: str,
    facts: Mapping[str, Any],
    work: Work,
    *,
    first: bool | None,
    profile: Profile,
    shown: tuple[object, object] | None,
) -> dict[str, Advice]:
    """Add a finding for each rule that is met; return what each label advises.

    ``shown`` says in the step of a label by what it goes and what that is; None: no step.
    """
    advice = {}
    for key, label in labels.items():
        judgement = judge_drug(
            drug_of_page(drug), facts, first=first, profile=profile,
            rules=label.in_force(profile),
        )
        note_rules(judgement, work)
        advice[key] = max(map(advice_of, judgement.met), default=Advice.CONTINUE)
        if shown is not None:
            outcome = ADVICE_NAMES[advice[key].key]
            work.decide(label.name, *shown, outcome, label.sources[0])
        for one in judgement.met:
            work.findings.extend(_findings(one, label))
    return advice


def _findings(one: MetRule, label: LvefLabel) -> Iterable[Finding]:
    """Give a rule as findings of the page: a hold that may become a stop is told as both."""
    found = one.on_page()
    if one.rule.table is not None:
        found = replace(found, text=_("{rule}: {text}", rule=label.name, text=one.text))
    if found.code != STOPS_IF_CONFIRMED:
        yield found
        return
    yield replace(found, code=HOLDS)
    yield replace(
        found, severity=Severity.INFO,
        text=_("{rule}: if the repeat confirms it, stop for good.", rule=label.name),
    )
