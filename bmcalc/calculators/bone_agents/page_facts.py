"""The answers of a bone agent's page as the rules look at them, and the course so far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bmcalc.calculators.bone_agents.denosumab_fields import DenosumabInputs
from bmcalc.calculators.bone_agents.zoledronic_fields import ZoledronicInputs
from bmcalc.calculators.calcium.calcium_fields import CalciumInputs
from bmcalc.calculators.shared.drug_rules import judge_drug
from bmcalc.formulary.drugs import Drug
from bmcalc.rules.engine import Judgement
from bmcalc.rules.rule import Profile


def facts_of(given: CalciumInputs) -> Mapping[str, Any]:
    """Return every answer by its name; what was left out is None."""
    return {name: getattr(given, name) for name in type(given).asks()}


def judge_bone_agent(
    found: Drug, given: DenosumabInputs | ZoledronicInputs, profile: Profile = "cn"
) -> Judgement:
    """Return what the rules of a bone agent say; after a long gap a dose is judged as a first."""
    course, days = found.course, given.days_since_last
    return judge_drug(
        found, facts_of(given), profile=profile,
        first=bool(given.first_dose) or (course is not None and course.starts_again(days)),
        handed={} if course is None else course.handed(days),
    )
