"""An order against the ceilings of its drug: in mg a single dose, and over the days of a cycle."""

from __future__ import annotations

from bmcalc.calculators.chemotherapy.dose_caps import gate_cycle, gate_total
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.formulary.drug_entry import Basis, Drug
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.planned_days import days_of
from bmcalc.orders.dosing.line_dose import LineDose
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.schedule.due_lines import DueLine
from bmcalc.orders.situation import Situation
from bmcalc.orders.verdicts import Verdict
from bmcalc.rules.rule import Profile


def judge_ceilings(line: OrderLine, due: DueLine, dose: LineDose, situation: Situation) -> None:
    """Stop, or ask about, an ordered dose above a ceiling, alone or on all its days together."""
    assert line.ordered is not None and dose.computed is not None
    found, profile = drug(line.drug), situation.policy.label_profile
    about, planned = f"order.{line.drug}", due.line.dose
    gate_total(found, planned, dose.computed, line.ordered, profile, about, line.work)
    on_basis = _on_basis(found, line.ordered, dose)
    if found.highest_per_cycle and on_basis is not None:
        a_cycle = on_basis * due.line.times_per_day * _days_ordered(line, due)
        gate_cycle(found, planned, a_cycle, profile, about, line.work)


def _on_basis(found: Drug, ordered: Term, dose: LineDose) -> Term | None:
    if found.basis is not Basis.AREA:
        return ordered if found.basis is Basis.FIXED else None
    area: Term | None = dose.values.get("bsa_used")
    return None if area is None else ordered.to("mg") / area


def _days_ordered(line: OrderLine, due: DueLine) -> int:
    """Return on how many days of the cycle it is given, by the order where it says more."""
    assert line.order is not None
    planned = len(days_of(due.line, due.cycle or 2))
    return max(planned, len(line.order.days), line.order.duration_days or 0)


def judge_cap(
    line: OrderLine, dose: LineDose, source: str, profile: Profile, about: str
) -> None:
    """Ask about an order above a dose that a cap limits; stop it beyond the tolerance.

    ``source`` is of the cap where it is none of the drug's own.
    """
    uncapped = dose.values.get("dose_uncapped")
    if uncapped is None or dose.computed is None or line.ordered is None:
        return
    if uncapped <= dose.computed or line.ordered <= dose.computed:
        return
    assert line.comparison is not None
    text = _("The ordered {ordered} is above the dose that the cap leaves, {computed}.",
             ordered=line.ordered,
             computed=show(dose.computed, decimals_against(dose.computed, [line.ordered], 1),
                           trim=True))
    tell = line.work.caution if line.comparison.verdict is Verdict.AGREES else line.work.stop
    own = _own_cap(drug(line.drug), dose, profile)
    tell(FindingCode.ORDER_ABOVE_CAP, text, *(own or (source,)), about=about)


def _own_cap(found: Drug, dose: LineDose, profile: Profile) -> tuple[str, ...]:
    """Return the sources of the drug's own cap where it is the one that limits; else none."""
    for one in found.highest_total:
        if profile in one.profiles and dose.computed == one.above:
            return one.sources
    used = dose.values.get("bsa_used")
    label = found.largest_area
    return label.sources if label is not None and used == label.area else ()
