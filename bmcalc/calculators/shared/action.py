"""What a page about toxicity says of the next dose: its words, from the outcomes of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Final, NamedTuple

from bmcalc.calculators.shared.drug_rules import told_rules
from bmcalc.core.arithmetic import least
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Finding, Severity, Work
from bmcalc.formulary.drugs import Drug
from bmcalc.rules.engine import Judgement, MetRule, note_rules
from bmcalc.rules.outcome import Outcome, Resume


class Action(IntEnum):
    """What a page asks for, in the order of strictness."""

    NO_CHANGE = 0
    CONTINUE_REPEAT = 1
    FINISH_CYCLE = 2
    REDUCE = 3
    INTERRUPT_SAME = 4
    INTERRUPT_LOWER = 5
    DO_NOT_START = 6
    STOP = 7

    @property
    def key(self) -> str:
        """The contract's word, such as ``interrupt_lower``."""
        return self.name.lower()

    @property
    def severity(self) -> Severity:
        """How much the action weighs as a finding: an interruption forbids today's dose."""
        if self is Action.NO_CHANGE:
            return Severity.INFO
        return Severity.CAUTION if self <= Action.REDUCE else Severity.STOP


ACTION_NAMES: Final[dict[str, object]] = {
    "no_change": _("no change"),
    "continue_repeat": _("continue, repeat the test"),
    "finish_cycle": _("finish the cycle, repeat the count"),
    "reduce": _("reduced dose"),
    "interrupt_same": _("interrupt, resume at the same dose"),
    "interrupt_lower": _("interrupt, resume at the next lower dose"),
    "do_not_start": _("do not start"),
    "stop": _("stop for good"),
}

_ACTIONS: Final = {
    Outcome.NOTE: Action.NO_CHANGE,
    Outcome.CAUTION: Action.NO_CHANGE,
    Outcome.OPTION: Action.NO_CHANGE,
    Outcome.REPEAT_TEST: Action.CONTINUE_REPEAT,
    Outcome.FINISH_CYCLE: Action.FINISH_CYCLE,
    Outcome.REDUCE: Action.REDUCE,
    Outcome.LEVEL_DOWN: Action.REDUCE,
    Outcome.NO_LABEL_DOSE: Action.DO_NOT_START,
    Outcome.DELAY: Action.INTERRUPT_SAME,
    Outcome.OMIT: Action.INTERRUPT_SAME,
    Outcome.DO_NOT_GIVE: Action.DO_NOT_START,
    Outcome.STOP_FOR_GOOD: Action.STOP,
}


class NextDose(NamedTuple):
    """The strictest action, the dose that follows (None: none), and the rules' codes."""

    action: Action
    dose: Term | None
    codes: tuple[str, ...]


def doses_of(found: Drug) -> tuple[Term, ...]:
    """Return every dose level of a drug, the highest first; the usual dose where it has none."""
    if not found.dose_levels:
        return () if found.usual_dose is None else (found.usual_dose,)
    highest = max(found.dose_levels, key=lambda one: one.planned)
    return (highest.planned, *highest.levels)


def action_of(one: MetRule, current: Term) -> Action:
    """Return what a page says of one rule that is met at the current dose."""
    if _leaves_all(one, current):
        return Action.NO_CHANGE
    if one.outcome is Outcome.LEVEL_DOWN and one.leaves is None:
        return Action.STOP
    if one.outcome is Outcome.DELAY and one.rule.resume is Resume.NEXT_LOWER:
        return Action.INTERRUPT_LOWER
    return _ACTIONS[one.outcome]


def _leaves_all(one: MetRule, current: Term) -> bool:
    """Say whether a limit takes nothing away; a limit of the day is told whatever one dose is."""
    return (
        one.outcome is Outcome.REDUCE and one.rule.at_most_per_day is None
        and one.leaves is not None and one.leaves >= current
    )


def next_lower(doses: Sequence[Term], current: Term) -> Term | None:
    """Return the dose level below the current one, or None below the last."""
    return next((dose for dose in doses if dose < current), None)


def tell_next_dose(
    judgement: Judgement, found: Drug, doses: Sequence[Term], current: Term, work: Work
) -> NextDose:
    """Tell each rule that is met, in the order of the drug's file, and what follows from them.

    ``doses`` are the levels of the drug, the highest first. A reduction below the last level is
    a stop under the drug's first source, and no dose is ever above the current one.
    """
    places = {id(rule): place for place, rule in enumerate(found.rules)}
    met = sorted(judgement.met, key=lambda one: places[id(one.rule)])
    work.findings.extend(_finding(one, current) for one in met)
    note_rules(judgement, work)
    action = max((action_of(one, current) for one in met), default=Action.NO_CHANGE)
    codes = tuple(dict.fromkeys(one.rule.told_as for one in met))
    limit = judgement.limit()
    dose: Term | None = current if limit is None else least(current, limit[0])
    if action is Action.INTERRUPT_LOWER:
        lower = next_lower(doses, current)
        if lower is None:
            action = Action.STOP
            work.stop(
                "LAST_LEVEL",
                _("{dose} is the last level: a further reduction is a stop.", dose=show(current)),
                found.sources[0],
            )
        elif dose is not None:
            dose = least(lower, dose)
    if action >= Action.DO_NOT_START:
        dose = None
    work.decide(
        _("Next dose"), _("the strictest rule that holds; below the last level the drug stops"),
        told_rules(met),
        ACTION_NAMES[action.key], found.sources[0],
    )
    return NextDose(action, None if dose is None else Term(dose.magnitude, dose.unit), codes)


def _finding(one: MetRule, current: Term) -> Finding:
    finding = one.on_page()
    if _leaves_all(one, current):
        finding.severity = Severity.INFO
    return finding
