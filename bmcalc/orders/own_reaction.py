"""A severe reaction to the ordered drug itself, where no rule of its file says what follows."""

from __future__ import annotations

from typing import Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.texts import _
from bmcalc.formulary.drugs import drug
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.situation import Situation

SOURCE: Final = "own-reaction"
_REACTION: Final = "hypersensitivity"


def tell_own_reaction(line: OrderLine, situation: Situation) -> None:
    """Ask about a drug with a recorded severe reaction to it; its own rule speaks where it has one.

    So that a hospital's drug without such a rule never agrees.
    """
    reactions = situation.facts[_REACTION]
    if not reactions or line.drug not in reactions:
        return
    if any(_REACTION in rule.measures for rule in drug(line.drug).rules):
        return
    line.work.caution(
        FindingCode.OWN_REACTION,
        _("A severe reaction to {drug} is recorded: may it be given again? Ask.", drug=line.name),
        SOURCE, about="patient.hypersensitivity",
    )
