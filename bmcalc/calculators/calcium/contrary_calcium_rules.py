"""Calcium results that contradict each other or the symptoms, shared by the bone agents."""

from __future__ import annotations

from typing import Protocol

from bmcalc.calculators.calcium.calcium_status import CalciumStatus
from bmcalc.calculators.shared.decision_rules import Rule, Verdict
from bmcalc.core.term import Term
from bmcalc.core.texts import _


class WithTotalCalcium(Protocol):
    """The answers that name the total calcium."""

    @property
    def calcium_total(self) -> Term | None:
        """Total calcium, or None."""


class WithCalcium(Protocol):
    """A patient whose calcium has been judged."""

    @property
    def given(self) -> WithTotalCalcium:
        """The answers."""

    @property
    def calcium(self) -> CalciumStatus:
        """What the calcium comes to."""

    @property
    def symptoms(self) -> bool:
        """Whether there are symptoms of low calcium."""

    @property
    def is_not_low(self) -> bool:
        """Whether the calcium is known not to be low."""

    def calcium_text(self) -> object:
        """Return the judged calcium for people."""


def contrary_calcium_rules(symptoms_source: str) -> tuple[Rule[WithCalcium], ...]:
    """Return the rules CA-16 and CA-17; the symptoms stand under one drug's source."""
    return (
        Rule(
            code="CA-16", holds=lambda s: s.calcium.is_discordant,
            first=Verdict.CAUTION, later=Verdict.CAUTION,
            text=lambda s: _("Total calcium {total} and the {calcium} fall on different sides of "
                             "the range. Measure ionised calcium.",
                             total=s.given.calcium_total, calcium=s.calcium_text()),
            sources=("lian-2018",), field="calcium_ionised",
        ),
        Rule(
            code="CA-17", holds=lambda s: s.symptoms and s.is_not_low,
            first=Verdict.CORRECT_FIRST, later=Verdict.CORRECT_FIRST,
            text=lambda s: _("Symptoms of low calcium although the {calcium} is not low. Measure "
                             "ionised calcium and magnesium first.", calcium=s.calcium_text()),
            sources=(symptoms_source,), field="symptoms",
        ),
    )
