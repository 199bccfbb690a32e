"""The dose that is meant: what the rules and the prescriber's reduction leave of the planned one.

The reductions never multiply: what a rule leaves and what the prescriber leaves are both calculated
from the planned dose, and the smaller one is taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from bmcalc.core.term import Term, number, q, show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Work
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulas.relative_change import reduced_by
from bmcalc.rules.engine import Judgement
from bmcalc.rules.rule import Rule

FULL = q("100 %")


class Reduction(NamedTuple):
    """By how many percent the prescriber reduced a drug, and why."""

    percent: Term
    reason: str


@dataclass(frozen=True)
class IntendedDose:
    """``base`` is the planned dose at its level; ``dose`` what the reductions leave of it.

    ``percent`` and ``reason`` are set where the dose is the base less so many percent.
    """

    base: Term
    dose: Term
    percent: Term | None = None
    reason: object = None
    by_rule: bool = False

    def before(self, reduced: Term) -> Term | None:
        """Return what a dose in mg was before the reduction; None where nothing reduced it."""
        if self.reason is None or self.dose >= self.base or not self.dose.magnitude:
            return None
        return reduced * number(self.base, self.base.unit.key) / number(
            self.dose, self.base.unit.key
        )


def intended_dose(
    base: Term, judgement: Judgement, reduction: Reduction | None, work: Work
) -> IntendedDose:
    """Return what rules and prescriber leave of the base, the smaller of the two; show the rule."""
    instead = judgement.instead()
    if instead is not None:
        base, other = instead
        work.decide(
            _("Another dose by a rule"), other.text, conditions_of(other.rule), show(base),
            other.rule.sources[0],
        )
    intended = IntendedDose(base, base)
    if reduction is not None and reduction.percent.magnitude:
        left = reduced_by(base, reduction.percent)
        intended = IntendedDose(base, left, reduction.percent, reduction.reason)
    found = judgement.limit()
    if found is None:
        return intended
    limit, met = found
    rule = met.rule
    work.decide(
        _("Reduced by a rule"), met.text, conditions_of(rule), show(limit, 2, trim=True),
        rule.sources[0],
    )
    if limit >= intended.dose:
        return intended
    by_share = rule.share is not None and limit == base * number(rule.share, "%") / 100
    percent = FULL - rule.share if by_share and rule.share is not None else None
    return IntendedDose(base, limit, percent, met.text, by_rule=True)


def tell_never_reduced(antibody: Drug, about: str | None, work: Work) -> None:
    """Stop a reduction of an antibody."""
    work.stop(
        "NEVER_REDUCED",
        _("{drug} is never reduced: it is held or stopped.", drug=antibody.name),
        *antibody.sources, about=about,
    )


def conditions_of(rule: Rule) -> object:
    """Return the conditions of a rule, for people."""
    every: list[object] = list(rule.all_of)
    some = Joined(list(rule.any_of), _(" or "))
    return Joined([*every, some] if rule.any_of else every, "; ")
