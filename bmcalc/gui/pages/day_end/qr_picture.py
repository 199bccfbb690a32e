"""The seal as a QR code, always dark on light so that a camera reads it in every scheme."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.records.seals.qr_code import QUIET, Rows, qr_code

SIDE = 200


class QrPicture(QWidget):
    """Draws the code of a text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self._rows: Rows = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        say(self, QWidget.setAccessibleName, _("The seal as a QR code"))

    def show_text(self, text: str) -> None:
        """Draw the code of this text from now on."""
        if text != self._text:
            self._text, self._rows = text, qr_code(text)
            self.update()

    def sizeHint(self) -> QSize:
        """Return the side of the code with its quiet edge."""
        return QSize(scaled(SIDE), scaled(SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw whole modules; what is left over lies around them."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        count = len(self._rows) + 2 * QUIET
        module = max(1, min(self.width(), self.height()) // count)
        left = (self.width() - module * len(self._rows)) // 2
        top = (self.height() - module * len(self._rows)) // 2
        for row, cells in enumerate(self._rows):
            for column, is_dark in enumerate(cells):
                if is_dark:
                    painter.fillRect(QRect(left + column * module, top + row * module, module,
                                           module), Qt.GlobalColor.black)
