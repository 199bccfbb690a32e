"""The institution's lower limit of the ejection fraction, and what it is where none is given."""

from __future__ import annotations

from bmcalc.core.ask import AskQuantity, Span
from bmcalc.core.texts import _
from bmcalc.rules.limits import contract_choice

DEFAULT_LVEF_LLN = contract_choice("laboratory.lvef_lln").named(_("lower limit of LVEF"))

LVEF_LLN = AskQuantity(
    label=_("Lower limit of LVEF"), symbol=_("lower limit of LVEF"), decimals=0,
    hint=_("of the institution"),
    spans=(Span("%", hard=("45", "60")),),
)
