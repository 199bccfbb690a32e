"""What must be known of a patient before denosumab 120 mg."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from bmcalc.calculators.calcium.calcium_fields import CALCIUM, CalciumInputs
from bmcalc.calculators.questions.course_fields import CourseInputs
from bmcalc.calculators.questions.heart_fields import QTCF
from bmcalc.calculators.questions.label_profile import LABEL_PROFILE
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
    VITAMIN_D,
    VITAMIN_D_25OH,
)
from bmcalc.calculators.questions.patient_fields import SEX
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drugs
from bmcalc.rules.entered import question
from bmcalc.rules.known import Known
from bmcalc.rules.rule import Profile

KIDNEY = _("Kidney")
SUPPLEMENTS = _("Supplements")
MOUTH_AND_BONE = _("Mouth and bone")
OTHER = _("Other")

CALCIUM_AGE_DAYS = question("calcium_age_days").but(section=CALCIUM)
PTH_KNOWN = question("pth_known").but(section=KIDNEY)
NEPHROLOGY_PLAN = question("nephrology_plan").but(section=KIDNEY)
THIGH_PAIN = question("thigh_pain").but(section=MOUTH_AND_BONE)
PREGNANCY = question("pregnancy").but(section=OTHER)
OTHER_DENOSUMAB = question("other_denosumab").but(section=OTHER)
BISPHOSPHONATE = question("bisphosphonate").but(section=OTHER)
RIBOCICLIB = question("ribociclib").but(section=OTHER)
HYPERSENSITIVITY = question("hypersensitivity").but(
    label=_("Hypersensitivity to denosumab"), section=OTHER
)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class DenosumabInputs(CalciumInputs, CourseInputs):
    """The course so far, calcium, kidney, supplements, mouth and bone, and the rest."""

    calcium_age_days: Annotated[int | None, CALCIUM_AGE_DAYS.but(noted=True)] = None
    crcl: Annotated[Term | None, CRCL.but(section=KIDNEY)] = None
    dialysis: Annotated[bool | None, DIALYSIS.but(section=KIDNEY, noted=True)] = None
    pth_known: Annotated[bool | None, PTH_KNOWN] = None
    nephrology_plan: Annotated[bool | None, NEPHROLOGY_PLAN] = None
    elemental_calcium: Annotated[Term | None, ELEMENTAL_CALCIUM.but(section=SUPPLEMENTS)] = None
    vitamin_d: Annotated[Term | None, VITAMIN_D.but(section=SUPPLEMENTS)] = None
    calcitriol: Annotated[bool | None, CALCITRIOL.but(section=SUPPLEMENTS, noted=True)] = None
    vitamin_d_25oh: Annotated[
        Term | None, VITAMIN_D_25OH.but(section=SUPPLEMENTS, noted=True)
    ] = None
    magnesium: Annotated[Term | None, MAGNESIUM.but(section=SUPPLEMENTS, noted=True)] = None
    dental_exam: Annotated[str | None, DENTAL_EXAM.but(section=MOUTH_AND_BONE)] = None
    oral_lesion: Annotated[bool | None, ORAL_LESION.but(section=MOUTH_AND_BONE, noted=True)] = None
    onj: Annotated[bool | None, ONJ.but(section=MOUTH_AND_BONE, noted=True)] = None
    dental_work_planned: Annotated[
        bool | None, DENTAL_WORK_PLANNED.but(section=MOUTH_AND_BONE, noted=True)
    ] = None
    thigh_pain: Annotated[bool | None, THIGH_PAIN.but(noted=True)] = None
    sex: Annotated[str | None, SEX.but(section=OTHER)] = None
    pregnancy: Annotated[str | None, PREGNANCY] = None
    other_denosumab: Annotated[bool | None, OTHER_DENOSUMAB.but(noted=True)] = None
    bisphosphonate: Annotated[bool | None, BISPHOSPHONATE.but(noted=True)] = None
    hypersensitivity: Annotated[bool | None, HYPERSENSITIVITY.but(noted=True)] = None
    ribociclib: Annotated[bool | None, RIBOCICLIB.but(noted=True)] = None
    qtcf: Annotated[Term | None, QTCF.but(section=OTHER, noted=True)] = None
    label_profile: Annotated[Profile, LABEL_PROFILE.but(section=OTHER)] = "cn"

    def notes(self) -> Iterable[str]:
        """Ask for PTH and a nephrology plan only where a rule of the kidney asks for them."""
        yield from super().notes()
        if self.first_dose and self._asked_for_a_plan():
            yield from ("pth_known", "nephrology_plan")

    def _asked_for_a_plan(self) -> bool:
        found = drugs().get("denosumab")
        known = Known({name: getattr(self, name) for name in self.asks()})
        return found is not None and any(
            "nephrology_plan" in rule.measures and rule.met(known) for rule in found.rules
        )

    def conflicts(self) -> Iterable[Problem]:
        """Refuse a pregnant man."""
        yield from super().conflicts()
        if self.sex == "male" and self.pregnancy == "yes":
            yield Problem("E_LOGIC", _("Sex and pregnancy contradict each other."),
                          ("sex", "pregnancy"))
