"""An order by area that comes to another dose with which the same combination is published."""

from __future__ import annotations

from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Finding, Severity, Work
from bmcalc.formulas.relative_change import relative_change
from bmcalc.orders.schedule.due_lines import DueLine

CODE = "OTHER_PUBLISHED_DOSE"


def tell_other_published(
    ordered: Term, area: Term | None, due: DueLine, within: Term, severity: Severity, about: str,
    work: Work,
) -> None:
    """Say that the order fits another published dose, within so many percent.

    It stays what it is: another dose than the regimen's.
    """
    if area is None or due.line.dose.unit.key != "mg/m^2":
        return
    per_area = ordered.to("mg") / area
    for one in due.line.also_published:
        if abs(relative_change(one.dose, per_area).settled) <= within.to("%").magnitude:
            text = _("The planned dose is {planned}; the order is that of {other}, with which this "
                     "combination is published too. Choose that regimen, or set the dose for this "
                     "patient with the reason.", planned=show(due.line.dose, 2, trim=True),
                     other=show(one.dose, 2, trim=True))
            work.findings.append(Finding(CODE, severity, text, about, one.sources))
            return
