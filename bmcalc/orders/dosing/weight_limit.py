"""What a label says of the highest dose by weight: the weight counted, and what is never given."""

from __future__ import annotations

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.formulary.drug_entry import Basis, Drug
from bmcalc.formulas.relative_change import relative_change


def counted_weight(found: Drug, weight: Term, work: Work) -> Term:
    """Return the weight in kg that the dose is calculated from, the label's largest at most."""
    largest, actual = found.largest_weight, weight.to("kg")
    if largest is None or actual <= largest.weight:
        return actual
    work.info(
        "LARGEST_WEIGHT",
        _("The dose is calculated from {largest}, not from {weight}. {text}",
          largest=largest.weight, weight=actual, text=largest.text),
        *largest.sources, about="patient.weight",
    )
    return largest.weight


def judge_never_exceeded(
    found: Drug, ordered: Term, weight: Term | None, tolerance: Term, about: str, work: Work
) -> None:
    """Ask about an order above the label's highest dose; stop one that is further off.

    ``ordered`` is in mg, ``tolerance`` in percent: up to it somebody is asked.
    """
    never, highest = found.never_exceeded, found.highest_dose
    if never is None or highest is None or weight is None or found.basis is not Basis.WEIGHT:
        return
    largest = found.largest_weight
    kg = weight.to("kg")
    if largest is not None and kg > largest.weight:
        kg = largest.weight
    most = (highest * kg).to("mg")
    if ordered <= most:
        return
    over = relative_change(most, ordered)
    tell = work.caution if over.settled <= tolerance.to("%").magnitude else work.stop
    tell(
        FindingCode.ABOVE_NEVER_EXCEEDED,
        _("The ordered {ordered} is above {most}. {text}", ordered=ordered,
          most=show(most, 1, trim=True), text=never.text),
        *never.sources, about=about,
    )
