"""From a patient's creatinine, in either unit, to a clearance, with its working.

What labels mean by creatinine clearance is Cockcroft-Gault with the actual weight and the
creatinine as measured.
"""

from __future__ import annotations

from decimal import Decimal

from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.units import unit
from bmcalc.core.work import Work
from bmcalc.formulas.analytes import (
    CREATININE_SOURCE,
    creatinine_in_mg_per_dl,
    creatinine_in_umol_per_l,
)
from bmcalc.formulas.renal_equations import RENAL_EQUATIONS, STANDARD_BODY, cockcroft_gault


def in_years(age: int) -> Term:
    """Return a whole number of years as a term, for the equations.

    Source: definition.

    >>> show(in_years(55))
    '55 y'
    """
    return Term(Decimal(age), unit("year"), _("age"))


def creatinine_in(creatinine: Term, key: str) -> Term:
    """Return a creatinine in ``mg/dL`` or ``umol/L``; the term itself where it is so already.

    Source: 1 mg/dL is 88.4 µmol/L (:mod:`bmcalc.formulas.analytes`).

    >>> show(creatinine_in(q("0.77 mg/dL"), "umol/L"), 3)
    '68.068 µmol/L'
    """
    if key == "mg/dL":
        return creatinine_in_mg_per_dl(creatinine)
    return creatinine_in_umol_per_l(creatinine)


def show_creatinine(creatinine: Term, key: str, work: Work) -> Term:
    """Return a creatinine in ``mg/dL`` or ``umol/L``; a conversion is shown as a step.

    Source: 1 mg/dL is 88.4 µmol/L (:mod:`bmcalc.formulas.analytes`).

    >>> show(show_creatinine(q("68 umol/L"), "mg/dL", Work()), 4)
    '0.7692 mg/dL'
    """
    converted = creatinine_in(creatinine, key)
    if converted is creatinine:
        return creatinine
    return work.step(
        _("Creatinine in {unit}", unit=converted.unit.label), converted, CREATININE_SOURCE,
        _("creatinine"), decimals=3,
    )


def show_clearance(age: Term, sex: str, creatinine: Term, weight: Term, work: Work) -> Term:
    """Show and return Cockcroft-Gault for a creatinine in mg/dL or µmol/L, in mL/min.

    The weight is taken as it is, and no floor is put under the creatinine.

    Source: Cockcroft DW, Gault MH, Nephron 1976;16:31-41.

    >>> show(show_clearance(q("55 year"), "female", q("68 umol/L"), q("60 kg"), Work()), 2)
    '78.27 mL/min'
    """
    equation = RENAL_EQUATIONS["cockcroft_gault"]
    measured = show_creatinine(creatinine, equation.creatinine, work)
    return work.step(
        equation.name, cockcroft_gault(age, sex, measured, weight), equation.source, _("GFR"),
        decimals=1,
    )


def deindexed(indexed: Term, area: Term) -> Term:
    """Return an indexed GFR as mL/min: indexed × area ÷ 1.73 m².

    Source: definition; an indexed GFR is a clearance per 1.73 m² of body surface.

    >>> show(deindexed(q("86.92 mL/min/1.73m^2"), q("1.6073 m^2")), 2)
    '80.76 mL/min'
    """
    return indexed * area / STANDARD_BODY
