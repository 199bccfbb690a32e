"""A drug for which nobody wrote a rule, or named a fact that it needs, and nobody signed that.

Its dose can be compared; that nothing stands against it means little.
"""

from __future__ import annotations

from typing import Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.texts import _
from bmcalc.formulary.drug_group import Group
from bmcalc.formulary.drugs import drug
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.schedule.due_lines import DueLine

SOURCE: Final = "never-assumed"

NEED_FACTS: Final = frozenset({
    Group.CYTOTOXIC, Group.ANTIBODY, Group.CONJUGATE, Group.CHECKPOINT_INHIBITOR, Group.TARGETED,
    Group.CDK46_INHIBITOR, Group.BONE_AGENT,
})
"""Kinds of drug that are never given without some result."""


def tell_no_gates(line: OrderLine, due: DueLine) -> None:
    """Ask about a drug that no rule of its own or of the regimen would ever hold or reduce.

    Where a pharmacist has signed its file, it is only said.
    """
    found = drug(due.drug)
    if not found.essential and found.group in NEED_FACTS and not found.reviewed_by:
        line.work.caution(
            FindingCode.NO_ESSENTIAL,
            _("No fact is named that {drug} needs, and nobody has reviewed it: it is compared "
              "whatever is not known.", drug=found.name), SOURCE, about=f"order.{line.drug}",
        )
    if found.has_gates or any(
        rule.gates and (not rule.drugs or due.drug in rule.drugs) for rule in due.regimen.rules
    ):
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
