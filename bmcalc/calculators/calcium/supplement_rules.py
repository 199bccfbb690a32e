"""Calcium and vitamin D under a bone agent: the rules, shared by all who look at supplements."""

from __future__ import annotations

from typing import Protocol

from bmcalc.calculators.shared.decision_rules import Rule, Verdict
from bmcalc.core.term import Term, q
from bmcalc.core.texts import _

LEAST_CALCIUM, LEAST_VITAMIN_D = q("500 mg"), q("400 IU")
"""Elemental calcium and native vitamin D a day, unless hypercalcaemic."""

MOST_CALCIUM_WITH_CALCITRIOL = q("1000 mg")


class Supplements(Protocol):
    """What is taken a day: elemental calcium, native vitamin D, and whether calcitriol."""

    @property
    def elemental_calcium(self) -> Term | None:
        """Elemental calcium a day, None where unknown."""

    @property
    def vitamin_d(self) -> Term | None:
        """Native vitamin D a day, None where unknown."""

    @property
    def calcitriol(self) -> bool | None:
        """Whether calcitriol is taken."""


class Supplemented(Protocol):
    """A patient with supplements; ``high_level`` is the grade of a high calcium, else 0."""

    @property
    def given(self) -> Supplements:
        """The answers."""

    @property
    def high_level(self) -> int:
        """The grade of a high calcium, else 0."""


def _is_less(taken: Term | None, least: Term) -> bool:
    return taken is None or taken < least


def _nothing_taken(s: Supplemented) -> bool:
    amounts = (s.given.elemental_calcium, s.given.vitamin_d)
    return all(amount is not None and amount.magnitude == 0 for amount in amounts)


def _too_little_taken(s: Supplemented) -> bool:
    return _is_less(s.given.elemental_calcium, LEAST_CALCIUM) or _is_less(
        s.given.vitamin_d, LEAST_VITAMIN_D
    )


def _too_much_with_calcitriol(s: Supplemented) -> bool:
    taken = s.given.elemental_calcium
    return bool(s.given.calcitriol) and taken is not None and taken > MOST_CALCIUM_WITH_CALCITRIOL


def _taken(amount: Term | None) -> object:
    return _("unknown") if amount is None else amount


def supplement_rules(label: object, source: str) -> tuple[Rule[Supplemented], ...]:
    """Return the rules under one drug's label; nothing is asked for in hypercalcaemia."""
    return (
        Rule(
            code="SU-01", holds=lambda s: not s.high_level and _nothing_taken(s),
            first=Verdict.CORRECT_FIRST, later=Verdict.CAUTION,
            text=lambda s: _("Neither calcium nor vitamin D is taken. The {label} asks for at "
                             "least 500 mg of calcium and 400 IU of vitamin D a day.",
                             label=label),
            sources=(source,), field="elemental_calcium",
        ),
        Rule(
            code="SU-02",
            holds=lambda s: not s.high_level and not _nothing_taken(s) and _too_little_taken(s),
            first=Verdict.CAUTION, later=Verdict.CAUTION,
            text=lambda s: _("Supplements a day: calcium {calcium}, native vitamin D {vitamin_d}. "
                             "The {label} asks for at least 500 mg and 400 IU.", label=label,
                             calcium=_taken(s.given.elemental_calcium),
                             vitamin_d=_taken(s.given.vitamin_d)),
            sources=(source,), field="vitamin_d",
        ),
        Rule(
            code="SU-03",
            holds=lambda s: bool(s.given.calcitriol)
            and _is_less(s.given.vitamin_d, LEAST_VITAMIN_D),
            first=Verdict.CAUTION, later=Verdict.CAUTION,
            text=lambda s: _("Calcitriol is the active hormone and counts as 0 IU of vitamin D. "
                             "Its leaflet allows no other vitamin D with it, while the {label} "
                             "asks for 400 IU. Measure 25-OH-D and decide.", label=label),
            sources=(source, "label-calcitriol-cn"), field="calcitriol",
        ),
        Rule(
            code="SU-05", holds=_too_much_with_calcitriol,
            first=Verdict.CAUTION, later=Verdict.CAUTION,
            text=lambda s: _("{calcium} of calcium a day with calcitriol is more than the 1000 mg "
                             "that its leaflet allows.", calcium=s.given.elemental_calcium),
            sources=("label-calcitriol-cn",), field="elemental_calcium",
        ),
    )
