"""Two parts beside each other, or below each other where the page is narrow."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import scaled

NARROW = 760
LOW = 420
"""Height below which two parts would not both be read below each other."""

GAP, EDGE, BOTTOM = 12, 20, 16
MOST = 16777215


class Beside(QWidget):
    """A wide part and a part of fixed width; ``leads`` puts the fixed one first.

    With ``shares`` they stay beside each other where it is narrow and low. A part that scrolls
    reaches to the edge of the page and keeps its own margin.
    """

    def __init__(
        self, wide: QWidget, fixed: QWidget, width: int, parent: QWidget, leads: bool = False,
        shares: bool = False,
    ) -> None:
        super().__init__(parent)
        self._wide, self._fixed, self._width = wide, fixed, width
        self._shares = shares
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(scaled(GAP))
        for part in (fixed, wide) if leads else (wide, fixed):
            self._layout.addWidget(part, 3 if part is wide else 2)
        self._arrange(narrow=False, low=False)

    def _arrange(self, narrow: bool, low: bool) -> None:
        """Put them below each other where it is narrow; where it is low too, they may share it."""
        direction = QBoxLayout.Direction
        sharing = narrow and low and self._shares
        narrow = narrow and not sharing
        self._layout.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._fixed.setMinimumWidth(0 if narrow or sharing else scaled(self._width))
        self._fixed.setMaximumWidth(MOST if narrow or sharing else scaled(self._width))
        right, bottom = (EDGE, 0) if narrow else (0, BOTTOM)
        for part in (self._wide, self._fixed):
            if not isinstance(part, ScrollArea):
                part.setContentsMargins(0, 0, scaled(right), scaled(bottom))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width of the page."""
        super().resizeEvent(event)
        size = event.size()
        self._arrange(size.width() < scaled(NARROW), size.height() < scaled(LOW))
