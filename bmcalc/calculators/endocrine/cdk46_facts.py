"""The answers of the page of the CDK4/6 inhibitors as facts that the drugs' rules look at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bmcalc.formulary.drugs import Drug
from bmcalc.rules.known import Known

_FACT_OF: Final = {
    "cycle_day": "day", "arrhythmia": "ventricular_arrhythmia",
    "ecgs_above_500": "qtcf_above_500_ecgs",
}
"""Fields of the page that a fact of the order check calls otherwise."""

_CALENDAR: Final = frozenset({"cycle", "day"})


def facts_of(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers by the names of the facts; None where a question was not answered.

    An inhibitor that is not strong may still be a moderate one, so it stays unknown.
    """
    facts = {_FACT_OF.get(name, name): answer for name, answer in answers.items()}
    if facts.pop("strong_cyp3a4_inhibitor"):
        facts["cyp3a4_inhibitor"] = "strong"
    return facts


def day_decides(found: Drug, facts: Mapping[str, Any]) -> bool:
    """Say whether what a rule says of these facts hangs on the day of the cycle alone."""
    known = Known({**facts, "cycle": None, "day": None})
    return any(
        _CALENDAR & set(rule.measures) and rule.met(known) is None
        and set(rule.missing(known)) <= _CALENDAR
        for rule in found.rules
    )
