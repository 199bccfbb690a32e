"""What is entered beside what follows from it, or below each other where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.form.tab_order import put_last
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import scaled

RESULT_WIDTH = 392
NARROW = 740
"""Below this width the result stands under the inputs and both scroll together."""

FOCUS_LINE = 2
LAID_OUT = 30
"""Milliseconds after which what was just shown has its place."""

ABOVE = 72
"""What stays in sight above a widget that is brought to the top."""


class TwoSides(QWidget):
    """Two sides that scroll by themselves; in a narrow place the second stands under the first.

    Both are made as children of this widget, the inputs first, so that Tab follows the reading.
    """

    def __init__(self, parent: QWidget, narrow: int = NARROW) -> None:
        super().__init__(parent)
        self._narrow_below = narrow
        self._narrow: bool | None = None
        self._left = ScrollArea(self)
        self._right = ScrollArea(self)
        self._right.let_keys_scroll(_("Result"))
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
        """Put both beside each other, or the result under the inputs."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for part in (self._inputs, self._result):
            part.setParent(self)
        for area in (self._left, self._right):
            before = area.takeWidget()
            if before is not None:
                before.deleteLater()
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
            right.setContentsMargins(0, edge - FOCUS_LINE, scaled(20) - FOCUS_LINE, edge)
            right.addWidget(self._result)
            self._right.setWidget(beside)
            self._right.setFixedWidth(scaled(RESULT_WIDTH + 20))
        self._left.setWidget(content)
        self._right.setVisible(not narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width of the window."""
        super().resizeEvent(event)
        self._stack(event.size().width() < scaled(self._narrow_below))

    def result_last(self) -> None:
        """Let Tab reach the result after all of the inputs, however late they were built."""
        put_last(self.window(), self._right)

    def scroll_to(self, widget: QWidget) -> None:
        """Bring the top of a widget that was just shown near the top, once it is laid out."""
        QTimer.singleShot(LAID_OUT, widget, lambda: self._put_at_top(widget))

    def _put_at_top(self, widget: QWidget, above: int = ABOVE) -> None:
        top = widget.mapTo(self._left.widget(), QPoint()).y()
        self._left.verticalScrollBar().setValue(top - scaled(above))

    def show_result(self) -> None:
        """Bring the top of the result into sight, with the keyboard where it scrolls alone."""
        if self._narrow:
            self._put_at_top(self._result, above=0)
        else:
            self._right.verticalScrollBar().setValue(0)
            self._right.setFocus(Qt.FocusReason.OtherFocusReason)

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll until a widget of the inputs is in sight."""
        self._left.ensureWidgetVisible(widget)
