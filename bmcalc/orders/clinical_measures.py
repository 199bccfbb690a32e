"""The measures that the formulary's rules look at, from what was told of a patient."""

from __future__ import annotations

import datetime

from bmcalc.calculators.kidney.gfr_estimate import is_possible
from bmcalc.calculators.kidney.steady_state import SOURCE, why_no_estimate
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import Finding, Severity, Work
from bmcalc.formulary.policy import Policy
from bmcalc.formulas.creatinine_clearance import in_years, show_clearance
from bmcalc.orders.reading.patient_facts import Facts
from bmcalc.rules.engine import Judgement
from bmcalc.rules.known import Known


def known_measures(
    facts: Facts, policy: Policy, today: datetime.date | None, work: Work
) -> Known:
    """Return every measure of the formulary that the facts give, by its key.

    The steps that are worth showing, such as the clearance, go into ``work``.
    """
    laboratory = policy.laboratory
    told = dict(facts.values)
    told.pop("hypersensitivity", None)
    given = {
        "lvef_lln": laboratory.lvef_lln, "today": today,
        "calcium_lln": laboratory.calcium_lln, "calcium_uln": laboratory.calcium_uln,
        "calcium_ionised_lln": laboratory.calcium_ionised_lln,
        "calcium_ionised_uln": laboratory.calcium_ionised_uln,
        "thrombosis_on": facts.dates.get("thrombosis"),
        **told,
    }
    return Known(given, {"crcl": facts["crcl"] or creatinine_clearance(facts, work)})


def creatinine_clearance(facts: Facts, work: Work) -> Term | None:
    """Return Cockcroft-Gault with the actual weight, as labels mean it; None where it is unknown.

    A clearance that cannot be true is unknown here: where a dose rests on it, it is refused. On
    dialysis, and from a creatinine that is not at steady state, none is estimated.
    """
    if why_no_estimate(facts["dialysis"], facts["creatinine_steady"]) is not None:
        return None
    sex, age, creatinine = facts["sex"], facts["age"], facts["creatinine"]
    weight = facts["weight"]
    if sex is None or age is None or creatinine is None or weight is None:
        return None
    steps = Work()
    found = show_clearance(in_years(age), sex, creatinine, weight, steps)
    if not is_possible(found):
        return None
    work.steps.extend(steps.steps)
    return found


def tell_no_clearance(judgement: Judgement, facts: Facts, name: object, work: Work) -> None:
    """Ask where a rule would look at a clearance that is not estimated for this patient.

    Where that rule could forbid or reduce the dose, the line is not decided.
    """
    reason = why_no_estimate(facts["dialysis"], facts["creatinine_steady"])
    waiting = judgement.unchecked.get("crcl", ())
    if reason is None or facts["crcl"] is not None or not waiting:
        return
    decides = any(
        outcome.gives_no_dose or outcome.reduces for rule in waiting for outcome in rule.outcomes
    )
    work.findings.append(Finding(
        "NO_CLEARANCE", Severity.CAUTION,
        _("Whether the kidney limits {drug} is not checked. {reason}", drug=name, reason=reason),
        "patient.crcl", (SOURCE,), undecided=decides,
    ))
