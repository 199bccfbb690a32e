"""Buttons with a picture: a small square one, and those of the rail with their word below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from bmcalc.gui.look.icons import icon
from bmcalc.gui.look.paint import rounded
from bmcalc.gui.look.plain import set_tip
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.look.wording import say

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QPaintEvent


class IconButton(QAbstractButton):
    """A picture that can be pressed; its words are heard and stand in the tip."""

    side = 28

    def __init__(self, name: str, words: object, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self._chosen = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        say(self, QWidget.setAccessibleName, words)
        say(self, set_tip, words)

    def sizeHint(self) -> QSize:
        """Return the room of the picture."""
        return QSize(scaled(self.side), scaled(self.side))

    def show_chosen(self, chosen: bool) -> None:
        """Show whether it leads to what is in front."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that a click would press it."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show that no click would press it."""
        super().leaveEvent(event)
        self.update()

    def _ground(self, painter: QPainter) -> str:
        """Draw the ground and the focus; return the colour of what stands on it."""
        box = QRectF(self.rect())
        if self._chosen:
            rounded(painter, box, "accent_soft", "accent_soft")
            painter.setPen(Qt.PenStyle.NoPen)  # fillRect() would load the names of all gradients
            painter.setBrush(colour("accent_text"))
            painter.drawRect(QRectF(0, 6, scaled(3), box.height() - 12))
        elif self.underMouse() and self.isEnabled():
            rounded(painter, box, "hover", "hover")
        ink = "accent_text" if self._chosen else "text" if self.isEnabled() else "muted"
        if self.hasFocus():
            painter.setPen(QPen(colour(ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        return ink

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture."""
        painter = QPainter(self)
        ink = self._ground(painter)
        side = scaled(18)
        icon(painter, self._name, QRectF((self.width() - side) / 2, (self.height() - side) / 2,
                                         side, side), ink)


class RailButton(IconButton):
    """A picture with its word below."""

    def __init__(self, name: str, words: object, tip: object, parent: QWidget) -> None:
        super().__init__(name, tip, parent)
        say(self, QAbstractButton.setText, words)

    def sizeHint(self) -> QSize:
        """Return the room of the picture and the word."""
        return QSize(scaled(54), scaled(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture over the word."""
        painter = QPainter(self)
        ink = self._ground(painter)
        side = scaled(20)
        icon(painter, self._name, QRectF((self.width() - side) / 2, scaled(5), side, side), ink)
        painter.setFont(font("caption", bold=self._chosen))
        painter.setPen(colour(ink))
        below = QRectF(0, scaled(26), self.width(), scaled(20))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.text())
