"""Drugs that go together, or never: pertuzumab with trastuzumab, one product of each kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.texts import _
from bmcalc.core.work import Finding, Severity
from bmcalc.formulary.drugs import drug
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.reading.ordered import Order

NAME_SOURCE: Final = "order-name-check"

ANTI_HER2: Final = ("trastuzumab_iv", "trastuzumab_sc", "phesgo", "trastuzumab_deruxtecan")
"""Products that contain trastuzumab: never two of them in one order."""

TRASTUZUMAB: Final = ("trastuzumab_iv", "trastuzumab_sc")
BONE: Final = ("denosumab", "zoledronic_acid", "ibandronate", "pamidronate", "clodronate")
_PRODUCTS: Final = (
    (ANTI_HER2, "TWO_TRASTUZUMABS",
     _("Two products with trastuzumab are ordered together: they are never combined.")),
    (BONE, "TWO_BONE_AGENTS",
     _("Two bone agents are ordered together: one of them only.")),
)


def withheld(line: OrderLine) -> bool:
    """Say whether a rule forbids the drug today, so that its absence from the order is right."""
    return any(
        one.severity is Severity.STOP and not one.rule.undecided for one in line.rules_met
    )


def judge_partners(by_drug: Mapping[str, OrderLine], order: Order) -> None:
    """Add what follows for each line from the presence or absence of its partners."""
    ordered = {name for name, line in by_drug.items() if line.order is not None}
    _judge_pertuzumab(by_drug, ordered, order)
    for group, code, text in _PRODUCTS:
        if ordered.isdisjoint(group):
            continue
        sure = [one for one in group if one in ordered]
        unsure = [one for one in group if one in order.unread and one not in ordered]
        for one in sure:
            if len(sure) > 1:
                by_drug[one].work.stop(code, text, NAME_SOURCE, about=f"order.{one}")
            elif unsure:
                _leave_open(by_drug[one])


def _leave_open(line: OrderLine) -> None:
    """Leave undecided what depends on a drug whose line could not be read or stands twice."""
    line.work.findings.append(Finding(
        FindingCode.PARTNER_UNKNOWN, Severity.CAUTION,
        _("It depends on another drug of the order whose line was not understood, or that stands "
          "twice."), f"order.{line.drug}", ("never-assumed",),
    ))


def _judge_pertuzumab(
    by_drug: Mapping[str, OrderLine], ordered: set[str], order: Order
) -> None:
    line = by_drug.get("pertuzumab")
    if line is None or line.order is None:
        return
    about = "order.pertuzumab"
    source = drug("pertuzumab").sources[0]
    partners = [one for one in TRASTUZUMAB if one in ordered]
    unsure = order.names_nobody_knows or any(
        one in order.unread or one in order.twice for one in TRASTUZUMAB
    )
    if all(one in order.twice for one in partners) and unsure:
        _leave_open(line)
    elif not partners:
        line.work.stop(
            FindingCode.PERTUZUMAB_ALONE,
            _("Pertuzumab is ordered without trastuzumab: it is never given without it."),
            source, about=about,
        )
    elif withheld(by_drug[partners[0]]):
        line.work.stop(
            "PARTNER_WITHHELD",
            _("Trastuzumab is withheld, so pertuzumab is withheld as well."), source, about=about,
        )
