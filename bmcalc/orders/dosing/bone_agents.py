"""The bone agent beside a regimen: what its rules look at beyond the patient, and its dose."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from bmcalc.calculators.bone_agents.denosumab import CALCULATOR as DENOSUMAB
from bmcalc.calculators.bone_agents.zoledronic_acid import CALCULATOR as ZOLEDRONIC_ACID
from bmcalc.calculators.calcium.calcium_fields import note_limits
from bmcalc.calculators.calcium.calcium_reliability import note_doubts
from bmcalc.calculators.calcium.calcium_working import show_calcium
from bmcalc.calculators.shared.intended_dose import IntendedDose
from bmcalc.core.calculator import Calculator
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import Severity, Work
from bmcalc.formulary.drugs import Drug, drug
from bmcalc.formulary.planned_days import is_daily
from bmcalc.orders.clinical_measures import creatinine_clearance
from bmcalc.orders.dosing.line_dose import LineDose
from bmcalc.orders.reading.patient_facts import Facts
from bmcalc.orders.schedule.dose_dates import days_between
from bmcalc.orders.schedule.due_lines import DueLine
from bmcalc.orders.situation import Situation
from bmcalc.rules.calcium_status import results_of
from bmcalc.rules.dose_left import dose_left
from bmcalc.rules.engine import Judgement
from bmcalc.rules.known import Known
from bmcalc.rules.measure_form import Given
from bmcalc.rules.outcome import Outcome

BONE_AGENTS: Final[dict[str, Calculator[Any]]] = {
    "denosumab": DENOSUMAB, "zoledronic_acid": ZOLEDRONIC_ACID,
    "ibandronate": ZOLEDRONIC_ACID, "pamidronate": ZOLEDRONIC_ACID, "clodronate": ZOLEDRONIC_ACID,
}
"""The bone agents, each with the calculator whose questions the order check asks too.

The other bisphosphonates ask what zoledronic acid asks.
"""


def bone_measures(due: DueLine, situation: Situation, work: Work) -> dict[str, Given]:
    """Return what the order, and not the patient alone, says of a bone agent."""
    facts, ordered = situation.facts, situation.order.doses
    found: dict[str, Given] = {"crcl": _clearance(due, situation, work)}
    if any(line.drug == "ribociclib" for line in situation.regimen.lines):
        found["ribociclib"] = "yes"
    if len(BONE_AGENTS.keys() & ordered.keys()) > 1:
        found |= {"bisphosphonate": "yes", "other_bone_agent": "yes"}
    measured_on = facts.dates.get("calcium_ionised") or facts.dates.get("calcium_total")
    if measured_on is not None and situation.today is not None:
        age = days_between(measured_on, situation.today)
        found["calcium_age_days"] = Term(Decimal(age))
    return found


def bone_dose(
    due: DueLine, intended: IntendedDose, judgement: Judgement, known: Known, work: Work
) -> LineDose:
    """Return the dose that the rules leave, and tell how the calcium was judged."""
    found = drug(due.drug)
    by_kidney = any(Outcome.REDUCE in rule.outcomes for rule in found.rules)
    _tell_calcium(known, work)
    unknown = not is_daily(due.line, due.cycle_days) and (
        due.first is None or (due.first is False and due.days is None)
    )
    if unknown:
        work.caution(
            FindingCode.LAST_DOSE_UNKNOWN,
            _("The last dose of {drug} or the day of this one is not given: whether it may be "
              "given cannot be decided.", drug=found.name),
            "never-assumed", about=f"last.{due.drug}",
        )
    if by_kidney:
        return LineDose() if unknown else _by_kidney(found, intended.base, judgement, known, work)
    work.decide(_("Fixed dose"), _("the same for every patient"), found.name, intended.dose,
                found.sources[0])
    return LineDose(intended.dose, intended.dose)


def _tell_calcium(known: Known, work: Work) -> None:
    results = results_of(known.fact)
    status = show_calcium(results, work)
    note_limits(results, work)
    clearance = known["crcl"]
    note_doubts(results, status, clearance if isinstance(clearance, Term) else None, False,
                Severity.INFO, work)


def _by_kidney(
    found: Drug, planned: Term, judgement: Judgement, known: Known, work: Work
) -> LineDose:
    """Return the dose for the clearance."""
    dose = dose_left(found.rules, judgement, planned)
    if dose is None:
        return LineDose()
    if judgement.limit() is None:
        work.decide(_("Dose by creatinine clearance"), _("no rule reduces it"), known["crcl"], dose,
                    found.sources[0])
    return LineDose(dose, dose)


def _clearance(due: DueLine, situation: Situation, work: Work) -> Given:
    """Return the clearance: for a dose that goes by the kidney, that before the first dose.

    A later dose goes by the creatinine at baseline where it is known; else today's is taken and
    said.
    """
    now = situation.known["crcl"]
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
