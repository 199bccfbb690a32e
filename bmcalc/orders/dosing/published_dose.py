"""An order by area or weight that is not the planned dose, but another one of its regimen in print.

Docetaxel 80 to 100 mg/m² after an anthracycline: the regimen plans the lower one. The other is told
and still has to be set for the patient, with the reason.
"""

from __future__ import annotations

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Finding, Severity
from bmcalc.formulary.drug_entry import Basis
from bmcalc.formulary.drugs import drug
from bmcalc.formulas.relative_change import relative_change
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.schedule.due_lines import DueLine


def tell_published(
    line: OrderLine, due: DueLine, computed: Term, within: Term, severity: Severity
) -> None:
    """Say with which other dose of the regimen in print an order agrees; nothing where with none.

    ``within`` is by how many percent they may differ. A dose that a rule or a person reduced is
    compared with no other.
    """
    planned = due.line.dose
    if drug(line.drug).basis is Basis.AUC or line.planned != planned or line.ordered is None:
        return
    for one in due.line.also_published:
        other = computed * (one.dose / planned)
        if abs(relative_change(other, line.ordered).settled) <= within.to("%").magnitude:
            text = _("The planned dose is {planned}; the order comes to {ordered}, with which this "
                     "combination is published too. Where it is meant, set it for this patient "
                     "with the reason.", planned=show(planned, 2, trim=True),
                     ordered=show(one.dose, 2, trim=True))
            line.work.findings.append(Finding(
                FindingCode.OTHER_PUBLISHED_DOSE, severity, text, f"order.{line.drug}",
                one.sources,
            ))
            return
