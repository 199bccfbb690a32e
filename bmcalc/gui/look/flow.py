"""Widgets one after another, in as many lines as they need, changed all at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wrapping import Wrapping


class Flow(QWidget):
    """Lays its widgets out like words in a paragraph."""

    def __init__(self, parent: QWidget, gap: int = 8) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []
        self._lines = Wrapping(scaled(gap), scaled(gap), self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Lay these out from now on; those of before are let go."""
        for widget in self._widgets:
            widget.hide()
            widget.deleteLater()
        self._widgets = list(widgets)
        self._lines.put(self._widgets)
        for widget in self._widgets:
            widget.show()
        self.relay()

    def relay(self) -> None:
        """Lay out again: a widget has another size."""
        self._lines.invalidate()
        self.updateGeometry()
