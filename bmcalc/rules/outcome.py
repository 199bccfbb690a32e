"""What follows from a rule: one ladder for every page, the order check and the schedule."""

from __future__ import annotations

from enum import StrEnum

from bmcalc.core.texts import _
from bmcalc.core.work import Severity


class Outcome(StrEnum):
    """What follows from a rule, from the mildest to the strictest."""

    NOTE = "note"
    CAUTION = "caution"
    OPTION = "option"
    REPEAT_TEST = "repeat_test"
    FINISH_CYCLE = "finish_cycle"
    REDUCE = "reduce"
    LEVEL_DOWN = "level_down"
    NO_LABEL_DOSE = "no_label_dose"
    DELAY = "delay"
    OMIT = "omit"
    DO_NOT_GIVE = "do_not_give"
    STOP_FOR_GOOD = "stop_for_good"

    @property
    def rank(self) -> int:
        """How strict: higher is stricter."""
        return _RANKS[self]

    @property
    def gives_no_dose(self) -> bool:
        """Say whether nothing is given today."""
        return self.rank >= Outcome.NO_LABEL_DOSE.rank

    @property
    def reduces(self) -> bool:
        """Say whether it weighs through the dose that it leaves."""
        return self in (Outcome.REDUCE, Outcome.LEVEL_DOWN)

    @property
    def severity(self) -> Severity:
        """How much it weighs as a finding."""
        if self.gives_no_dose:
            return Severity.STOP
        asks = (Outcome.CAUTION, Outcome.REPEAT_TEST, Outcome.FINISH_CYCLE)
        return Severity.CAUTION if self in asks else Severity.INFO

    @property
    def label(self) -> object:
        """What people read."""
        return _LABELS[self]


_RANKS = {outcome: rank for rank, outcome in enumerate(Outcome)}

_LABELS: dict[Outcome, object] = {
    Outcome.NOTE: _("note"),
    Outcome.CAUTION: _("give with caution"),
    Outcome.OPTION: _("an option of this source"),
    Outcome.REPEAT_TEST: _("go on and repeat the test"),
    Outcome.FINISH_CYCLE: _("finish the cycle and repeat the count"),
    Outcome.REDUCE: _("give a reduced dose"),
    Outcome.LEVEL_DOWN: _("give the next lower dose level"),
    Outcome.NO_LABEL_DOSE: _("the label has no dose: a specialist decides"),
    Outcome.DELAY: _("delay until recovered"),
    Outcome.OMIT: _("leave out this dose"),
    Outcome.DO_NOT_GIVE: _("do not give"),
    Outcome.STOP_FOR_GOOD: _("stop for good"),
}


class Resume(StrEnum):
    """How a delayed drug goes on once the reason is gone, from the mildest to the strictest."""

    SAME_DOSE = "same_dose"
    NEXT_LOWER = "next_lower"
    STOP_IF_CONFIRMED = "stop_if_confirmed"

    @property
    def rank(self) -> int:
        """How strict: higher is stricter."""
        return _RESUME_RANKS[self]


_RESUME_RANKS = {resume: rank for rank, resume in enumerate(Resume)}


class Occasion(StrEnum):
    """Before which doses a rule is asked."""

    FIRST_DOSE = "first_dose"
    LATER_DOSES = "later_doses"
    EVERY_DOSE = "every_dose"


class Unknown(StrEnum):
    """What it means for a rule that a measure it looks at is not known.

    ``TELL``: it is said to be unchecked. ``IGNORE``: the rule is not met, and nothing is said.
    ``CAUTION``: somebody is asked. ``UNDECIDABLE``: without it nothing is decided.
    """

    TELL = "tell"
    IGNORE = "ignore"
    CAUTION = "caution"
    UNDECIDABLE = "undecidable"
