"""What the rules of a drug look at and its page was not told, said as the order check says it."""

from __future__ import annotations

from collections.abc import Collection

from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Finding, Severity, Work
from bmcalc.rules.engine import Judgement, demands
from bmcalc.rules.facts_needed import facts_of
from bmcalc.rules.measure import MEASURES
from bmcalc.rules.outcome import Unknown


def tell_missing_facts(judgement: Judgement, asked: Collection[str], work: Work) -> None:
    """Ask for what a rule cannot do without, and name what the page has no question for.

    ``asked`` are the facts that the page asks for; its own notes say which of them are absent.
    """
    for measure in demands(judgement, Unknown.UNDECIDABLE):
        work.findings.append(Finding(
            "FACT_MISSING", Severity.CAUTION,
            _("{measure} is not given: without it this cannot be decided.",
              measure=MEASURES[measure].label),
            None, _sources_of(judgement, measure), undecided=True,
        ))
    for measure in demands(judgement, Unknown.CAUTION):
        work.caution(
            "FACT_NOT_KNOWN", _("{measure} is not given: ask.", measure=MEASURES[measure].label),
            *_sources_of(judgement, measure),
        )
    unasked = [
        measure for measure in judgement.unchecked if facts_of(measure).isdisjoint(asked)
    ]
    if unasked:
        sources = (source for measure in unasked for source in _sources_of(judgement, measure))
        work.info(
            "NOT_CHECKED",
            _("Not given, so not checked and not taken as normal: {measures}.",
              measures=Joined([MEASURES[measure].label for measure in unasked])),
            *dict.fromkeys(sources),
        )


def _sources_of(judgement: Judgement, measure: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(
        source for rule in judgement.unchecked[measure] for source in rule.sources
    ))
