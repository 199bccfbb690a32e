"""The AUC to which an order of carboplatin comes, where it does not agree with the planned one."""

from __future__ import annotations

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Finding, Severity, Work
from bmcalc.formulas.relative_change import relative_change
from bmcalc.orders.schedule.due_lines import DueLine


def tell_other_auc(
    auc: Term, due: DueLine, within: Term, severity: Severity, about: str, work: Work
) -> None:
    """Say which AUC was ordered, and whether the combination is published with that one too.

    ``within`` is by how many percent an order may differ from an AUC and still agree with it.
    """
    ordered = show(auc, 1).partition(" ")[0]
    for one in due.line.also_published:
        off = abs(relative_change(one.dose, auc).settled)
        if off <= within.to("%").magnitude:
            text = _("The planned dose is AUC {planned}; the order is AUC {ordered}, with which "
                     "this combination is published too. Where it is meant, set it for this "
                     "patient with the reason.", planned=_plain(due.line.dose), ordered=ordered)
            work.findings.append(
                Finding(FindingCode.OTHER_AUC, severity, text, about, one.sources)
            )
            return
    text = _("The planned dose is AUC {planned}; the order is AUC {ordered}.",
             planned=_plain(due.line.dose), ordered=ordered)
    work.findings.append(
        Finding(FindingCode.OTHER_AUC, severity, text, about, ("calvert-1989",))
    )


def _plain(dose: Term) -> str:
    return show(dose, 2, trim=True).partition(" ")[0]
