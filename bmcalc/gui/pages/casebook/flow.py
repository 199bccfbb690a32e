"""Widgets one after another, in as many lines as they need."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bmcalc.gui.look.theme import scaled


def wanted(widget: QWidget) -> QSize:
    """Return the size that a widget asks for, within its own bounds."""
    return widget.sizeHint().boundedTo(widget.maximumSize()).expandedTo(widget.minimumSize())


class Flow(QWidget):
    """Lays its widgets out like words in a paragraph."""

    def __init__(self, parent: QWidget, gap: int = 8) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []
        self._gap = scaled(gap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_widgets(self, widgets: list[QWidget]) -> None:
        """Lay these out from now on; those of before are let go."""
        for widget in self._widgets:
            widget.hide()
            widget.deleteLater()
        self._widgets = widgets
        for widget in widgets:
            widget.show()
        self.relay()

    def relay(self) -> None:
        """Lay out again: a widget has another size."""
        self.updateGeometry()
        self._arrange(self.width(), place=True)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower flow is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height in this width."""
        return self._arrange(width, place=False)

    def sizeHint(self) -> QSize:
        """Return the width of one line."""
        width = sum(wanted(widget).width() + self._gap for widget in self._widgets)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the room of the widest widget."""
        return QSize(max((wanted(widget).width() for widget in self._widgets), default=0), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange in the new width."""
        super().resizeEvent(event)
        self._arrange(event.size().width(), place=True)

    def _arrange(self, width: int, place: bool) -> int:
        x = y = line = 0
        for widget in self._widgets:
            hint = wanted(widget)
            if x and x + hint.width() > width:
                x, y, line = 0, y + line + self._gap, 0
            if place:
                widget.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self._gap
            line = max(line, hint.height())
        return y + line
