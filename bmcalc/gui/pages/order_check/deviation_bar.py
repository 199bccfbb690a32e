"""How far an order is from the computed dose, as a marker on the bands of the policy in force."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bmcalc.core.term import Term
from bmcalc.formulary.policy import Policy
from bmcalc.gui.look.theme import colour, scaled, scheme

REACH: Final = Decimal(20)
"""Percent at either end of the bar, which is far outside what hospitals let pass."""

HEIGHT: Final = 18
BAR: Final = 8
MARKER: Final = 4


class Zone(Enum):
    """Where an order lies: within what agrees, within what is asked about, or beyond both."""

    AGREES = "fine"
    ASKED = "caution"
    BEYOND = "stop"


class Deviation(NamedTuple):
    """A deviation and the policy's two tolerances, all in percent of the computed dose."""

    percent: Decimal
    agrees: Decimal
    stops: Decimal

    @property
    def zone(self) -> Zone:
        """Where it lies; a tolerance itself still belongs to the better side."""
        size = abs(self.percent)
        if size <= self.agrees:
            return Zone.AGREES
        return Zone.ASKED if size <= self.stops else Zone.BEYOND

    @property
    def reach(self) -> Decimal:
        """The percentage at the ends of the bar: twenty, or twice a tolerance as wide as that."""
        return REACH if self.stops < REACH else self.stops * 2

    def place(self, percent: Decimal) -> float:
        """Return where a percentage lies, from 0 at the left end of the bar to 1 at the right."""
        inside = max(-self.reach, min(self.reach, percent))
        return float((inside + self.reach) / (2 * self.reach))


def deviation_of(deviation: Term | None, policy: Policy) -> Deviation | None:
    """Return a deviation beside the tolerances of a policy, None where nothing was compared."""
    if deviation is None:
        return None
    agrees, stops = (
        one.to("%").magnitude for one in (policy.tolerance_agrees, policy.tolerance_stops)
    )
    return Deviation(deviation.to("%").settled, agrees, stops)


class DeviationBar(QWidget):
    """The bar alone. Its number stands in words beside it, so it is no control and says nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: Deviation | None = None
        self.setFixedHeight(scaled(HEIGHT))

    def show_deviation(self, deviation: Deviation | None) -> None:
        """Show this deviation, or no bar at all."""
        if deviation != self._shown:
            self._shown = deviation
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size that the table likes."""
        return QSize(scaled(92), scaled(HEIGHT))

    def band(self, limit: Decimal) -> QRectF:
        """Return the part of the bar between minus and plus a percentage."""
        shown = self._shown
        assert shown is not None
        left, right = shown.place(-limit) * self.width(), shown.place(limit) * self.width()
        height = scaled(BAR)
        return QRectF(left, (self.height() - height) / 2, right - left, height)

    def marker(self) -> QRectF:
        """Return where the marker stands, wholly inside the bar."""
        shown = self._shown
        assert shown is not None
        width = scaled(MARKER)
        left = shown.place(shown.percent) * self.width() - width / 2
        inside = max(1.0, min(self.width() - width - 1.0, left))
        height = scaled(BAR + 6)
        return QRectF(inside, (self.height() - height) / 2, width, height)

    def marker_colour(self) -> str:
        """Return the name of the marker's colour: ink, and red beyond the wider tolerance."""
        shown = self._shown
        return "stop" if shown is not None and shown.zone is Zone.BEYOND else "text"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bands, the middle and the marker, which has a rim against its ground."""
        shown = self._shown
        if shown is None:
            return
        painter = QPainter(self)
        outside = "hairline" if scheme().lined else "line"
        painter.fillRect(self.band(shown.reach), colour(outside))
        painter.fillRect(self.band(shown.stops), colour("caution_bar"))
        painter.fillRect(self.band(shown.agrees), colour("fine_bar"))
        middle = self.band(Decimal(0))
        painter.fillRect(QRectF(middle.x() - 0.5, middle.y(), 1, middle.height()), colour("fine"))
        marker = self.marker()
        painter.fillRect(marker.adjusted(-1, -1, 1, 1), colour("card"))
        painter.fillRect(marker, colour(self.marker_colour()))
