"""A gate that a hospital writes for a drug: a measure, a limit, and what follows beyond it.

The sentence of the rule follows from its parts, in both languages, so that it cannot say another
number than the rule holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from bmcalc.core.texts import LANGUAGES, Bilingual, _, in_language
from bmcalc.formulary.hospital.fault import MISSING, Fault
from bmcalc.rules.condition import Condition, read_condition
from bmcalc.rules.measure import MEASURES
from bmcalc.rules.outcome import Outcome
from bmcalc.rules.quantities import Refusal

COMPARISONS: Final = {
    "<": _("below"), "<=": _("up to"), ">": _("above"), ">=": _("from"), "=": _("is"),
}

OUTCOMES: Final = {
    one.value: one.label
    for one in (Outcome.DO_NOT_GIVE, Outcome.DELAY, Outcome.CAUTION, Outcome.NOTE)
}
"""What a form offers; reductions need a dose, which a file can say."""


@dataclass(frozen=True)
class RuleDraft:
    """One gate; ``limit`` holds its unit, or the key of a choice."""

    measure: str = ""
    comparison: str = ""
    limit: str = ""
    outcome: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said in it."""
        return not (self.measure or self.limit.strip())

    @property
    def written(self) -> str:
        """The condition as a file writes it."""
        return f"{self.measure} {self.comparison} {self.limit.strip()}"

    def faults(self, place: str) -> Iterator[Fault]:
        """Give what is not there yet, or why the condition cannot be read."""
        parts = {"measure": self.measure, "comparison": self.comparison, "limit": self.limit,
                 "then": self.outcome}
        absent = [name for name, said in parts.items() if not said.strip()]
        for name in absent:
            yield Fault(f"{place}.{name}", MISSING, is_missing=True)
        if not absent:
            try:
                read_condition(self.written)
            except Refusal as refused:
                yield Fault(f"{place}.limit", refused.text)

    def entries(self, code: str, drug: Bilingual, source: str) -> dict[str, Any]:
        """Return the rule as the file holds it; raises :class:`Refusal` for an unreadable one."""
        condition, outcome = read_condition(self.written), Outcome(self.outcome)
        made: dict[str, Any] = {
            "code": code, "then": outcome.value, "any_of": [condition.written()],
            "text": _sentence(condition, outcome, drug), "sources": [source],
        }
        if outcome.gives_no_dose:
            made["unknown"] = "undecidable"
        return made


def _sentence(condition: Condition, outcome: Outcome, drug: Bilingual) -> dict[str, str]:
    found = {}
    for language, key in zip(LANGUAGES, ("en", "zh"), strict=True):
        with in_language(language):
            text = str(_said(condition, outcome, drug))
            found[key] = text.replace("{", "(").replace("}", ")")
    return found


def _said(condition: Condition, outcome: Outcome, drug: Bilingual) -> object:
    match outcome:
        case Outcome.DO_NOT_GIVE:
            return _("Do not give {drug}: {condition}.", drug=drug, condition=condition)
        case Outcome.DELAY:
            return _("Delay {drug}: {condition}.", drug=drug, condition=condition)
        case Outcome.CAUTION:
            return _("Ask before {drug}: {condition}.", drug=drug, condition=condition)
        case _other:
            return _("Note for {drug}: {condition}.", drug=drug, condition=condition)


def measures() -> dict[str, object]:
    """Return every measure that a gate may look at, with what people call it."""
    return {name: measure.label for name, measure in MEASURES.items()}
