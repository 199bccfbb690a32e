"""Which dose the rules leave where a table, such as that of the clearance, gives the dose."""

from __future__ import annotations

from collections.abc import Iterable

from bmcalc.core.term import Term
from bmcalc.rules.engine import Judgement
from bmcalc.rules.outcome import Outcome, Unknown
from bmcalc.rules.rule import Rule


def _reduces(rule: Rule) -> bool:
    return Outcome.REDUCE in rule.outcomes


def dose_left(rules: Iterable[Rule], judgement: Judgement, planned: Term) -> Term | None:
    """Return what the rules leave of a planned dose; None where they have no dose.

    That is where a row that forbids stands in the table of the reductions, or where what such a
    row looks at is not known and nothing is decided without it. Any other rule that forbids says
    that the dose is not given today, not how much it would be.
    """
    tables = {rule.table for rule in rules if rule.table is not None and _reduces(rule)}
    if any(one.rule.table in tables and one.outcome.gives_no_dose for one in judgement.met):
        return None
    if any(
        _reduces(rule) and rule.unknown is Unknown.UNDECIDABLE
        for waiting in judgement.unchecked.values() for rule in waiting
    ):
        return None
    limit = judgement.limit()
    return planned if limit is None else limit[0]
