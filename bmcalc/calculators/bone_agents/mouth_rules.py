"""The mouth before a bone agent: the dental gate, shared by denosumab and zoledronic acid."""

from __future__ import annotations

from typing import Protocol

from bmcalc.calculators.shared.decision_rules import Rule, Verdict
from bmcalc.core.texts import _


class Mouth(Protocol):
    """What is known of the mouth."""

    @property
    def dental_exam(self) -> str | None:
        """``done``, ``not_done``, ``unknown`` or None."""

    @property
    def oral_lesion(self) -> bool | None:
        """Whether a lesion is open or unhealed."""

    @property
    def onj(self) -> bool | None:
        """Whether the jaw is, or may be, necrotic."""

    @property
    def dental_work_planned(self) -> bool | None:
        """Whether invasive dental work is planned."""


class WithMouth(Protocol):
    """A patient before a bone agent."""

    @property
    def given(self) -> Mouth:
        """The answers."""


def mouth_rules(source: str) -> tuple[Rule[WithMouth], ...]:
    """Return the dental gate under one drug's source."""
    return (
        Rule(
            code="DE-01", holds=lambda s: bool(s.given.oral_lesion),
            first=Verdict.DO_NOT_GIVE, later=Verdict.DO_NOT_GIVE,
            text=lambda s: _("There is an open or unhealed lesion in the mouth. Do not give "
                             "before it has healed."),
            sources=(source,), field="oral_lesion",
        ),
        Rule(
            code="DE-02", holds=lambda s: bool(s.given.onj),
            first=Verdict.DO_NOT_GIVE, later=Verdict.DO_NOT_GIVE,
            text=lambda s: _("Osteonecrosis of the jaw is suspected or confirmed. Do not give "
                             "before an oral surgeon has decided."),
            sources=(source,), field="onj",
        ),
        Rule(
            code="DE-03", holds=lambda s: s.given.dental_exam != "done",
            first=Verdict.CAUTION, later=None,
            text=lambda s: _("The dental examination before the start was not done or is "
                             "unknown."),
            sources=(source,), field="dental_exam",
        ),
        Rule(
            code="DE-04", holds=lambda s: bool(s.given.dental_work_planned),
            first=Verdict.CORRECT_FIRST, later=Verdict.CORRECT_FIRST,
            text=lambda s: _("Invasive dental work is planned. Do it and let it heal first."),
            sources=(source,), field="dental_work_planned",
        ),
    )
