"""The GFR that the policy would rest a dose on, before any cap."""

from __future__ import annotations

from typing import Any, Final

from bmcalc.calculators.chemotherapy.carboplatin import DOSE_BY_AUC, gfr_before_cap
from bmcalc.core.problems import Refused, Rejected
from bmcalc.core.term import Term, q
from bmcalc.core.work import Work
from bmcalc.formulary.policy import Policy
from bmcalc.orders.reading.patient_facts import Facts

_ANY_AUC: Final = q("5 mg*min/mL")
"""The GFR is the same whatever the target."""


def asked_by_auc(target: Term, facts: Facts, policy: Policy) -> dict[str, Any]:
    """Return what carboplatin's calculation is asked for a target AUC, as its raw input."""
    return {
        **facts.among(DOSE_BY_AUC.inputs.asks()),
        "target_auc": target, "equation": policy.gfr_equation,
        "weight_basis": policy.weight_basis, "creatinine_floor": policy.creatinine_floor,
    }


def gfr_of_policy(facts: Facts, policy: Policy) -> Term | None:
    """Return the GFR; None where it is not known, or cannot be."""
    given, problems = DOSE_BY_AUC.read(asked_by_auc(_ANY_AUC, facts, policy))
    if problems or given.why_no_estimate is not None:
        return None
    try:
        return gfr_before_cap(given, Work()).gfr
    except Refused:
        return None


def is_a_target(dose: Term) -> bool:
    """Say whether a dose can be a target AUC at all."""
    try:
        DOSE_BY_AUC.inputs.asks()["target_auc"].read(dose)
    except Rejected:
        return False
    return True
