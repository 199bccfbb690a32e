"""An order that is what the label prints for the patient's area, and not what is calculated."""

from __future__ import annotations

from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.formulas.relative_change import relative_change
from bmcalc.orders.dosing.line_dose import LineDose
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.schedule.due_lines import DueLine
from bmcalc.orders.situation import Situation
from bmcalc.rules.tables.oral_bands import band_table


def printed_dose(
    planned: Term | None, due: DueLine, dose: LineDose, situation: Situation
) -> tuple[Term, tuple[str, ...]] | None:
    """Return the dose that a label prints for the patient's area, with its sources; None for none.

    Where no Chinese table is known the European one is looked at. A reduced dose has no row.
    """
    area = dose.values.get("bsa")
    if area is None or planned != due.line.dose:
        return None
    profile, name = situation.policy.label_profile, due.drug
    table = band_table(name, due.line.dose, profile) or band_table(name, due.line.dose, "eu")
    row = None if table is None else table.band(area)
    return None if table is None or row is None else (row.dose, table.sources)


def tell_printed_dose(
    line: OrderLine, dose: LineDose, printed: tuple[Term, tuple[str, ...]] | None,
    situation: Situation,
) -> None:
    """Say that an order off the calculated dose is the one that the label's table prints."""
    if printed is None or dose.computed is None or line.ordered != printed[0]:
        return
    off = relative_change(dose.computed.named(_("dose")), printed[0].to("mg"))
    agrees = situation.policy.tolerance_agrees.to("%").magnitude
    if abs(off.settled) <= agrees:
        return
    line.work.info(
        "DOSE_OF_THE_TABLE",
        _("{dose} is what the label's table prints for this area, {percent} off the calculated "
          "dose.", dose=printed[0], percent=show(off, decimals_against(off, (-agrees, agrees), 1))),
        *printed[1], about=f"order.{line.drug}",
    )
