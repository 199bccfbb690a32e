"""A dose that is raised again after a reduction, compared on its basis.

Each dose counts at its own weight (and creatinine, for an AUC): a patient who gained weight is not
a dose that was raised. Where those of the last dose are not known, today's stand in for them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bmcalc.core.arithmetic import least
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Work
from bmcalc.formulary.drug_entry import Basis
from bmcalc.formulary.drug_group import Group
from bmcalc.formulary.drugs import Drug, drug
from bmcalc.formulary.never_raised import NeverRaised
from bmcalc.formulas.bsa_formulas import BSA_FORMULAS, body_surface_area
from bmcalc.formulas.calvert import auc_of
from bmcalc.formulas.relative_change import reduced_by, relative_change
from bmcalc.orders.dosing.line_dose import gfr_behind
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.reading.ordered import LastDose
from bmcalc.orders.reading.patient_facts import Facts
from bmcalc.orders.situation import Situation
from bmcalc.rules.limits import limit

RAISED_SOURCE: Final = "dose-raised-again"

FOR_TOXICITY: Final = (None, "unknown", "toxicity")
"""Reasons after which a label that never raises a dose again holds; None: nobody said why."""


def tell_raised(line: OrderLine, situation: Situation) -> None:
    """Ask whether a reduction was lifted on purpose; stop where the label never allows it."""
    last, planned = situation.last.get(line.drug), _full_dose(line)
    now = line.ordered if line.ordered is not None else line.rounded
    if last is None or planned is None or now is None:
        return
    before = _given_before(line, last, planned, situation)
    dose = _on_basis(line, now, situation.facts, situation)
    if before is None or dose is None:
        return
    most = limit("dose_raised").magnitude
    below = relative_change(planned, before)
    rise = relative_change(before.named(_("last dose")), dose.named(_("dose")))
    if below.settled >= -most or rise.settled <= most:
        return
    line.work.step(_("Last dose on its basis"), before, RAISED_SOURCE, decimals=2)
    line.work.step(_("Rise above the last dose"), rise, RAISED_SOURCE, decimals=1)
    text = _("The last dose, {on}, was {before} ({below} against the planned {planned}); this one "
             "is {dose}. Was the reduction lifted on purpose?",
             on=last.on.isoformat(), before=show(before, 2, trim=True),
             below=show(below, decimals_against(below, (-most,), 0)),
             planned=show(planned, 2, trim=True), dose=show(dose, 2, trim=True))
    _tell(line.work, text, drug(line.drug).never_raised, last.reason, f"last.{line.drug}")


def _tell(
    work: Work, text: object, never: NeverRaised | None, reason: str | None, about: str
) -> None:
    if never is not None and reason in FOR_TOXICITY:
        work.stop(FindingCode.DOSE_RAISED, Joined([never.text, text], " "), *never.sources,
                  RAISED_SOURCE, about=about)
    else:
        work.caution(FindingCode.DOSE_RAISED, text, RAISED_SOURCE, about=about)


def _full_dose(line: OrderLine) -> Term | None:
    """Return the dose of the regimen on its basis; None where a smaller dose is no reduction.

    A loading dose comes again, and that of a bone agent follows the clearance.
    """
    due = line.due
    if due is None or due.line.loading_dose is not None:
        return None
    found = drug(line.drug)
    if found.group is Group.BONE_AGENT:
        return None
    schedule = found.schedule(due.cycle_days)
    if schedule is not None and schedule.loading is not None:
        return None
    return due.line.dose


def _given_before(
    line: OrderLine, last: LastDose, planned: Term, situation: Situation
) -> Term | None:
    """Return the last dose on the basis of the planned one; None where it is not known."""
    if last.dose is None:
        return None if last.percent is None else reduced_by(planned, last.percent)
    facts = situation.facts
    changed = {
        "weight": last.weight or situation.weight_before,
        "creatinine": situation.creatinine_before,
    }
    known = {name: value for name, value in changed.items() if value is not None}
    return _on_basis(line, last.dose, replace(facts, values={**facts.values, **known}), situation)


def _on_basis(line: OrderLine, dose: Term, facts: Facts, situation: Situation) -> Term | None:
    """Return a dose in mg on the basis of its drug, for these facts of the patient."""
    found: Drug = drug(line.drug)
    amount = dose.to("mg")
    weight: Term | None = facts["weight"]
    if found.basis is Basis.FIXED:
        return amount
    if found.basis is Basis.AUC:
        gfr = _clearance(line, facts, situation)
        return None if gfr is None else auc_of(amount, gfr)
    if weight is None:
        return None
    if found.basis is Basis.WEIGHT:
        return amount / weight.to("kg")
    area = _area(facts, weight, situation)
    return None if area is None else amount / area


def _area(facts: Facts, weight: Term, situation: Situation) -> Term | None:
    policy, height = situation.policy, facts["height"]
    by_sex = BSA_FORMULAS[policy.bsa_formula].by_sex
    if height is None or (by_sex and facts["sex"] is None):
        return None
    area: Term = body_surface_area(policy.bsa_formula, height, weight, facts["sex"])
    return area if policy.bsa_cap is None else least(area, policy.bsa_cap)


def _clearance(line: OrderLine, facts: Facts, situation: Situation) -> Term | None:
    """Return the GFR behind a dose by AUC as the dose uses it, capped where it is estimated."""
    if line.due is None:
        return None
    then = situation if facts is situation.facts else replace(situation, facts=facts)
    gfr = gfr_behind(line.due, then)
    cap = situation.policy.gfr_cap
    if gfr is None or cap is None or facts["gfr_kind"] == "measured":
        return gfr
    return least(gfr, cap)
