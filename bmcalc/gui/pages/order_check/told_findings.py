"""The findings as the band above the order tells them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bmcalc.core.severity import Severity
from bmcalc.gui.pages.order_check.matters import Matter
from bmcalc.gui.result.finding_list import Told
from bmcalc.gui.result.sort import Sort

_WEIGHTS: Final = {Sort.STOP: Severity.STOP, Sort.CONFIRM: Severity.CAUTION,
                   Sort.ADD: Severity.CAUTION}


def told_about(matters: Iterable[Matter]) -> list[Told]:
    """Return what is to be settled, in the order of its numbers."""
    return [
        Told(_WEIGHTS[one.sort], one.text, one.below, one.fields[0] if one.fields else "")
        for one in matters if one.number and one.sort is not None and one.sort in _WEIGHTS
    ]
