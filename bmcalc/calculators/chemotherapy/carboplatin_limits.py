"""Carboplatin: the cap on an estimated GFR, the gates of a low one, and a high target AUC."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from bmcalc.core.arithmetic import least
from bmcalc.core.ask import Unset
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, q, show
from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.formulas.calvert import NON_RENAL

D = Decimal

FDA_CAP = q("125 mL/min", _("cap"))
"""The highest estimated GFR that a dose may rest on."""

FDA_PER_AUC = NON_RENAL + FDA_CAP
"""The FDA's maximum dose for each unit of AUC: 150 mg."""

HIGH_AUC = D("7.5")
"""mg·min/mL above which a target needs a written reason."""

NEVER_AT, CONSULT_AT = D(20), D(30)
"""mL/min at or below which carboplatin is not given, and up to which two people decide."""

WEAK_BELOW = D(50)
"""mL/min below which Wright and Martin overestimate the GFR by a third or more."""


class Capped(NamedTuple):
    """The GFR that the dose rests on, the cap that applied, and whether it lowered the GFR."""

    gfr: Term
    cap: Term | None
    lowered: bool


def cap_gfr(gfr: Term, cap: Term | Unset | None, measured: bool, work: Work) -> Capped:
    """Return the GFR used; unless one is given, only an estimated GFR is capped, at 125 mL/min."""
    if isinstance(cap, Unset):
        cap = None if measured else FDA_CAP
    if cap is None:
        return Capped(gfr, None, False)
    source = "fda-carboplatin-2010" if cap == FDA_CAP else "calvert-cap-of-site"
    lowered = gfr > cap
    used = work.step(_("GFR used, at most the cap"), least(gfr, cap), source, _("GFR used"),
                     decimals=1)
    if lowered:
        work.info(
            "GFR_CAPPED",
            _("The GFR of {gfr} counts as {cap}.", gfr=show(gfr, 1), cap=show(cap)),
            source, about="gfr_cap",
        )
    return Capped(used, cap, lowered)


def confirm_auc(auc: Term, work: Work) -> None:
    """Ask for a reason for a target AUC above 7.5."""
    if auc.magnitude > HIGH_AUC:
        work.caution(
            "AUC_HIGH",
            _("A target AUC of {auc} needs a written reason.", auc=auc),
            "carboplatin-auc-limits", about="target_auc",
        )


def gate_gfr(gfr: Term, work: Work) -> None:
    """Stop at a GFR of 20 mL/min or less; above it up to 30 ask for two people."""
    amount = gfr.settled
    if amount <= NEVER_AT:
        work.stop(
            "GFR_TOO_LOW",
            _("Carboplatin is not given at a GFR of {gfr}: it is 20 mL/min or less.",
              gfr=show(gfr, decimals_against(gfr, (NEVER_AT,), 1))),
            "nccp-261-430",
        )
    elif amount <= CONSULT_AT:
        work.caution(
            "GFR_LOW",
            _("A GFR of {gfr} is between 20 and 30 mL/min: extreme caution. The consultant and "
              "the pharmacist decide together.",
              gfr=show(gfr, decimals_against(gfr, (NEVER_AT, CONSULT_AT), 1))),
            "nccp-261-430",
        )


def gate_equation(equation: str, name: object, gfr: Term, work: Work) -> None:
    """Stop where the chosen equation is known to overestimate a GFR like this one."""
    if equation in ("wright_jaffe", "martin_1998") and gfr.settled < WEAK_BELOW:
        work.stop(
            "EQUATION_UNSAFE",
            _("{equation} overestimates a GFR below 50 mL/min by a third or more. Use "
              "Cockcroft-Gault or a measured GFR.", equation=name),
            "poole-2002", about="equation",
        )
    elif equation in ("mdrd4_175", "ckd_epi_2009", "ckd_epi_2021"):
        work.info(
            "EQUATION_OVERDOSES",
            _("Against a measured GFR, MDRD gave too high a carboplatin dose in 81 % and CKD-EPI "
              "in 87 % of patients (Cockcroft-Gault: 66 %)."),
            "craig-2012", about="equation",
        )
