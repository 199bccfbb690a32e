"""Where the policy's estimate of the clearance meets another rule than the label's way does.

Labels mean Cockcroft-Gault with the actual weight and the creatinine as measured. The policy may
take another weight, or lift a low creatinine to a floor.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Work
from bmcalc.orders.gates import Dose, ask_rules, looks_at
from bmcalc.orders.reading.patient_facts import Facts
from bmcalc.orders.situation import Situation
from bmcalc.rules.engine import Judgement, MetRule
from bmcalc.rules.known import Known

SOURCE: Final = "clearance-of-labels"
CLEARANCE: Final = "crcl"


def tell_other_clearance(
    dose: Dose, known: Known, judgement: Judgement, situation: Situation, work: Work
) -> None:
    """Ask where the rules on clearance say something else at the policy's estimate.

    A clearance that was entered is taken as it is.
    """
    by_label = known[CLEARANCE]
    if not isinstance(by_label, Term) or situation.facts[CLEARANCE] is not None:
        return
    if not looks_at(CLEARANCE, dose):
        return
    by_policy = _before_first_dose(dose, situation).gfr_of_policy
    if by_policy is None or by_policy == by_label:
        return
    profile = situation.policy.label_profile
    other = ask_rules(dose, known.but(crcl=by_policy), profile=profile)
    here, there = _by_clearance(judgement), _by_clearance(other)
    if here.keys() == there.keys():
        return
    differing = [one for key, one in {**here, **there}.items() if (key in here) != (key in there)]
    work.caution(
        "CLEARANCE_DIFFERS",
        _("The clearance is {label} by the label's way (actual weight, no floor) and {policy} by "
          "the policy's. Another rule holds there: {rules}",
          label=show(by_label, 1), policy=show(by_policy, 1),
          rules=Joined([one.text for one in differing], " ")),
        SOURCE, *dict.fromkeys(cited for one in differing for cited in one.rule.sources),
        about="patient.creatinine",
    )


def _by_clearance(judgement: Judgement) -> dict[str, MetRule]:
    """Return the rules on the clearance that are met, each by its name and what it leaves."""
    return {
        f"{one.rule.key} {one.leaves}": one
        for one in judgement.met if CLEARANCE in one.rule.measures
    }


def _before_first_dose(dose: Dose, situation: Situation) -> Situation:
    """Return the situation with the creatinine at baseline, where the rules go by that one."""
    baseline = situation.facts["creatinine_baseline"]
    if dose.line.drug != "zoledronic_acid" or dose.first or baseline is None:
        return situation
    return replace(
        situation, facts=Facts({**situation.facts.values, "creatinine": baseline})
    )
