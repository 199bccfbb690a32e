"""What is entered beside what follows from it, or below each other where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from bmcalc.core.texts import _
from bmcalc.gui.form.tab_order import put_last, tab_stops
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import scaled

RESULT_WIDTH = 392
LEAST_RESULT_WIDTH = 300
"""How far the result gives way to inputs that need more room."""

NARROW = 740
"""Below this width the result stands under the inputs and both scroll together."""

SIDES = 20, 16
"""What lies left and right of the inputs."""

EDGE = 16
"""What lies above and below either side."""

FOCUS_LINE = 2
LAID_OUT = 30
"""Milliseconds after which what was just shown has its place."""

ABOVE = 72
"""What stays in sight above a widget that is brought to the top."""


class TwoSides(QWidget):
    """Two sides that scroll by themselves; in a narrow place the second stands under the first.

    Both are made as children of this widget, the inputs first, so that Tab follows the reading.
    """

    stacked = Signal()
    """Both were put beside each other or below: Tab reaches them last until told otherwise."""

    def __init__(
        self, parent: QWidget, result_width: int = RESULT_WIDTH, narrow: int = NARROW,
        edge: int = EDGE,
    ) -> None:
        super().__init__(parent)
        self._width, self._narrow_below, self._edge = result_width, narrow, edge
        self._least = min(result_width, LEAST_RESULT_WIDTH)
        self._narrow: bool | None = None
        self._left = ScrollArea(self)
        self._right = ScrollArea(self)
        self._right.let_keys_scroll(_("Result"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._left, 1)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self._right, 1)
        self._foot: QWidget | None = None
        layout.addLayout(self._column)

    @property
    def right(self) -> QWidget:
        """What scrolls the result; hidden where the result stands under the inputs."""
        return self._right

    def show_sides(self, inputs: QWidget, result: QWidget) -> None:
        """Show these two; called once."""
        self._inputs, self._result = inputs, result
        self._stack(narrow=False)

    def keep_below(self, foot: QWidget) -> None:
        """Let something stand under the result that scrolls by itself; a narrow place hides it."""
        self._foot = foot
        across = QHBoxLayout()
        across.setContentsMargins(
            FOCUS_LINE, 0, scaled(20) - FOCUS_LINE, scaled(self._edge))
        across.addWidget(foot)
        self._column.addLayout(across)
        foot.setVisible(not self._narrow)

    def _stack(self, narrow: bool) -> None:
        """Put both beside each other, or the result under the inputs."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        focused = self.window().focusWidget()
        for part in (self._inputs, self._result):
            part.setParent(self)
        for area in (self._left, self._right):
            before = area.takeWidget()
            if before is not None:
                before.deleteLater()
        content = Flowing()
        layout = QVBoxLayout(content)
        gap, edge = scaled(12), scaled(self._edge)
        layout.setContentsMargins(scaled(SIDES[0]), edge, scaled(SIDES[1]), edge)
        layout.setSpacing(gap)
        layout.addWidget(self._inputs)
        if narrow:
            layout.addWidget(self._result)
        else:
            beside = Flowing()
            right = QVBoxLayout(beside)
            right.setContentsMargins(0, edge - FOCUS_LINE, scaled(20) - FOCUS_LINE, edge)
            right.addWidget(self._result)
        # Qt puts what is set last at the end of the order of Tab.
        self._left.setWidget(content)
        if not narrow:
            self._right.setWidget(beside)
        inside = tab_stops(self._inputs)
        if inside:
            QWidget.setTabOrder(inside[-1], self._right)
        self._right.setVisible(not narrow)
        if self._foot is not None:
            self._foot.setVisible(not narrow)
        if focused is not None and isValid(focused) and self.isAncestorOf(focused):
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stacked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width of the window."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Share the width: no input is cut, whether the result gives way or goes below."""
        width, beside = self.width(), scaled(20)
        left = self._inputs.minimumSizeHint().width() + scaled(sum(SIDES))
        least = scaled(self._least) + beside
        right = max(least, min(scaled(self._width) + beside, width - left))
        self._right.setFixedWidth(right)
        if self._foot is not None:  # its words never make the column wider than the result
            self._foot.setFixedWidth(right - beside)
        self._stack(width < max(scaled(self._narrow_below), left + least))

    def fit_again(self) -> None:
        """Share the width anew where the inputs may have grown; unseen, it says nothing."""
        if self.isVisible():
            self.fit()

    def is_narrow(self) -> bool:
        """Say whether the result stands under the inputs."""
        return bool(self._narrow)

    def reach_result(self, part: QWidget) -> None:
        """Bring the top of a part of the result near the top, once it is laid out."""
        area = self._left if self._narrow else self._right

        def reach() -> None:
            top = part.mapTo(area.widget(), QPoint()).y()
            area.verticalScrollBar().setValue(top - scaled(self._edge))

        QTimer.singleShot(2 * LAID_OUT, part, reach)

    def result_last(self, *inside: QWidget) -> None:
        """Let Tab reach the result, and these in it, after all inputs, built however late."""
        put_last(self.window(), self._right, *inside)

    def scroll_to(self, widget: QWidget) -> None:
        """Bring the top of a widget that was just shown near the top, once it is laid out."""
        QTimer.singleShot(LAID_OUT, widget, lambda: self._put_at_top(widget))

    def _put_at_top(self, widget: QWidget, above: int = ABOVE) -> None:
        top = widget.mapTo(self._left.widget(), QPoint()).y()
        self._left.verticalScrollBar().setValue(top - scaled(above))

    def bring_into_sight_later(self, widget: QWidget) -> None:
        """Scroll until a widget that may just have been shown is in sight, whole if it can be."""
        margin = scaled(ABOVE)
        QTimer.singleShot(
            2 * LAID_OUT, widget, lambda: self._left.ensureWidgetVisible(widget, 0, margin)
        )

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll until a widget of the inputs is in sight."""
        self._left.ensureWidgetVisible(widget)
