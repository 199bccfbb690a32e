"""What is asked after a dose of trastuzumab deruxtecan: blood, lung, heart, liver."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from bmcalc.calculators.her2.her2_fields import DOSE_LEVEL, ILD_HISTORY
from bmcalc.calculators.her2.lvef_fields import DEFAULT_LVEF_LLN
from bmcalc.calculators.questions.blood_fields import ANC, PLATELETS
from bmcalc.calculators.questions.heart_fields import HEART_FAILURE, LVEF_BASELINE, LVEF_NOW
from bmcalc.calculators.questions.label_profile import LABEL_PROFILE
from bmcalc.calculators.questions.patient_fields import WEIGHT
from bmcalc.calculators.questions.toxicity_fields import (
    BLOOD,
    FEVER_OVER_1_H,
    HEART,
    ILD_GRADE,
    LIVER,
    LUNG,
    NOTHING_TO_JUDGE,
    TEMPERATURE,
)
from bmcalc.core.ask import AskInteger
from bmcalc.core.calculator import Inputs
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.rules.entered import question
from bmcalc.rules.rule import Profile

ILD_RESOLVED_AFTER = AskInteger(
    label=_("Days from onset until it had resolved"), symbol=_("days until resolved"), low=0,
    high=730, suffix=_("d"), section=LUNG, hint=_("empty: not resolved yet"),
)
SEVERE_LIVER = question("severe_hepatic_impairment").but(section=LIVER)

JUDGED = ("anc", "platelets", "ild_history", "ild_grade", "lvef_now", "heart_failure",
          "severe_hepatic_impairment")
"""What the rules look at; at least one must be known."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class TdxdInputs(Inputs):
    """The dose level and the toxicity of today."""

    dose_level: Annotated[int, DOSE_LEVEL] = 0
    weight: Annotated[Term | None, WEIGHT.but(noted=True)] = None
    anc: Annotated[Term | None, ANC.but(section=BLOOD, noted=True)] = None
    temperature: Annotated[Term | None, TEMPERATURE.but(noted=True)] = None
    fever_over_1_h: Annotated[bool | None, FEVER_OVER_1_H] = None
    platelets: Annotated[Term | None, PLATELETS.but(section=BLOOD, noted=True)] = None
    ild_history: Annotated[bool | None, ILD_HISTORY.but(section=LUNG, noted=True)] = None
    ild_grade: Annotated[int | None, ILD_GRADE.but(noted=True)] = None
    ild_resolved_after: Annotated[int | None, ILD_RESOLVED_AFTER] = None
    lvef_baseline: Annotated[Term | None, LVEF_BASELINE.but(section=HEART, noted=True)] = None
    lvef_now: Annotated[Term | None, LVEF_NOW.but(section=HEART, noted=True)] = None
    heart_failure: Annotated[bool | None, HEART_FAILURE.but(section=HEART, noted=True)] = None
    severe_hepatic_impairment: Annotated[bool | None, SEVERE_LIVER.but(noted=True)] = None
    label_profile: Annotated[Profile, LABEL_PROFILE] = "cn"

    def needs(self) -> Iterable[str]:
        """Require the baseline of an LVEF that is to be judged."""
        yield from super().needs()
        if self.lvef_now is not None:
            yield "lvef_baseline"

    def conflicts(self) -> Iterable[Problem]:
        """Refuse to judge nothing, and a resolution of what never was."""
        if all(getattr(self, name) is None for name in JUDGED):
            yield Problem("E_MISSING", NOTHING_TO_JUDGE, JUDGED)
        if self.ild_resolved_after is not None and not self.ild_grade:
            yield Problem(
                "E_LOGIC", _("Without interstitial lung disease nothing has resolved."),
                ("ild_grade", "ild_resolved_after"),
            )

    @property
    def facts(self) -> dict[str, Any]:
        """What was entered, by the names that the rules use.

        The rules go by the grade of today: a grade 1 that has resolved is grade 0.
        """
        resolved = self.ild_grade == 1 and self.ild_resolved_after is not None
        return {
            **{name: getattr(self, name) for name in self.asks()},
            "ild_grade": 0 if resolved else self.ild_grade,
            "ild_days": self.ild_resolved_after if resolved else None,
            "lvef_lln": DEFAULT_LVEF_LLN,
        }
