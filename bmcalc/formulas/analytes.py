"""From one way of reporting a laboratory value to the other, by named function.

Moles and grams are never converted by the unit registry: which molecule is meant decides, so
each analyte has its own functions. They return the term itself where it is already in the
wanted unit; otherwise an unnamed term to show with :func:`bmcalc.core.work.Work.step` under the
analyte's source.
"""

from __future__ import annotations

from decimal import Decimal

from bmcalc.core.term import Term, measured_in, number, q
from bmcalc.core.units import unit

CREATININE_SOURCE = "creatinine-conversion"
CALCIUM_SOURCE = "calcium-conversion"
ALBUMIN_SOURCE = "albumin-conversion"
BILIRUBIN_SOURCE = "bilirubin-conversion"
MAGNESIUM_SOURCE = "magnesium-conversion"
PHOSPHATE_SOURCE = "phosphate-conversion"

CREATININE_FACTOR = q("88.4 umol*dL/L/mg")
"""µmol/L in 1 mg/dL of creatinine: 10000 ÷ 113.12 g/mol, as convention rounds it."""

CALCIUM_FACTOR = q("4.0078 mg*L/dL/mmol")
"""mg/dL in 1 mmol/L of calcium: the molar mass of 40.078 g/mol, written for these units."""

BILIRUBIN_FACTOR = q("58.466 mg*L/dL/mmol")
"""mg/dL in 1 mmol/L of bilirubin: the molar mass of 584.66 g/mol, written for these units."""

MAGNESIUM_FACTOR = q("0.4114 mmol*dL/L/mg")
"""mmol/L in 1 mg/dL of magnesium: 10 ÷ 24.305 g/mol."""

PHOSPHATE_FACTOR = q("0.3229 mmol*dL/L/mg")
"""mmol/L in 1 mg/dL of phosphate, reported as phosphorus: 10 ÷ 30.974 g/mol."""

VITAMIN_D_FACTOR = Decimal("2.5")
"""nmol/L that 1 ng/mL of 25-hydroxyvitamin D counts as."""

_UMOL_PER_L = unit("umol/L")
_NMOL_PER_L = unit("nmol/L")
_MMOL_PER_L = unit("mmol/L")
_MG_PER_DL = unit("mg/dL")


def creatinine_in_umol_per_l(creatinine: Term) -> Term:
    """Return the creatinine in µmol/L; 1 mg/dL is 88.4 µmol/L.

    Source: 1 mg/dL is 88.4 µmol/L by convention; molar mass 113.12 g/mol.

    >>> show(creatinine_in_umol_per_l(q("0.77 mg/dL")), 3)
    '68.068 µmol/L'
    """
    if creatinine.unit is _UMOL_PER_L:
        return creatinine
    return (creatinine.to("mg/dL") * CREATININE_FACTOR).to("umol/L")


def creatinine_in_mg_per_dl(creatinine: Term) -> Term:
    """Return the creatinine in mg/dL; 88.4 µmol/L are 1 mg/dL.

    Source: 1 mg/dL is 88.4 µmol/L by convention; molar mass 113.12 g/mol.

    >>> show(creatinine_in_mg_per_dl(q("68 umol/L")), 4)
    '0.7692 mg/dL'
    """
    if creatinine.unit is _MG_PER_DL:
        return creatinine
    return (creatinine.to("umol/L") / CREATININE_FACTOR).to("mg/dL")


def calcium_in_mmol_per_l(calcium: Term) -> Term:
    """Return the calcium in mmol/L; 4.0078 mg/dL are 1 mmol/L.

    Source: molar mass 40.078 g/mol, IUPAC standard atomic weight.

    >>> show(calcium_in_mmol_per_l(q("8.0 mg/dL")), 4)
    '1.9961 mmol/L'
    """
    if calcium.unit is _MMOL_PER_L:
        return calcium
    return (calcium.to("mg/dL") / CALCIUM_FACTOR).to("mmol/L")


def calcium_in_mg_per_dl(calcium: Term) -> Term:
    """Return the calcium in mg/dL; 1 mmol/L is 4.0078 mg/dL.

    Source: molar mass 40.078 g/mol, IUPAC standard atomic weight.

    >>> show(calcium_in_mg_per_dl(q("2.5 mmol/L")), 4)
    '10.0195 mg/dL'
    """
    if calcium.unit is _MG_PER_DL:
        return calcium
    return (calcium.to("mmol/L") * CALCIUM_FACTOR).to("mg/dL")


def albumin_in_g_per_l(albumin: Term) -> Term:
    """Return the albumin in g/L; 1 g/dL is 10 g/L, both are grams.

    Source: definition.

    >>> show(albumin_in_g_per_l(q("4.1 g/dL")), 0)
    '41 g/L'
    """
    return albumin.to("g/L")


def bilirubin_in_umol_per_l(bilirubin: Term) -> Term:
    """Return the bilirubin in µmol/L; 0.058466 mg/dL are 1 µmol/L.

    Source: molar mass 584.66 g/mol (from memory).

    >>> show(bilirubin_in_umol_per_l(q("1.0 mg/dL")), 2)
    '17.10 µmol/L'
    """
    if bilirubin.unit is _UMOL_PER_L:
        return bilirubin
    return (bilirubin.to("mg/dL") / BILIRUBIN_FACTOR).to("umol/L")


def magnesium_in_mmol_per_l(magnesium: Term) -> Term:
    """Return the magnesium in mmol/L; 1 mg/dL is 0.4114 mmol/L.

    Source: molar mass 24.305 g/mol (from memory).

    >>> show(magnesium_in_mmol_per_l(q("1.8 mg/dL")), 2)
    '0.74 mmol/L'
    """
    if magnesium.unit is _MMOL_PER_L:
        return magnesium
    return magnesium.to("mg/dL") * MAGNESIUM_FACTOR


def phosphate_in_mmol_per_l(phosphate: Term) -> Term:
    """Return the phosphate in mmol/L; 1 mg/dL of phosphorus is 0.3229 mmol/L.

    Source: molar mass of phosphorus 30.974 g/mol (from memory).

    >>> show(phosphate_in_mmol_per_l(q("3.0 mg/dL")), 2)
    '0.97 mmol/L'
    """
    if phosphate.unit is _MMOL_PER_L:
        return phosphate
    return phosphate.to("mg/dL") * PHOSPHATE_FACTOR


def vitamin_d_in_nmol_per_l(vitamin_d: Term) -> Term:
    """Return the 25-hydroxyvitamin D in nmol/L; 1 ng/mL counts as 2.5 nmol/L.

    Source: convention by which the cut-offs are printed (50 and 20, 25 and 10); by the molar mass
    of 400.64 g/mol it is 2.496.

    >>> show(vitamin_d_in_nmol_per_l(q("20 ng/mL")), 1)
    '50.0 nmol/L'
    """
    if vitamin_d.unit is _NMOL_PER_L:
        return vitamin_d
    return measured_in(number(vitamin_d, "ng/mL") * VITAMIN_D_FACTOR, "nmol/L")
