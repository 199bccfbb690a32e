"""Carboplatin: the questions about the target AUC and the GFR."""

from __future__ import annotations

from bmcalc.core.ask import AskQuantity, Span
from bmcalc.core.texts import _
from bmcalc.rules.entered import question
from bmcalc.rules.limits import Stated

TARGET_AUC = AskQuantity(
    label=_("Target AUC"), symbol=_("AUC"), decimals=1, limits_source="carboplatin-auc-limits",
    spans=(Span("mg*min/mL", hard=("0.5", "10"), usual=("1.5", "6")),),
)
GFR = question("gfr")
GFR_KIND = question("gfr_kind")
GFR_CAP = AskQuantity(
    label=_("Cap on the GFR"), symbol=_("cap"), decimals=0, null_means_off=True,
    limits_source="fda-carboplatin-2010",
    spans=(Span("mL/min", hard=("50", "250"), usual=(None, "125")),),
    hint=_("{cap} for an estimated GFR, none for a measured one.", cap=Stated("gfr_cap_fda")),
)
