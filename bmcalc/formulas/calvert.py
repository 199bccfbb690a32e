"""Carboplatin by Calvert: dose and AUC for a GFR.

Only AUC × (GFR + 25) is known here; the retrospective form of the same paper is superseded. The
GFR is absolute, in mL/min: an indexed one raises
:class:`bmcalc.core.units.DimensionError`.
"""

from __future__ import annotations

from bmcalc.core.term import Term, q

NON_RENAL = q("25 mL/min")
"""Carboplatin's clearance outside the kidney."""


def calvert(auc: Term, gfr: Term) -> Term:
    """Return AUC × (GFR + 25 mL/min) in mg; AUC in mg·min/mL, GFR in mL/min.

    Source: Calvert AH et al., J Clin Oncol 1989;7:1748-1756.

    >>> show(calvert(q("5 mg*min/mL"), q("90 mL/min")))
    '575 mg'
    """
    return auc * (gfr + NON_RENAL)


def auc_of(dose: Term, gfr: Term) -> Term:
    """Return the AUC in mg·min/mL that a dose gives at a GFR: Calvert's formula turned round.

    Source: Calvert AH et al., J Clin Oncol 1989;7:1748-1756.

    >>> show(auc_of(q("575 mg"), q("90 mL/min")), 2)
    '5.00 mg·min/mL'
    """
    return dose / (gfr + NON_RENAL)
