"""The computed values beside the patient's fields: each by itself, or both in one where narrow."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.paint import rounded
from bmcalc.gui.look.theme import colour, font, scaled

BETWEEN = "  ·  "


class LiveValue(QWidget):
    """A computed value that is always in sight."""

    def __init__(self, caption: object, parent: QWidget) -> None:
        super().__init__(parent)
        self._caption = caption
        self.value = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_value(self, value: str) -> None:
        """Show this value."""
        name = f"{self._caption}: {value}"
        if name != self.accessibleName():
            self.value = value
            self.setAccessibleName(name)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room for the caption and the value."""
        caption = QFontMetrics(font("caption")).horizontalAdvance(str(self._caption))
        value = QFontMetrics(font("chip", bold=True)).horizontalAdvance(self.value)
        return QSize(max(caption, value) + scaled(24), scaled(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the caption over the value."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        rounded(painter, box, "quiet", "quiet" if colour("quiet") != colour("card") else "line")
        inside = box.adjusted(scaled(12), scaled(6), -scaled(12), -scaled(5))
        right = Qt.AlignmentFlag.AlignRight
        painter.setFont(font("caption"))
        painter.setPen(colour("muted"))
        painter.drawText(inside, right | Qt.AlignmentFlag.AlignTop, str(self._caption))
        painter.setFont(font("chip", bold=True))
        painter.setPen(colour("text"))
        painter.drawText(inside, right | Qt.AlignmentFlag.AlignBottom, self.value)


class LiveValues:
    """Body surface area and clearance; in a narrow strip one widget holds both."""

    def __init__(self, parent: QWidget) -> None:
        self.area = LiveValue(_("BSA · Mosteller"), parent)
        self.clearance = LiveValue(_("CrCl · Cockcroft-Gault"), parent)
        self.both = LiveValue(_("BSA · CrCl"), parent)
        self.both.hide()
        self._is_narrow = False

    def all(self) -> tuple[LiveValue, ...]:
        """Return every widget, in the order in which they stand."""
        return self.area, self.clearance, self.both

    def show_values(self, area: str, clearance: str) -> None:
        """Show both values, wherever they stand."""
        self.area.show_value(area)
        self.clearance.show_value(clearance)
        self.both.show_value(f"{area}{BETWEEN}{clearance}")

    def be_narrow(self, narrow: bool) -> None:
        """Stand in one widget, or in two."""
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            for one in (self.area, self.clearance):
                one.setVisible(not narrow)
            self.both.setVisible(narrow)
