"""What is asked after a dose of trastuzumab deruxtecan: blood, lung, heart, liver."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from bmcalc.calculators.her2.her2_fields import DOSE_LEVEL, ILD_HISTORY
from bmcalc.calculators.her2.lvef_findings import DEFAULT_LVEF_LLN
from bmcalc.calculators.her2.lvef_rules import Advice, deruxtecan
from bmcalc.calculators.questions.label_profile import LABEL_PROFILE
from bmcalc.calculators.questions.patient_fields import (
    ANC,
    LVEF_BASELINE,
    LVEF_NOW,
    PLATELETS,
    WEIGHT,
)
from bmcalc.calculators.questions.toxicity_fields import (
    BLOOD,
    FEVER_OVER_1_H,
    HEART,
    ILD_GRADE,
    LIVER,
    LUNG,
    NOTHING_TO_JUDGE,
    TEMPERATURE,
    is_febrile,
)
from bmcalc.core.ask import AskFlag, AskInteger
from bmcalc.core.calculator import Inputs
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term, q
from bmcalc.core.texts import _
from bmcalc.formulas.ejection_fraction import fall_in_points

ILD_RESOLVED_AFTER = AskInteger(
    label=_("Days from onset until it had resolved"), symbol=_("days until resolved"), low=0,
    high=730, suffix=_("d"), section=LUNG, hint=_("empty: not resolved yet"),
)
HEART_FAILURE = AskFlag(label=_("Symptoms of heart failure"), section=HEART)
SEVERE_LIVER = AskFlag(label=_("Severe hepatic impairment"), section=LIVER)

LOW_NEUTROPHILS = q("1.0 x10^9/L")

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
    heart_failure: Annotated[bool | None, HEART_FAILURE.but(noted=True)] = None
    severe_hepatic_impairment: Annotated[bool | None, SEVERE_LIVER.but(noted=True)] = None
    label_profile: Annotated[str, LABEL_PROFILE] = "cn"

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
    def febrile_neutropenia(self) -> bool:
        """Whether ANC below 1.0 comes with fever."""
        febrile = is_febrile(self.temperature, self.fever_over_1_h)
        return self.anc is not None and self.anc < LOW_NEUTROPHILS and febrile

    @property
    def lvef_advice(self) -> Advice | None:
        """What the label says of the ejection fraction, or None where it is unknown."""
        if self.lvef_baseline is None or self.lvef_now is None:
            return None
        drop = fall_in_points(self.lvef_baseline, self.lvef_now)
        return deruxtecan(self.lvef_now, drop, DEFAULT_LVEF_LLN)
