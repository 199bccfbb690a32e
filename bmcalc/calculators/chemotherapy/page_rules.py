"""The rules of a cytotoxic's file on its page, as far as they look at something the page knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bmcalc.calculators.shared.drug_rules import judge_drug
from bmcalc.calculators.shared.intended_dose import IntendedDose, Reduction, intended_dose
from bmcalc.calculators.shared.missing_facts import tell_missing_facts
from bmcalc.core.term import Term
from bmcalc.core.work import Work
from bmcalc.formulary.drugs import Drug
from bmcalc.rules.engine import Judgement, tell_on_page
from bmcalc.rules.known import Known
from bmcalc.rules.outcome import Unknown
from bmcalc.rules.rule import Rule

_NEVER_PASSED_OVER: Final = (Unknown.CAUTION, Unknown.UNDECIDABLE)
PLANNED_DOSE: Final = "planned_dose"


def planned_by_rules(
    found: Drug, planned: Term, facts: Mapping[str, Any], reduction: Reduction | None, work: Work
) -> IntendedDose:
    """Tell the rules that are met; return what they and the reduction leave of a planned dose.

    ``facts`` are what the page knows, by the names of the order check. A rule that looks at
    nothing of it, such as one about blood counts, belongs to the order check alone.
    """
    known = Known(facts, {PLANNED_DOSE: planned})
    looked_at = {PLANNED_DOSE, *facts}
    rules = [rule for rule in found.rules if _speaks(rule, looked_at, known)]
    judgement = Judgement()
    if rules:
        judgement = judge_drug(found, facts, planned=planned, rules=rules)
        tell_on_page(judgement, work)
        tell_missing_facts(judgement, facts, work)
    return intended_dose(planned, judgement, reduction, work)


def _speaks(rule: Rule, looked_at: set[str], known: Known) -> bool:
    """Say whether a rule is met, or must not be passed over though something is missing."""
    if looked_at.isdisjoint(rule.measures):
        return False
    met = rule.met(known)
    return bool(met) or (met is None and rule.unknown in _NEVER_PASSED_OVER)
