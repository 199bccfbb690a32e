"""A drug for which nobody wrote a rule: its dose can be compared, and nothing else about it."""

from __future__ import annotations

from typing import Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drug
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.schedule.due_lines import DueLine

SOURCE: Final = "never-assumed"


def tell_no_gates(line: OrderLine, due: DueLine) -> None:
    """Ask about a drug that no rule of its own or of the regimen would ever hold or reduce.

    Where a pharmacist has signed its file, it is only said.
    """
    found = drug(due.drug)
    of_the_regimen = any(
        rule.gates and (not rule.drugs or due.drug in rule.drugs) for rule in due.regimen.rules
    )
    if found.has_gates or of_the_regimen:
        return
    about = f"order.{line.drug}"
    if found.reviewed_by:
        line.work.info(
            FindingCode.NO_GATES,
            _("No gates are known for {drug}: no result holds or reduces it. Reviewed by {name}.",
              drug=found.name, name=found.reviewed_by), SOURCE, about=about,
        )
    else:
        line.work.caution(
            FindingCode.NO_GATES,
            _("No gates are known for {drug}, and nobody has reviewed it: no result would hold or "
              "reduce it. Judge counts, liver, kidney and interval yourself.", drug=found.name),
            SOURCE, about=about,
        )
