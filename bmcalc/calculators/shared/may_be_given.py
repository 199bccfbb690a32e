"""May it be given? The words of the pages for what the strictest rule says, and its codes."""

from __future__ import annotations

from collections.abc import Iterable

from bmcalc.calculators.shared.drug_rules import told_rules
from bmcalc.core.texts import _
from bmcalc.core.work import Severity, Work
from bmcalc.rules.engine import MetRule
from bmcalc.rules.outcome import Outcome

VERDICT_NAMES: dict[str, object] = {
    "give": _("Give"),
    "caution": _("Give with caution"),
    "correct_first": _("Correct first"),
    "do_not_give": _("Do not give"),
}

_STRICTNESS = tuple(VERDICT_NAMES)
_GIVES = (Outcome.NOTE, Outcome.OPTION)
_CORRECTS_FIRST = (Outcome.NO_LABEL_DOSE, Outcome.DELAY, Outcome.OMIT)


def verdict_of(one: MetRule) -> str:
    """Return the page's word for a rule that is met, such as ``correct_first``.

    A lower dose level that the drug does not have stops, whatever the outcome is called.
    """
    if one.outcome in _GIVES:
        return "give"
    if one.severity is not Severity.STOP:
        return "caution"
    return "correct_first" if one.outcome in _CORRECTS_FIRST else "do_not_give"


def give_verdict(met: Iterable[MetRule], source: str, work: Work) -> str:
    """Give ``verdict`` and ``codes``, and show them as a step; return the verdict.

    ``met`` comes strictest first; what only informs has no code in the list.
    """
    deciding = [one for one in met if verdict_of(one) != "give"]
    verdict = max((verdict_of(one) for one in deciding), key=_STRICTNESS.index, default="give")
    codes = list(dict.fromkeys(one.rule.told_as for one in deciding))
    work.decide(
        _("Decision"), _("the worst rule that holds"),
        told_rules(deciding), VERDICT_NAMES[verdict], source,
    )
    work.give("verdict", verdict)
    work.give("codes", list(codes))
    return verdict
