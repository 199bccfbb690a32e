"""A button of the bottom bar: what it does, and its key shown small beside the words."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.plain import set_tip
from bmcalc.gui.look.theme import colour, font, scaled

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

PADDING = 14
"""What the style sheet leaves free inside a button at either side."""

LONGEST = 190
"""Room for the reason why something cannot be done now; all of it stands in the tip."""


class Beside(IntEnum):
    """What stands behind the words of a button, by the room that there is."""

    NOTHING = 0
    REASON = 1
    KEYS = 2


class ActionButton(QPushButton):
    """A button that shows its key, or why it cannot be pressed now, behind its words."""

    def __init__(self, parent: QWidget, primary: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("primary" if primary else "action")
        self.setProperty("keyed", True)
        self._beside, self._is_reason = "", False
        self._shown = Beside.KEYS

    def told(self) -> tuple[str, str]:
        """Return the words of the button, and its keys or why it cannot be pressed."""
        return self.text(), self._beside

    def show_beside(self, shown: Beside) -> None:
        """Show the keys behind the words, only what is missing, or neither."""
        if shown is not self._shown:
            self._shown = shown
            self.updateGeometry()
            self.update()

    def width_with(self, shown: Beside) -> int:
        """Return the width of the button with so much behind its words."""
        return super().sizeHint().width() + self._room_for(shown)

    def show_action(self, words: object, keys: str, why_not: object = "", tip: object = "") -> bool:
        """Show what the button does, its keys, and what is missing where it cannot be done.

        Return whether its words are others than before.
        """
        reason = str(why_not)
        beside = reason or keys.replace("+", " ")
        others = (str(words), beside) != (self.text(), self._beside)
        if others:
            self._beside, self._is_reason = beside, bool(reason)
            self.setText(str(words))
            self.updateGeometry()
            self.update()
        if self.isEnabled() == bool(reason):
            self.setEnabled(not reason)
        said = reason or str(tip)
        if self.toolTip() != said:
            set_tip(self, said)
        described = str(_("not now: {reason}", reason=reason)) if reason else str(tip)
        if self.accessibleDescription() != described:
            self.setAccessibleDescription(described)
        return others

    def _shown_beside(self) -> str:
        metrics = QFontMetrics(font("caption"))
        return metrics.elidedText(self._beside, Qt.TextElideMode.ElideRight, scaled(LONGEST))

    def _room_beside(self) -> int:
        return self._room_for(self._shown)

    def _room_for(self, shown: Beside) -> int:
        if not self._beside or shown < (Beside.REASON if self._is_reason else Beside.KEYS):
            return 0
        width = QFontMetrics(font("caption")).horizontalAdvance(self._shown_beside())
        return width + scaled(10) + scaled(8)

    def sizeHint(self) -> QSize:
        """Return the room for the words and what stands behind them."""
        size = super().sizeHint()
        return QSize(size.width() + self._room_beside(), max(size.height(), scaled(34)))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key as a cap, or the reason as words."""
        super().paintEvent(event)
        if not self._room_beside():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("caption"))
        width = self._room_beside() - scaled(8)
        box = QRectF(self.width() - PADDING + 4 - width, 0, width, scaled(20))
        box.moveTop((self.height() - box.height()) / 2)
        ink = "on_accent" if self.objectName() == "primary" and self.isEnabled() else "muted"
        pen = colour(ink)
        if self.isEnabled():
            painter.setPen(QPen(pen, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(pen)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._shown_beside())
