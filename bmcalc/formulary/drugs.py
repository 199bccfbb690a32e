"""The drugs of the formulary in force, by id."""

from __future__ import annotations

from collections.abc import Mapping

from bmcalc.formulary.dose_levels import DoseLevels
from bmcalc.formulary.drug_entry import Basis, Drug
from bmcalc.formulary.drug_group import Group
from bmcalc.formulary.in_force import drug, formulary
from bmcalc.formulary.on_demand import ids_of
from bmcalc.formulary.preparation import Fluid, Infusion, Preparation, Presentation

__all__ = [
    "Basis", "DoseLevels", "Drug", "Fluid", "Group", "Infusion", "Preparation", "Presentation",
    "drug", "drug_ids", "drugs",
]


def drugs() -> Mapping[str, Drug]:
    """Return every drug by id; each is read once, when it is asked for."""
    return formulary().drugs


def drug_ids() -> tuple[str, ...]:
    """Return the ids of all drugs, without reading any; one of them may yet be refused."""
    return ids_of(formulary().drugs)
