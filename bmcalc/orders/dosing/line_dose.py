"""The dose of one line in mg, by the calculator that its basis belongs to.

Every formula is a calculator's: area, Calvert, the HER2 interval, the bone agents. Here is decided
only which of them is asked, and with what.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from bmcalc.calculators.chemotherapy.bsa_dose import DOSE_BY_AREA
from bmcalc.calculators.chemotherapy.carboplatin import DOSE_BY_AUC
from bmcalc.calculators.her2.her2_dose import DOSE_BY_SCHEDULE
from bmcalc.calculators.her2.her2_products import PERTUZUMAB, PRODUCT_NAMES
from bmcalc.calculators.shared.dose_rounding import rounded_dose, rounding_conflicts
from bmcalc.calculators.shared.intended_dose import IntendedDose, tell_never_reduced
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.problems import missing
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import Severity, Work
from bmcalc.formulary.drug_entry import Basis
from bmcalc.formulary.drug_group import NEVER_REDUCED
from bmcalc.formulary.drugs import Drug, drug
from bmcalc.formulary.schedule_entry import Schedule
from bmcalc.formulas.relative_change import reduced_by
from bmcalc.orders.dosing.asking import ask
from bmcalc.orders.dosing.comparison import Unreduced
from bmcalc.orders.dosing.gfr_of_policy import asked_by_auc, is_a_target
from bmcalc.orders.dosing.weight_limit import counted_weight
from bmcalc.orders.reading.policy_input import policy_title
from bmcalc.orders.schedule.due_lines import DueLine
from bmcalc.orders.schedule.interval_states import schedule_before
from bmcalc.orders.schedule.other_schedule import amount_after
from bmcalc.orders.situation import Situation

REDUCTION_SOURCE: Final = "prescriber-reduction"


@dataclass
class LineDose:
    """What a line comes to: ``computed`` before rounding, ``rounded`` as it is prepared (mg).

    ``alternatives`` are the doses that labels in conflict ask for; ``values`` what the calculator
    gave beside the dose; ``absent`` its questions that nobody answered; ``unreduced`` the dose
    before a reduction, where there is one.
    """

    computed: Term | None = None
    rounded: Term | None = None
    alternatives: tuple[tuple[str, Term], ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    absent: list[object] = field(default_factory=list)
    unreduced: Unreduced | None = None


def line_dose(
    due: DueLine, intended: IntendedDose, situation: Situation, work: Work
) -> LineDose:
    """Return the dose of a line, with its steps and findings in ``work``."""
    found = drug(due.drug)
    if found.group in NEVER_REDUCED and intended.dose < intended.base:
        tell_never_reduced(found, f"reductions.{due.drug}", work)
        intended = IntendedDose(intended.base, intended.base)
    if found.basis is Basis.AREA:
        return _by_area(due, intended, situation, work)
    if found.basis is Basis.AUC:
        return _by_auc(due, intended, situation, work)
    schedule = found.schedule(due.cycle_days)
    if schedule is not None and due.drug in PRODUCT_NAMES:
        return _her2(due, schedule, intended, situation, work)
    if found.basis is Basis.WEIGHT:
        return _by_weight(found, intended, situation, work)
    return _fixed(found, intended, work)


def _rounding(found: Drug, situation: Situation, work: Work) -> dict[str, Any]:
    """Return how the policy rounds a drug; say so where it cannot be done for this one."""
    policy = situation.policy
    step = policy.rounding_step
    if any(rounding_conflicts(policy.rounding, step, found.id)):
        work.info(
            FindingCode.NO_BANDS,
            _("There are no dose bands for {drug}; its dose stays unrounded.", drug=found.name),
            about="policy.rounding",
        )
        return {"rounding": "none", "rounding_step": None}
    return {"rounding": policy.rounding, "rounding_step": step}


def _by_area(due: DueLine, intended: IntendedDose, situation: Situation, work: Work) -> LineDose:
    found, policy = drug(due.drug), situation.policy
    raw: dict[str, Any] = {
        **situation.facts.among(DOSE_BY_AREA.inputs.asks()),
        "drug": due.drug, "dose_per_bsa": intended.dose, "bsa_formula": policy.bsa_formula,
        "bsa_cap": policy.bsa_cap, "label_profile": policy.label_profile,
        **_rounding(found, situation, work),
    }
    if intended.percent is not None:
        raw |= {"dose_per_bsa": intended.base, "reduction": intended.percent,
                "reduction_reason": str(intended.reason)}
    expected = frozenset({"reduction"}) if intended.by_rule else frozenset[str]()
    answer = ask(DOSE_BY_AREA, raw, due.drug, work, expected)
    return LineDose(
        answer.values.get("dose_calculated"), answer.values.get("dose"), values=answer.values,
        absent=answer.absent,
    )


def gfr_behind(due: DueLine, situation: Situation) -> Term | None:
    """Return the GFR behind a dose by AUC, before any cap; None where it is not known."""
    return situation.gfr_of_policy if is_a_target(due.line.dose) else None


def _by_auc(due: DueLine, intended: IntendedDose, situation: Situation, work: Work) -> LineDose:
    found = drug(due.drug)
    target = intended.dose
    if intended.percent is not None:
        target = work.step(
            _("Target AUC, reduced"), reduced_by(intended.base.named(_("AUC")), intended.percent),
            REDUCTION_SOURCE, _("AUC"),
        )
    raw = {
        **asked_by_auc(target, situation.facts, situation.policy),
        **_rounding(found, situation, work),
    }
    if situation.facts["gfr_kind"] != "measured":
        raw["gfr_cap"] = situation.policy.gfr_cap
    answer = ask(DOSE_BY_AUC, raw, due.drug, work)
    return LineDose(
        answer.values.get("dose_calculated"), answer.values.get("dose"), values=answer.values,
        absent=_not_said_of_creatinine(situation),
    )


def _not_said_of_creatinine(situation: Situation) -> list[object]:
    """Return what nobody said of the creatinine that the estimate rests on."""
    asks, facts = DOSE_BY_AUC.inputs.asks(), situation.facts
    if facts["gfr"] is not None:
        return []
    return [asks[name].label for name in ("dialysis", "creatinine_steady") if facts[name] is None]


def _her2(
    due: DueLine, schedule: Schedule, intended: IntendedDose, situation: Situation, work: Work
) -> LineDose:
    """Ask the HER2 calculator; without the last dose only what is never loaded can be dosed.

    That a dose is loaded again is told and asks nobody: the order is compared with that dose.
    """
    found, policy = drug(due.drug), situation.policy
    planned = due.line.dose, due.line.loading_dose
    levels = found.levels(schedule.maintenance, policy.label_profile)
    if levels is None and planned != (schedule.maintenance, schedule.loading):
        work.stop(
            "OTHER_THAN_SCHEDULE",
            _("The regimen plans {planned} of {drug}; its schedule every {interval} days is "
              "{usual}. When another dose has to be loaded again is not known, so none is "
              "computed.",
              drug=found.name, interval=schedule.interval,
              planned=_doses(*planned), usual=_doses(schedule.maintenance, schedule.loading)),
            *schedule.sources, about=due.drug,
        )
        return LineDose()
    unknown_interval = due.first is None or (due.first is False and due.days is None)
    if unknown_interval:
        _tell_unknown_interval(due, work)
        if schedule.loading is not None:
            return LineDose()
        return _by_weight(found, intended, situation, work)
    other = schedule_before(due)
    if other is not None and due.days is not None:
        return _after_another_schedule(due, schedule, other, situation, work)
    raw: dict[str, Any] = {
        "drug": due.drug, "weight": situation.facts["weight"],
        "cycle_length": f"{schedule.interval} day",
        "first_dose": due.first, "days_since_last": due.days,
        "last_product": "intravenous_pair" if due.given.changed else "same",
        "partner_pertuzumab": any(
            line.drug == PERTUZUMAB for line in due.regimen.lines
        ),
        "label_profile": policy.label_profile, "hp_reload_policy": policy.hp_reload_policy,
    }
    if policy.hp_reload_policy != "ask":
        raw["hp_reload_reason"] = str(policy_title(policy))
    if levels is not None:
        doses = (levels.planned, *levels.levels)
        if intended.dose not in doses:
            return _by_weight(found, intended, situation, work)
        raw["dose_level"] = doses.index(intended.dose)
    before = len(work.findings)
    answer = ask(DOSE_BY_SCHEDULE, raw, due.drug, work)
    for finding in work.findings[before:]:
        if finding.code == "RELOAD":
            finding.severity = Severity.INFO
    # What is drawn up is planned for the dose that is made, which may be the ordered one.
    work.steps[:] = [
        step for step in work.steps if step.term is None or step.term.unit.key != "mL"
    ]
    computed = answer.values.get("dose")
    alternatives = tuple(
        (one["rule"], one["dose"]) for one in answer.values.get("alternatives", ())
    )
    rounded = _rounded(found, computed, situation, work) if computed is not None else None
    return LineDose(computed, rounded, alternatives, answer.values)


def _after_another_schedule(
    due: DueLine, schedule: Schedule, other: Schedule, situation: Situation, work: Work
) -> LineDose:
    """Return the first dose by another schedule, of which the one before says whether it loads."""
    assert due.days is not None
    found = drug(due.drug)
    amount, phase = amount_after(other, schedule, due.days, work)
    dose = _by_weight(found, IntendedDose(amount, amount), situation, work)
    return replace(dose, values={"phase": phase})


def _doses(maintenance: Term, loading: Term | None) -> object:
    if loading is None:
        return maintenance
    return _("{maintenance} (loading {loading})", maintenance=maintenance, loading=loading)


def _tell_unknown_interval(due: DueLine, work: Work) -> None:
    name = drug(due.drug).name
    if due.given.unclear:
        text = _("Another product with the same antibody was given before {drug}: nothing here "
                 "says whether it is loaded.", drug=name)
    elif due.first is False:
        text = _("The day of this dose is not given, so the time since the last {drug} is not "
                 "known.", drug=name)
    else:
        text = _("The last dose of {drug} is not given, so the time since then is not known.",
                 drug=name)
    work.caution(FindingCode.LAST_DOSE_UNKNOWN, text, "never-assumed", about=f"last.{due.drug}")


def _by_weight(
    found: Drug, intended: IntendedDose, situation: Situation, work: Work
) -> LineDose:
    """Return a dose per kg times the actual weight; a fixed dose needs no weight."""
    if not found.basis.fits(intended.dose) or found.basis is Basis.FIXED:
        return _fixed(found, intended, work)
    weight = situation.facts["weight"]
    if weight is None:
        problem = missing(_("Weight"), "weight")
        work.caution(FindingCode.MISSING, problem.text, "never-assumed", about="patient.weight")
        return LineDose()
    per_kg = intended.dose.named(_("dose per kg"))
    computed = work.step(
        _("Dose"), (per_kg * counted_weight(found, weight, work)).to("mg"), found.sources[0],
        _("dose"),
    )
    return LineDose(computed, _rounded(found, computed, situation, work))


def _rounded(found: Drug, dose: Term, situation: Situation, work: Work) -> Term:
    rounding = _rounding(found, situation, work)
    if found.basis is not Basis.WEIGHT:
        return dose
    return rounded_dose(
        dose, rounding["rounding"], rounding["rounding_step"], found.id, None, work
    )


def _fixed(found: Drug, intended: IntendedDose, work: Work) -> LineDose:
    dose = intended.dose
    if intended.percent is not None:
        dose = work.step(
            _("Dose, reduced"), reduced_by(intended.base.named(_("dose")), intended.percent),
            REDUCTION_SOURCE, _("dose"),
        )
    else:
        work.decide(_("Fixed dose"), _("the same for every patient"), found.name, dose,
                    found.sources[0])
    return LineDose(dose, dose)
