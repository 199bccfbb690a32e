"""What the rules of a bone agent look at beside plain facts: calcium, vitamin D, creatinine.

Each measure is a function of the facts; :mod:`bmcalc.rules.derived` lists them with all others.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.formulas.analytes import (
    creatinine_in_mg_per_dl,
    creatinine_in_umol_per_l,
    magnesium_in_mmol_per_l,
    vitamin_d_in_nmol_per_l,
)
from bmcalc.rules.calcium_status import CalciumStatus, calcium_status, results_of
from bmcalc.rules.facts import Derived, Facts
from bmcalc.rules.limits import Stated, limit
from bmcalc.rules.measure_form import Given, Measure, against_limits, yes_no

_CALCIUM: Final = (
    "calcium_total", "albumin", "calcium_ionised", "calcium_lln", "calcium_uln",
    "calcium_ionised_lln", "calcium_ionised_uln", "correction", "correction_slope",
    "correction_reference",
)


def _calcium(known: Facts) -> CalciumStatus:
    return calcium_status(results_of(known.fact))


def status_of(known: Facts) -> CalciumStatus:
    """Return the calcium status of these facts, judged once."""
    return known.once(_calcium)


def _basis(known: Facts) -> Given:
    return status_of(known).basis


def _is_judged(status: CalciumStatus) -> bool:
    return status.grade is not None or status.bounds is not None


def _grade_if(holds: Callable[[CalciumStatus], bool]) -> Callable[[Facts], Given]:
    """Return the grade on one side, 0 on the other; unknown without a calcium."""
    def calculate(known: Facts) -> Given:
        status = status_of(known)
        if not _is_judged(status):
            return None
        return Term(Decimal(status.certain_level if holds(status) else 0))

    return calculate


def _yes_if(holds: Callable[[CalciumStatus], bool]) -> Callable[[Facts], Given]:
    def calculate(known: Facts) -> Given:
        status = status_of(known)
        if not _is_judged(status):
            return None
        return "yes" if holds(status) else "no"

    return calculate


def _state(known: Facts) -> Given:
    """Return low, normal or high; unknown without a calcium, or where albumin would decide."""
    status = status_of(known)
    if status.is_low:
        return "low"
    if status.is_high:
        return "high"
    return "normal" if status.grade == "normal" else None


def _magnesium(known: Facts) -> Given:
    value = known.fact("magnesium")
    return None if value is None else magnesium_in_mmol_per_l(value)


def _vitamin_d(known: Facts) -> Given:
    level: Term | None = known.fact("vitamin_d_25oh")
    return None if level is None else vitamin_d_in_nmol_per_l(level)


def in_unit_of(creatinine: Term, other: Term) -> Term:
    """Return a creatinine in the unit in which another one was reported."""
    if other.unit.key == "umol/L":
        return creatinine_in_umol_per_l(creatinine)
    return creatinine_in_mg_per_dl(creatinine)


def restart_limit(baseline: Term) -> Term:
    """Return the creatinine up to which a held treatment may be restarted."""
    return baseline * (1 + limit("creatinine_restart").magnitude / 100)


def rise_as_reported(known: Facts) -> Term | None:
    """Return how far creatinine rose since the baseline, in the unit of the baseline."""
    before, now = known.fact("creatinine_baseline"), known.fact("creatinine")
    return None if before is None or now is None else in_unit_of(now, before) - before


def _creatinine_unit(known: Facts) -> Given:
    before = known.fact("creatinine_baseline")
    return None if before is None else "umol" if before.unit.key == "umol/L" else "mg"


def _baseline_in_mg(known: Facts) -> Given:
    before = known.fact("creatinine_baseline")
    return None if before is None else creatinine_in_mg_per_dl(before)


def _rise_in_mg(known: Facts) -> Given:
    before, now = known.fact("creatinine_baseline"), known.fact("creatinine")
    if before is None or now is None:
        return None
    return creatinine_in_mg_per_dl(now) - creatinine_in_mg_per_dl(before)


def _may_restart(known: Facts) -> Given:
    before, now = known.fact("creatinine_baseline"), known.fact("creatinine")
    if before is None or now is None:
        return None
    return "yes" if in_unit_of(now, before) <= restart_limit(before) else "no"


_CREATININE: Final = ("creatinine_baseline", "creatinine")

BONE_MEASURES: Final[dict[str, Derived]] = {
    "calcium_basis": Derived(_CALCIUM, _basis, Measure(
        _("what calcium was judged by"),
        options={"none": _("no result"), "ionised": _("ionised calcium"),
                 "corrected": _("corrected calcium"), "bounds": _("bounds without albumin"),
                 "unclear": _("a correction that is incomplete")},
    )),
    "calcium_state": Derived(_CALCIUM, _state, against_limits(_("calcium against its limits"))),
    "calcium_low_grade": Derived(
        _CALCIUM, _grade_if(lambda status: status.is_low),
        Measure(_("CTCAE grade of a low calcium")),
    ),
    "calcium_high_grade": Derived(
        _CALCIUM, _grade_if(lambda status: status.is_high),
        Measure(_("CTCAE grade of a high calcium")),
    ),
    "calcium_may_be_low": Derived(
        _CALCIUM, _yes_if(lambda status: status.may_be_low),
        yes_no(_("calcium that is low at some albumins")),
    ),
    "calcium_may_be_high": Derived(
        _CALCIUM, _yes_if(lambda status: status.may_be_high),
        yes_no(_("calcium that is high at some albumins")),
    ),
    "calcium_not_low": Derived(
        _CALCIUM, _yes_if(lambda status: status.is_not_low),
        yes_no(_("calcium that is known not to be low")),
    ),
    "calcium_discordant": Derived(
        _CALCIUM, _yes_if(lambda status: status.is_discordant),
        yes_no(_("total and corrected calcium on different sides of the range")),
    ),
    "magnesium": Derived(("magnesium",), _magnesium),
    "vitamin_d_25oh": Derived(("vitamin_d_25oh",), _vitamin_d),
    "creatinine_unit": Derived(("creatinine_baseline",), _creatinine_unit, Measure(
        _("unit of the creatinine at baseline"), options={"umol": "µmol/L", "mg": "mg/dL"},
    )),
    "creatinine_baseline_mg": Derived(
        ("creatinine_baseline",), _baseline_in_mg,
        Measure(_("creatinine at baseline, in mg/dL"), "mg/dL"),
    ),
    "creatinine_rise_mg": Derived(
        _CREATININE, _rise_in_mg,
        Measure(_("rise of creatinine over baseline, in mg/dL"), "mg/dL"),
    ),
    "creatinine_may_restart": Derived(
        _CREATININE, _may_restart,
        yes_no(_("creatinine within {share} of the baseline", share=Stated("creatinine_restart"))),
    ),
}
"""The measures of calcium, vitamin D and creatinine, by key."""
