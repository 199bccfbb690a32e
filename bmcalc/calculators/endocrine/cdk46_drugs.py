"""The CDK4/6 inhibitors: dose levels, as data."""

from __future__ import annotations

from typing import NamedTuple

from bmcalc.core.term import Term, q
from bmcalc.core.texts import _

PALBOCICLIB, RIBOCICLIB, ABEMACICLIB = "palbociclib", "ribociclib", "abemaciclib"

CDK46_NAMES: dict[str, object] = {
    PALBOCICLIB: _("Palbociclib"),
    RIBOCICLIB: _("Ribociclib"),
    ABEMACICLIB: _("Abemaciclib"),
}


class Cdk46(NamedTuple):
    """The levels of one drug, the highest first, its usual dose, its days, its source."""

    levels: tuple[Term, ...]
    usual: Term
    schedule: object
    source: str


CDK46: dict[str, Cdk46] = {
    PALBOCICLIB: Cdk46(
        (q("125 mg"), q("100 mg"), q("75 mg")), q("125 mg"),
        _("once a day with food, day 1 to 21 of 28"), "label-palbociclib-us",
    ),
    RIBOCICLIB: Cdk46(
        (q("600 mg"), q("400 mg"), q("200 mg")), q("600 mg"),
        _("once a day, day 1 to 21 of 28"), "label-ribociclib-us",
    ),
    ABEMACICLIB: Cdk46(
        (q("200 mg"), q("150 mg"), q("100 mg"), q("50 mg")), q("150 mg"),
        _("twice a day, every day"), "label-abemaciclib-us",
    ),
}

CYCLE_DAYS = 28
"""A cycle of palbociclib or ribociclib: 21 days of tablets and a week of rest."""
