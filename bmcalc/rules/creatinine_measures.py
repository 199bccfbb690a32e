"""Creatinine against the patient's own baseline, as rules on immune nephritis look at it."""

from __future__ import annotations

from typing import Final

from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.units import unit
from bmcalc.formulas.analytes import creatinine_in_umol_per_l
from bmcalc.rules.facts import Derived, Facts
from bmcalc.rules.measure_form import Given, Measure


def _of_baseline(known: Facts) -> Given:
    """Return creatinine in percent of the baseline; None without one of them."""
    baseline, now = known.fact("creatinine_baseline"), known.fact("creatinine")
    if baseline is None or now is None:
        return None
    before, after = creatinine_in_umol_per_l(baseline), creatinine_in_umol_per_l(now)
    return Term(after.magnitude * 100 / before.magnitude, unit("%"), exact=False)


CREATININE_MEASURES: Final[dict[str, Derived]] = {
    "creatinine_of_baseline": Derived(
        ("creatinine_baseline", "creatinine"), _of_baseline,
        Measure(_("creatinine in percent of the baseline"), "%"),
    ),
}
