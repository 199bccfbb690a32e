"""The right side: what was found, the worst first, and closed below it why a dose is what it is."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.covered import Covered
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.order_check.finding_panel import FindingPanel
from bmcalc.gui.pages.order_check.matters import Matter
from bmcalc.gui.pages.order_check.outcome import OrderOutcome
from bmcalc.gui.pages.order_check.why_panel import WhyPanel


class Part(Enum):
    """What is in sight of the right side."""

    BOTH = auto()
    FINDINGS = auto()
    WHY = auto()
    NOTHING = auto()


class OrderDetails(Flowing):
    """Findings of all; steps, rules and alternatives of one drug while they are asked for."""

    followed = Signal(object)
    """The finding whose field is asked for."""

    why_opened = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.findings = FindingPanel(self)
        self.findings.followed.connect(self.followed)
        self.why = WhyPanel(self)
        self.why.opened.connect(self.why_opened)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(10))
        layout.addWidget(self.findings)
        layout.addWidget(self.why)
        layout.addStretch(1)

    @property
    def working(self) -> Covered:
        """How the dose came about."""
        return self.why.working

    def show_part(self, part: Part) -> None:
        """Let the findings, the reasons, both or nothing be in sight."""
        self.findings.setVisible(part in (Part.BOTH, Part.FINDINGS))
        self.why.setVisible(part in (Part.BOTH, Part.WHY))

    def controls(self) -> list[QWidget]:
        """Return what takes the keyboard by Tab."""
        return [*self.findings.controls(), self.why.header]

    def show_findings(
        self, outcome: OrderOutcome, matters: tuple[Matter, ...], drug: str
    ) -> None:
        """Show what was found about all of the order; this never waits.

        How the former doses came about is covered until :meth:`show_outcome`.
        """
        nothing = _("Nothing to ask about.") if outcome.check is not None else ""
        self.findings.show_matters(matters, str(nothing))
        self.why.name_line(outcome, drug)

    def show_outcome(self, outcome: OrderOutcome, selected: str) -> None:
        """Show how the dose of the selected drug came about, if that is asked for."""
        if self.why.is_open():
            self.why.show_outcome(outcome, selected)
