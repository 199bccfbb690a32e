"""What is entered beside what follows from it, or below each other where the window is narrow."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bmcalc.gui.scroll_area import ScrollArea
from bmcalc.gui.theme import scaled

RESULT_WIDTH = 392
NARROW = 740
"""Below this width the result stands under the inputs and both scroll together."""


class TwoSides(QWidget):
    """Two sides that scroll by themselves; in a narrow place the second stands under the first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._narrow: bool | None = None
        self._left = ScrollArea(self)
        self._right = ScrollArea(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._left, 1)
        layout.addWidget(self._right)

    def show_sides(self, inputs: QWidget, result: QWidget) -> None:
        """Show these two; called once."""
        self._inputs, self._result = inputs, result
        self._stack(narrow=False)

    def _stack(self, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for area in (self._left, self._right):
            area.takeWidget()
        content = QWidget()
        layout = QVBoxLayout(content)
        gap, edge = scaled(12), scaled(16)
        layout.setContentsMargins(scaled(20), edge, edge, edge)
        layout.setSpacing(gap)
        layout.addWidget(self._inputs)
        if narrow:
            layout.addWidget(self._result)
        else:
            beside = QWidget()
            right = QVBoxLayout(beside)
            right.setContentsMargins(0, edge, scaled(20), edge)
            right.addWidget(self._result)
            self._right.setWidget(beside)
            self._right.setFixedWidth(scaled(RESULT_WIDTH) + scaled(20))
        self._left.setWidget(content)
        self._right.setVisible(not narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width of the window."""
        super().resizeEvent(event)
        self._stack(event.size().width() < scaled(NARROW))

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll until a widget of the inputs is in sight."""
        self._left.ensureWidgetVisible(widget)
