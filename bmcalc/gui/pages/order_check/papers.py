"""The kinds of paper of an order by their titles; the papers themselves are made when asked for."""

from __future__ import annotations

from typing import Final

from bmcalc.core.texts import _

SLIP: Final = _("Slip of one page")
SLIP_WITH_WORKING: Final = _("Slip with the whole working")
LABELS: Final = _("Bag labels")
LABEL_SHEETS: Final = _("Bag labels, eight on a sheet of A4")
WORKSHEET: Final = _("Preparation worksheet")
WORKING: Final = _("Whole working")

TITLES: Final = (SLIP, SLIP_WITH_WORKING, LABELS, LABEL_SHEETS, WORKSHEET, WORKING)
"""In the order of the menu; the first is the one that Print shows."""
