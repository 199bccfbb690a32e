"""Decisions by a table of rules: the worst rule that holds decides, and all that hold are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Finding, Severity, Work


class Verdict(IntEnum):
    """May it be given? In the order of severity."""

    GIVE = 0
    CAUTION = 1
    CORRECT_FIRST = 2
    DO_NOT_GIVE = 3

    @property
    def key(self) -> str:
        """The contract's word, such as ``correct_first``."""
        return self.name.lower()

    @property
    def severity(self) -> Severity:
        """How much a rule with this verdict weighs as a finding."""
        return Severity(min(self.value, Severity.STOP.value))


VERDICT_NAMES: dict[str, object] = {
    "give": _("Give"),
    "caution": _("Give with caution"),
    "correct_first": _("Correct first"),
    "do_not_give": _("Do not give"),
}

SituationT_contra = TypeVar("SituationT_contra", contravariant=True)
SituationT = TypeVar("SituationT")


@dataclass(frozen=True, kw_only=True)
class Rule(Generic[SituationT_contra]):
    """One row of a decision table.

    ``first`` and ``later`` are its verdicts for a first and a later dose; None: the row does not
    exist there. ``text`` says in one sentence what was found and what to do. ``field`` names the
    input it looks at; ``sources`` the label section, and the convention where no label speaks.
    """

    code: str
    holds: Callable[[SituationT_contra], bool]
    first: Verdict | None
    later: Verdict | None
    text: Callable[[SituationT_contra], object]
    sources: tuple[str, ...]
    field: str | None = None


def apply_rules(
    rules: Iterable[Rule[SituationT]], situation: SituationT, first: bool, work: Work
) -> tuple[Verdict, list[str]]:
    """Add a finding for each rule that holds; return the worst verdict and the rules' codes."""
    verdict, codes = Verdict.GIVE, list[str]()
    for rule in rules:
        column = rule.first if first else rule.later
        if column is None or not rule.holds(situation):
            continue
        verdict = max(verdict, column)
        codes.append(rule.code)
        work.findings.append(
            Finding(rule.code, column.severity, rule.text(situation), rule.field, rule.sources)
        )
    return verdict, codes


def show_verdict(verdict: Verdict, codes: list[str], source: str, work: Work) -> None:
    """Show the verdict as the last step, with the codes of the rules that led to it."""
    work.decide(
        _("Decision"), _("the worst rule that holds"),
        Joined(list(codes)) if codes else _("no rule holds"), VERDICT_NAMES[verdict.key], source,
    )
