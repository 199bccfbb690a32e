"""The bone agent beside a regimen: its dose, and the decision of its own calculator."""

from __future__ import annotations

from typing import Any, Final

from bmcalc.calculators.bone_agents.denosumab import CALCULATOR as DENOSUMAB
from bmcalc.calculators.bone_agents.zoledronic_acid import CALCULATOR as ZOLEDRONIC_ACID
from bmcalc.calculators.shared.intended_dose import IntendedDose
from bmcalc.core.calculator import Calculator
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.formulary.drugs import drug
from bmcalc.orders.clinical_measures import creatinine_clearance
from bmcalc.orders.dosing.asking import ask
from bmcalc.orders.dosing.line_dose import LineDose
from bmcalc.orders.reading.patient_facts import Facts
from bmcalc.orders.schedule.dose_dates import days_between
from bmcalc.orders.schedule.due_lines import DueLine
from bmcalc.orders.situation import Situation

BONE_AGENTS: Final[dict[str, Calculator[Any]]] = {
    "denosumab": DENOSUMAB, "zoledronic_acid": ZOLEDRONIC_ACID,
}
"""The bone agents, each with the calculator that says whether it may be given."""

COVERED: Final = frozenset({
    "calcium_state", "magnesium_state", "phosphate_state", "oral_lesion", "dental_exam", "onj",
    "crcl", "dialysis", "pregnancy", "hypersensitivity", "creatinine_baseline", "creatinine_rise",
})
"""Measures that the calculator of a bone agent judges itself."""


def bone_dose(
    due: DueLine, intended: IntendedDose, situation: Situation, work: Work
) -> LineDose:
    """Return the dose, and add what the agent's own calculator decides about giving it."""
    found = drug(due.drug)
    result = LineDose()
    by_kidney = "dose" in BONE_AGENTS[due.drug].declared
    if not by_kidney:
        work.decide(_("Fixed dose"), _("the same for every patient"), found.name, intended.dose,
                    found.sources[0])
        result = LineDose(intended.dose, intended.dose)
    if due.first is None or (due.first is False and due.days is None):
        work.caution(
            FindingCode.LAST_DOSE_UNKNOWN,
            _("The last dose of {drug} or the day of this one is not given: whether it may be "
              "given cannot be decided.", drug=found.name),
            "never-assumed", about=f"last.{due.drug}",
        )
        return result
    answer = ask(BONE_AGENTS[due.drug], _asked(due, situation, work), due.drug, work)
    result.values, result.absent = answer.values, answer.absent
    if by_kidney:
        result.computed = result.rounded = answer.values.get("dose")
        result.volume = answer.values.get("volume")
    return result


def _asked(due: DueLine, situation: Situation, work: Work) -> dict[str, Any]:
    facts, laboratory = situation.facts, situation.policy.laboratory
    asks = BONE_AGENTS[due.drug].inputs.asks()
    ordered = situation.order.doses
    everything: dict[str, Any] = {
        "calcium_lln": laboratory.calcium_lln, "calcium_uln": laboratory.calcium_uln,
        "calcium_ionised_lln": laboratory.calcium_ionised_lln,
        "calcium_ionised_uln": laboratory.calcium_ionised_uln,
        **facts.values,
        "first_dose": due.first, "days_since_last": due.days,
        "label_profile": situation.policy.label_profile,
        "crcl": _clearance(due, situation, work),
    }
    reactions = facts["hypersensitivity"]
    everything["hypersensitivity"] = None if reactions is None else due.drug in reactions
    if any(line.drug == "ribociclib" for line in situation.regimen.lines):
        everything["ribociclib"] = True
    if "zoledronic_acid" in ordered and "denosumab" in ordered:
        everything |= {"bisphosphonate": True, "other_bone_agent": True}
    measured_on = facts.dates.get("calcium_ionised") or facts.dates.get("calcium_total")
    if measured_on is not None and situation.today is not None:
        everything["calcium_age_days"] = days_between(measured_on, situation.today)
    return {name: value for name, value in everything.items() if name in asks}


def _clearance(due: DueLine, situation: Situation, work: Work) -> Term | None:
    """Return the clearance: for a dose that goes by the kidney, that before the first dose.

    A later dose goes by the creatinine at baseline where it is known; else today's is taken and
    said.
    """
    now: Term | None = situation.known.get("crcl")
    if due.drug != "zoledronic_acid" or due.first or situation.facts["crcl"] is not None:
        return now
    baseline = situation.facts["creatinine_baseline"]
    if baseline is None:
        if now is not None:
            work.info(
                "CLEARANCE_OF_TODAY",
                _("The label goes by the clearance before the first dose. The creatinine at "
                  "baseline is not given, so today's clearance is used."),
                "label-zoledronic-acid", about="patient.creatinine_baseline",
            )
        return now
    before = Facts({**situation.facts.values, "creatinine": baseline})
    return creatinine_clearance(before, work)


def covered_by(drug_id: str) -> frozenset[str]:
    """Return the measures whose rules the drug's own calculator replaces."""
    return COVERED if drug_id in BONE_AGENTS else frozenset()
