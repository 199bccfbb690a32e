"""The rules of a cytotoxic's file on its page, as far as they look at something the page knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bmcalc.calculators.shared.drug_rules import drug_of_page, judge_drug
from bmcalc.calculators.shared.intended_dose import IntendedDose, Reduction, intended_dose
from bmcalc.calculators.shared.missing_facts import tell_missing_facts
from bmcalc.core.term import Term
from bmcalc.core.work import Work
from bmcalc.rules.engine import tell_on_page
from bmcalc.rules.known import as_measure
from bmcalc.rules.outcome import Unknown

_NEVER_PASSED_OVER: Final = (Unknown.CAUTION, Unknown.UNDECIDABLE)
PLANNED_DOSE: Final = "planned_dose"


def planned_by_rules(
    identifier: str,
    planned: Term,
    facts: Mapping[str, Any],
    reduction: Reduction | None,
    work: Work,
) -> IntendedDose | None:
    """Tell the rules that are met; return what they and the reduction leave of a planned dose.

    None: no rule has anything to say, and nothing is reduced.
    ``facts`` are what the page knows, by the names of the order check. A rule that looks at
    nothing of it, such as one about blood counts, belongs to the order check alone.
    """
    found = drug_of_page(identifier)
    about, speaking = found.rules_by_measure, set()
    known = {name: as_measure(name, fact) for name, fact in facts.items() if name in about}
    if PLANNED_DOSE in about:
        known[PLANNED_DOSE] = planned
    for measure in known:
        for rule in about[measure]:
            met = rule.met(known)
            if met or (met is None and rule.unknown in _NEVER_PASSED_OVER):
                speaking.add(id(rule))
    if not speaking and reduction is None:
        return None
    rules = [rule for rule in found.rules if id(rule) in speaking]
    judgement = judge_drug(found, facts, planned=planned, rules=rules)
    tell_on_page(judgement, work)
    tell_missing_facts(judgement, facts, work)
    return intended_dose(planned, judgement, reduction, work)
