"""What the denosumab rules look at: the inputs, the calcium status and the column that applies."""

from __future__ import annotations

from dataclasses import dataclass

from bmcalc.calculators.bone_agents.denosumab_fields import DenosumabInputs
from bmcalc.calculators.calcium.calcium_situation import CalciumSituation
from bmcalc.core.texts import Joined, _

RESTART_AFTER = 112
"""Days after which the next dose is judged as a first one (a convention)."""


@dataclass(frozen=True)
class Situation(CalciumSituation):
    """One patient before one dose."""

    given: DenosumabInputs

    @property
    def first(self) -> bool:
        """Whether the column of first doses applies: at the first dose and after a long gap."""
        return bool(self.given.first_dose) or self.given.days > RESTART_AFTER

    def reasons_against_grade_1(self) -> list[object]:
        """Return what makes even grade 1 hypocalcaemia a reason to wait with a later dose."""
        reasons: list[object] = []
        if self.symptoms:
            reasons.append(_("symptoms"))
        if self.given.severe_renal_impairment:
            reasons.append(_("creatinine clearance below 30 mL/min or dialysis"))
        if self.given.ribociclib:
            reasons.append(_("ribociclib"))
        return reasons

    def reasons_text(self) -> object:
        """Return the reasons against a later dose at grade 1, for a sentence."""
        return Joined(self.reasons_against_grade_1())
