"""Carboplatin: the cap on an estimated GFR, equations that overestimate, and a high target AUC."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from bmcalc.core.arithmetic import least
from bmcalc.core.ask import Unset
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.formulas.calvert import NON_RENAL
from bmcalc.rules.limits import limit


@cache
def fda_cap() -> Term:
    """Return the highest estimated GFR that a dose may rest on, named for a formula."""
    return limit("gfr_cap_fda").named(_("cap"))


@cache
def fda_per_auc() -> Term:
    """Return the FDA's maximum dose for each unit of AUC: Calvert's dose at the cap."""
    return NON_RENAL + fda_cap()


def source_of_cap(cap: Term) -> str:
    """Return whose cap it is: the FDA's, or one of the hospital's own."""
    of_fda = cap is fda_cap() or cap == fda_cap()
    return "fda-carboplatin-2010" if of_fda else "calvert-cap-of-site"


class Capped(NamedTuple):
    """The GFR that the dose rests on, the cap that applied, and whether it lowered the GFR."""

    gfr: Term
    cap: Term | None
    lowered: bool


def cap_gfr(gfr: Term, cap: Term | Unset | None, measured: bool, work: Work) -> Capped:
    """Return the GFR used; without a cap of one's own an estimated GFR has the FDA's."""
    highest = fda_cap()
    if isinstance(cap, Unset):
        cap = None if measured else highest
    if cap is None:
        return Capped(gfr, None, False)
    source = source_of_cap(cap)
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
    """Ask for a reason for a high target AUC."""
    if auc > limit("auc_with_reason"):
        work.caution(
            "AUC_HIGH",
            _("A target AUC of {auc} needs a written reason.", auc=auc),
            "carboplatin-auc-limits", about="target_auc",
        )


def gate_equation(equation: str, name: object, gfr: Term, work: Work) -> None:
    """Stop where the chosen equation is known to overestimate a GFR like this one."""
    weak_below = limit("gfr_overestimated_below")
    if equation in ("wright_jaffe", "martin_1998") and gfr < weak_below:
        work.stop(
            "EQUATION_UNSAFE",
            _("{equation} overestimates a GFR below {limit} by a third or more. Use "
              "Cockcroft-Gault or a measured GFR.", equation=name, limit=weak_below),
            "poole-2002", about="equation",
        )
    elif equation in ("mdrd4_175", "ckd_epi_2009", "ckd_epi_2021"):
        work.info(
            FindingCode.EQUATION_OVERDOSES,
            _("Against a measured GFR, MDRD gave too high a carboplatin dose in 81 % and CKD-EPI "
              "in 87 % of patients (Cockcroft-Gault: 66 %)."),
            "craig-2012", about="equation",
        )
