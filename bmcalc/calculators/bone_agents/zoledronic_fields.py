"""What must be known of a patient before zoledronic acid 4 mg."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from bmcalc.calculators.bone_agents.denosumab_fields import (
    KIDNEY,
    MOUTH_AND_BONE,
    OTHER,
    SUPPLEMENTS,
)
from bmcalc.calculators.calcium.calcium_fields import CalciumInputs
from bmcalc.calculators.questions.course_fields import CourseInputs
from bmcalc.calculators.questions.laboratory_fields import (
    CALCITRIOL,
    CRCL,
    DENTAL_EXAM,
    DENTAL_WORK_PLANNED,
    DIALYSIS,
    ELEMENTAL_CALCIUM,
    MAGNESIUM,
    ONJ,
    ORAL_LESION,
    PHOSPHATE,
    VITAMIN_D,
)
from bmcalc.calculators.questions.patient_fields import CREATININE, CREATININE_BASELINE
from bmcalc.calculators.shared.ordered_dose import ORDERED_DOSE
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.rules.entered import question

EVERY_4_WEEKS = "every_4_weeks"

DOSING_INTERVAL = question("dosing_interval")
CREATININE_BEFORE = CREATININE_BASELINE.but(label=_("Creatinine before the first dose"))
ON_HOLD = question("on_hold").but(section=KIDNEY)
OTHER_BONE_AGENT = question("other_bone_agent").but(section=OTHER)
INFUSION_MINUTES = question("infusion_minutes").but(section=OTHER)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ZoledronicInputs(CalciumInputs, CourseInputs):
    """The course, calcium, kidney, minerals and supplements, the mouth, and the order."""

    dosing_interval: Annotated[str, DOSING_INTERVAL] = EVERY_4_WEEKS
    crcl: Annotated[
        Term | None, CRCL.but(section=KIDNEY, hint=_("Cockcroft-Gault, before the first dose"))
    ] = None
    dialysis: Annotated[bool | None, DIALYSIS.but(section=KIDNEY, noted=True)] = None
    creatinine_baseline: Annotated[Term | None, CREATININE_BEFORE.but(section=KIDNEY)] = None
    creatinine: Annotated[Term | None, CREATININE.but(section=KIDNEY)] = None
    on_hold: Annotated[bool | None, ON_HOLD] = None
    magnesium: Annotated[Term | None, MAGNESIUM.but(section=SUPPLEMENTS, noted=True)] = None
    phosphate: Annotated[Term | None, PHOSPHATE.but(section=SUPPLEMENTS, noted=True)] = None
    elemental_calcium: Annotated[Term | None, ELEMENTAL_CALCIUM.but(section=SUPPLEMENTS)] = None
    vitamin_d: Annotated[Term | None, VITAMIN_D.but(section=SUPPLEMENTS)] = None
    calcitriol: Annotated[bool | None, CALCITRIOL.but(section=SUPPLEMENTS, noted=True)] = None
    dental_exam: Annotated[str | None, DENTAL_EXAM.but(section=MOUTH_AND_BONE)] = None
    oral_lesion: Annotated[bool | None, ORAL_LESION.but(section=MOUTH_AND_BONE, noted=True)] = None
    onj: Annotated[bool | None, ONJ.but(section=MOUTH_AND_BONE, noted=True)] = None
    dental_work_planned: Annotated[
        bool | None, DENTAL_WORK_PLANNED.but(section=MOUTH_AND_BONE, noted=True)
    ] = None
    other_bone_agent: Annotated[bool | None, OTHER_BONE_AGENT.but(noted=True)] = None
    infusion_minutes: Annotated[int | None, INFUSION_MINUTES] = None
    ordered_dose: Annotated[Term | None, ORDERED_DOSE] = None

    def needs(self) -> Iterable[str]:
        """Require a calcium, and the clearance unless the patient is on dialysis."""
        yield from super().needs()
        if self.calcium_ionised is None:
            yield "calcium_total"
        if not self.dialysis:
            yield "crcl"
        if self.on_hold:
            yield from ("creatinine_baseline", "creatinine")

    def conflicts(self) -> Iterable[Problem]:
        """Refuse a hold before the first dose."""
        yield from super().conflicts()
        if self.first_dose and self.on_hold:
            yield Problem(
                "E_LOGIC", _("A first dose cannot be on hold for a rise of creatinine."),
                ("first_dose", "on_hold"),
            )
