"""Keys with what they do, as caps in a line under the fields."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.look.wrapping import Wrapping

_HEIGHT = 22
_GAP = 7


class KeyHint(QWidget):
    """One key and its words."""

    def __init__(self, key: str, words: object, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = key
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        say(self, KeyHint.show_words, words)

    def show_words(self, words: str) -> None:
        """Show these words beside the key."""
        self._words = words
        self.setAccessibleName(f"{self._key}: {words}")
        self.updateGeometry()
        self.update()

    def _cap(self) -> int:
        return QFontMetrics(font("caption")).horizontalAdvance(self._key) + scaled(12)

    def sizeHint(self) -> QSize:
        """Return the room for the cap and the words."""
        words = QFontMetrics(font("small")).horizontalAdvance(self._words)
        return QSize(self._cap() + scaled(_GAP) + words + 2, scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the room for the cap: long words are shortened."""
        return QSize(self._cap() + scaled(60), scaled(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key as a cap."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cap = QRectF(0.5, 1.5, self._cap() - 1, self.height() - 3)
        painter.setPen(QPen(colour("field_line"), 1))
        painter.setBrush(colour("card"))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setFont(font("caption"))
        painter.setPen(colour("text"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        room = QRectF(self._cap() + scaled(_GAP), 0, self.width(), self.height())
        room.setRight(self.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, painter.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, int(room.width()) + 1))


class KeyHints(QWidget):
    """All of them, in as many lines as they need."""

    def __init__(self, keys: Sequence[tuple[str, object]], parent: QWidget) -> None:
        super().__init__(parent)
        lines = Wrapping(scaled(24), scaled(6), self)
        lines.setContentsMargins(scaled(4), 0, 0, 0)
        lines.put([KeyHint(key, words, self) for key, words in keys])
