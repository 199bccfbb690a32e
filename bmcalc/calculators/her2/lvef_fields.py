"""The institution's lower limit of the ejection fraction, and what it is where none is given."""

from __future__ import annotations

from bmcalc.core.texts import _
from bmcalc.rules.entered import question
from bmcalc.rules.limits import contract_choice

DEFAULT_LVEF_LLN = contract_choice("laboratory.lvef_lln").named(_("lower limit of LVEF"))

LVEF_LLN = question("lvef_lln")
