"""Zoledronic acid 4 mg: the dose by clearance, its volumes, and when creatinine holds it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from bmcalc.core.term import Term, q
from bmcalc.formulas.analytes import creatinine_in_mg_per_dl, creatinine_in_umol_per_l

CONCENTRATE = q("0.8 mg/mL")
READY_TO_USE = q("0.04 mg/mL")
BAG = q("100 mL")


class Band(NamedTuple):
    """One row of the label: the dose, its volume of concentrate, what leaves a ready bag."""

    dose: Term
    concentrate: Term
    withdrawn: Term


FULL_DOSE_ABOVE = q("60 mL/min")
FULL_DOSE = Band(q("4.0 mg"), q("5.0 mL"), q("0 mL"))
REDUCED: tuple[tuple[Term, Band], ...] = (
    (q("50 mL/min"), Band(q("3.5 mg"), q("4.4 mL"), q("12 mL"))),
    (q("40 mL/min"), Band(q("3.3 mg"), q("4.1 mL"), q("18 mL"))),
    (q("30 mL/min"), Band(q("3.0 mg"), q("3.8 mL"), q("25 mL"))),
)
"""From which clearance each reduced dose is given; the highest first."""


def band(clearance: Term) -> Band | None:
    """Return the row for a Cockcroft-Gault clearance, or None below 30 mL/min.

    The label names whole numbers (50-60, 40-49); between them the lower end decides.
    """
    if clearance > FULL_DOSE_ABOVE:
        return FULL_DOSE
    for lowest, reduced in REDUCED:
        if clearance >= lowest:
            return reduced
    return None


class CreatinineLimits(NamedTuple):
    """Which rise holds the next dose: by the baseline, in the unit reported."""

    normal_baseline: Term
    rise_at_normal: Term
    rise_above: Term


LIMITS = {
    "mg/dL": CreatinineLimits(q("1.4 mg/dL"), q("0.5 mg/dL"), q("1.0 mg/dL")),
    "umol/L": CreatinineLimits(q("124 umol/L"), q("44 umol/L"), q("88 umol/L")),
}
RESTART_WITHIN = Decimal("1.1")
"""A held treatment restarts within 10 % of the baseline."""


def in_unit_of(creatinine: Term, other: Term) -> Term:
    """Return a creatinine in the unit in which another one was reported."""
    if other.unit.key == "umol/L":
        return creatinine_in_umol_per_l(creatinine)
    return creatinine_in_mg_per_dl(creatinine)


def holding_rise(baseline: Term) -> Term:
    """Return the rise that holds the dose; a baseline just at the limit takes the stricter one."""
    limits = LIMITS[baseline.unit.key]
    return limits.rise_at_normal if baseline <= limits.normal_baseline else limits.rise_above


def restart_limit(baseline: Term) -> Term:
    """Return the creatinine up to which a held treatment may be restarted: 10 % over baseline."""
    return baseline * RESTART_WITHIN
