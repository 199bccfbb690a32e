"""What follows a result by one turn is out of sight meanwhile: nothing old stands by a new one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.theme import colour, scaled


class _Cover(QWidget):
    """A plain ground that hides all that lies under it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of the window."""
        QPainter(self).fillRect(event.rect(), colour("window"))


class Covered(Flowing):
    """Cards below each other that can be covered at once, without anything being laid out anew."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards = QVBoxLayout(self)
        self.cards.setContentsMargins(0, 0, 0, 0)
        self.cards.setSpacing(scaled(12))
        self._cover = _Cover(self)

    def cover(self) -> None:
        """Take everything from sight until :meth:`uncover`."""
        if self._cover.isHidden():
            self._cover.setGeometry(self.rect())
            self._cover.raise_()
            self._cover.show()

    def uncover(self) -> None:
        """Show everything again."""
        if not self._cover.isHidden():
            self._cover.hide()

    def is_covered(self) -> bool:
        """Say whether everything is out of sight."""
        return not self._cover.isHidden()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cover what was added as well."""
        super().resizeEvent(event)
        self._cover.setGeometry(self.rect())
