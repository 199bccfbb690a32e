"""The answers of the page of the CDK4/6 inhibitors as facts that the drugs' rules look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bmcalc.formulary.drugs import Drug
from bmcalc.rules.known import Known

if TYPE_CHECKING:
    from bmcalc.calculators.endocrine.cdk46_fields import Cdk46Inputs

_FACT_OF: Final = {
    "cycle_day": "day", "arrhythmia": "ventricular_arrhythmia",
    "ecgs_above_500": "qtcf_above_500_ecgs", "strong_cyp3a4_inhibitor": "cyp3a4_inhibitor",
}
"""Fields of the page that a fact of the order check calls otherwise."""

_CALENDAR: Final = frozenset({"cycle", "day"})


def cdk46_facts(given: Cdk46Inputs) -> dict[str, Any]:
    """Return the answers by the names of the facts; None where a question was not answered.

    An inhibitor that is not strong may still be a moderate one, so it stays unknown.
    """
    facts = {_FACT_OF.get(name, name): getattr(given, name) for name in given.asks()}
    facts["cyp3a4_inhibitor"] = "strong" if given.strong_cyp3a4_inhibitor else None
    return facts


def day_decides(found: Drug, facts: dict[str, Any]) -> bool:
    """Say whether what a rule says of these facts hangs on the day of the cycle alone."""
    known = Known({**facts, "cycle": None, "day": None})
    return any(
        _CALENDAR & set(rule.measures) and rule.met(known) is None
        and set(rule.missing(known)) <= _CALENDAR
        for rule in found.rules
    )
