"""What the first paint could do without, loaded while the window can already be used."""

from __future__ import annotations

import sys
from threading import Event
from typing import Final

from PySide6.QtCore import QThread, Signal

from bmcalc.calculators import all_calculators

LONGEST_WAIT: Final = 5
"""Seconds after which the pages are loaded, though the opened file was never painted."""


class Loading(QThread):
    """Loads calculators and formulary.

    ``order_first``: the order check is loaded first, and nothing else before ``is_shown`` is set.
    It touches no widget: who listens to it is an object of the window's thread.
    """

    calculators_are_loaded = Signal()
    formulary_is_read = Signal()
    failed = Signal(object)

    def __init__(self, order_first: bool) -> None:
        super().__init__()
        self._order_first = order_first
        self.is_shown = Event()

    def run(self) -> None:
        """Load every calculator, then the drugs and regimens with what the order check needs.

        With the calculators the formulary is named: its hash is that of hundreds of files.
        """
        from bmcalc.formulary.in_force import formulary_identity

        try:
            if self._order_first:
                self._load_order_check()
                self.is_shown.wait(LONGEST_WAIT)
            all_calculators()
            formulary_identity()
            self.calculators_are_loaded.emit()
            if not self._order_first:
                self._load_order_check()
        except Exception:
            self.failed.emit(sys.exc_info())

    def _load_order_check(self) -> None:
        from bmcalc.formulary.in_force import formulary
        from bmcalc.site_folder import put_site_in_force

        put_site_in_force()
        formulary()
        from bmcalc.orders import order_check  # noqa: F401

        self.formulary_is_read.emit()
