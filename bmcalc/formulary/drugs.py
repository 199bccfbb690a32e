"""The drugs of the formulary in force, by id."""

from __future__ import annotations

from collections.abc import Mapping

from bmcalc.formulary.drug_entry import Basis, DoseLevels, Drug, Group
from bmcalc.formulary.in_force import drug, formulary
from bmcalc.formulary.preparation import Fluid, Infusion, Preparation, Presentation

__all__ = [
    "Basis", "DoseLevels", "Drug", "Fluid", "Group", "Infusion", "Preparation", "Presentation",
    "drug", "drugs",
]


def drugs() -> Mapping[str, Drug]:
    """Return every drug by id; read once."""
    return formulary().drugs
