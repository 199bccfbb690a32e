"""A scroll area whose bar lies over its margin, so that nothing moves when it appears."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

from bmcalc.gui.look.wording import say

BAR = 10


class ScrollArea(QScrollArea):
    """Scrolls its contents downwards; its contents leave a margin for the bar on the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.hide()
        own = self.verticalScrollBar()
        own.rangeChanged.connect(self._range_changed)
        own.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(own.setValue)

    def let_keys_scroll(self, name: object) -> None:
        """Let Tab reach the area under this name, so that arrows and page keys scroll it."""
        self.setObjectName("keyed")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        say(self, QWidget.setAccessibleName, name)

    def _range_changed(self, low: int, high: int) -> None:
        self._bar.setRange(low, high)
        # Qt tells of the range before it sets the page step: what is left is the height in sight.
        # To ask for viewport() would load every kind of widget that Qt has.
        self._bar.setPageStep(self.widget().height() - high)
        self._bar.setSingleStep(self.verticalScrollBar().singleStep())
        self._bar.setVisible(high > low)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the bar at the right edge."""
        super().resizeEvent(event)
        self._bar.setGeometry(self.width() - BAR, 2, BAR, self.height() - 4)
        self._bar.raise_()
