"""What is in sight of the order page: all of it, or in a narrow one a tab at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject

from bmcalc.gui.pages.order_check.matters import Matter
from bmcalc.gui.pages.order_check.order_details import OrderDetails, Part
from bmcalc.gui.pages.order_check.order_side import OrderSide
from bmcalc.gui.pages.order_check.pane_tabs import FINDINGS, NEEDED, SCHEDULE, WHY
from bmcalc.gui.result.two_sides import TwoSides

WIDTHS: Final = (296, 980, 10)
"""The width of the findings, that of the page below which they are a tab, and the edge."""


class OrderPanes(QObject):
    """Follows the width of the page, the tabs, and what was opened over what is needed."""

    def __init__(self, side: OrderSide, details: OrderDetails, sides: TwoSides) -> None:
        super().__init__(side)
        self._side, self._details, self._sides = side, details, sides
        self._tab = NEEDED
        sides.stacked.connect(self._arrange)
        side.tabs.chosen.connect(self.choose)
        side.facts.opened.connect(self._facts_opened)
        side.facts.closed.connect(self._facts_closed)
        self._arrange()

    def choose(self, tab: str) -> None:
        """Open a tab of a narrow page."""
        self._tab = tab
        if tab == SCHEDULE:
            self._side.facts.buttons[SCHEDULE].setChecked(True)
        elif self._side.facts.is_open():
            self._side.facts.close_all()
        self._tab = tab
        if tab == WHY:
            self._details.why.header.setChecked(True)
        self._arrange()

    def show_needed(self) -> None:
        """Let what is needed be in sight, with everything that was opened over it."""
        if self._tab != NEEDED:
            self.choose(NEEDED)

    def let_findings_be_seen(self) -> None:
        """Open the tab of the findings, where they have one; the keyboard stays where it is."""
        if self._sides.is_narrow():
            self.choose(FINDINGS)

    def show_why(self, shown: bool) -> None:
        """Open how the dose came about, or close it."""
        self._details.why.header.setChecked(shown)
        if self._sides.is_narrow():
            self.choose(WHY if shown else NEEDED)
        if shown:
            self._sides.reach_result(self._details.why)

    def show_matters(self, matters: Sequence[Matter]) -> None:
        """Say on the tabs how much stands behind each, and the worst above them."""
        numbered = [one for one in matters if one.number]
        side = self._side
        side.tabs.show_counts(
            side.needed.waiting(), len(numbered), self._details.why.title())
        side.worst.show_matter(numbered[0] if numbered else None)
        self._arrange()

    def _facts_opened(self) -> None:
        self._tab = SCHEDULE if self._side.facts.buttons[SCHEDULE].isChecked() else NEEDED
        self._arrange()

    def _facts_closed(self) -> None:
        if self._tab == SCHEDULE:
            self._tab = NEEDED
        self._arrange()

    def _arrange(self) -> None:
        side, narrow = self._side, self._sides.is_narrow()
        side.tabs.choose(self._tab)
        inside = self._tab in (NEEDED, SCHEDULE)
        shown = {
            side.tabs: narrow,
            side.worst: narrow and side.worst.has_matter() and self._tab != FINDINGS,
            side.needed: (inside or not narrow) and not side.facts.is_open(),
        }
        for part, visible in shown.items():
            if part.isHidden() == visible:
                part.setVisible(visible)
        if not narrow:
            seen = Part.BOTH
        else:
            seen = {FINDINGS: Part.FINDINGS, WHY: Part.WHY}.get(self._tab, Part.NOTHING)
        self._details.show_part(seen)
