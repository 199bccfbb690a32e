"""How rules see the sum of anthracyclines, which whoever knows the history hands over."""

from __future__ import annotations

from typing import Final

from bmcalc.core.texts import _
from bmcalc.rules.measure_form import Measure, yes_no

HISTORY_STATES: Final[dict[str, object]] = {
    "known": _("known"), "unknown": _("unknown"), "uncountable": _("not to be counted"),
}
SUM_MEASURES: Final[dict[str, Measure]] = {
    "anthracycline_history_state": Measure(
        _("anthracyclines before this course"), options=HISTORY_STATES),
    "anthracycline_share": Measure(_("anthracyclines, share of the lifetime limits"), "%"),
    "anthracycline_share_verified": Measure(
        _("anthracyclines, share of the lifetime limits that were read"), "%"),
    "anthracycline_share_if_mediastinal": Measure(
        _("anthracyclines, share of the limits after radiotherapy of the mediastinum"), "%"),
    "anthracycline_equivalent": Measure(
        _("anthracyclines in doxorubicin, ESC 2022"), "mg/m^2"),
    "anthracycline_equivalent_share": Measure(
        _("doxorubicin equivalents, share of the limit of doxorubicin"), "%"),
    "epirubicin_after_mediastinal": yes_no(
        _("epirubicin and radiotherapy of the mediastinum")),
    "mitoxantrone_counted": yes_no(_("mitoxantrone in the sum")),
    "doxorubicin_received": Measure(_("doxorubicin before"), "mg/m^2"),
}
"""Measures that whoever knows the history and the dose hands over."""
