"""The computed values beside the patient's fields: each by itself, or both in one where narrow."""

from __future__ import annotations

from enum import Enum

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
            before = self.sizeHint()
            self.value = value
            self.setAccessibleName(name)
            if self.sizeHint() != before:
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


class BothValues(LiveValue):
    """Two computed values below each other, each behind its short name."""

    def __init__(self, caption: object, names: tuple[object, object], parent: QWidget) -> None:
        super().__init__(caption, parent)
        self._names = names

    def _lines(self) -> list[tuple[str, str]]:
        return list(zip(map(str, self._names), self.value.split(BETWEEN), strict=False))

    def sizeHint(self) -> QSize:
        """Return the room for the wider of the two."""
        name = QFontMetrics(font("caption"))
        value = QFontMetrics(font(bold=True))
        widest = max((name.horizontalAdvance(one) + value.horizontalAdvance(other)
                      for one, other in self._lines()), default=0)
        return QSize(widest + scaled(8 + 20), scaled(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the names at the left and the values at the right."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        rounded(painter, box, "quiet", "quiet" if colour("quiet") != colour("card") else "line")
        inside = box.adjusted(scaled(10), scaled(5), -scaled(10), -scaled(5))
        middle = Qt.AlignmentFlag.AlignVCenter
        for place, (name, value) in enumerate(self._lines()):
            line = QRectF(inside.left(), inside.top() + place * inside.height() / 2,
                          inside.width(), inside.height() / 2)
            painter.setFont(font("caption"))
            painter.setPen(colour("muted"))
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft, name)
            painter.setFont(font(bold=True))
            painter.setPen(colour("text"))
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, value)


class InlineValues(BothValues):
    """The two computed values on one low line, at the end of a line of words."""

    def sizeHint(self) -> QSize:
        """Return the room for both, and the height of their words."""
        name, value = QFontMetrics(font("caption")), QFontMetrics(font(bold=True))
        wide = sum(name.horizontalAdvance(one) + value.horizontalAdvance(other) + scaled(6 + 16)
                   for one, other in self._lines())
        return QSize(wide, max(name.height(), value.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each name with its value behind it."""
        painter = QPainter(self)
        left = scaled(16)
        for name, value in self._lines():
            for words, made, ink, after in (
                (name, font("caption"), "muted", 6), (value, font(bold=True), "text", 16),
            ):
                painter.setFont(made)
                painter.setPen(colour(ink))
                painter.drawText(self.rect().adjusted(left, 0, 0, 0),
                                 Qt.AlignmentFlag.AlignVCenter, words)
                left += painter.fontMetrics().horizontalAdvance(words) + scaled(after)


class Room(Enum):
    """How much room the computed values have."""

    TWO = 0
    ONE = 1
    LINE = 2


class LiveValues:
    """Body surface area and clearance; in a narrow strip one widget holds both."""

    def __init__(self, parent: QWidget) -> None:
        self.area = LiveValue(_("BSA · Mosteller"), parent)
        self.clearance = LiveValue(_("CrCl · Cockcroft-Gault"), parent)
        self.both = BothValues(_("BSA · CrCl"), (_("BSA"), _("CrCl")), parent)
        self.inline = InlineValues(_("BSA · CrCl"), (_("BSA"), _("CrCl")), parent)
        for one in (self.area, self.clearance, self.inline):
            one.hide()
        self._room = Room.ONE

    def all(self) -> tuple[LiveValue, ...]:
        """Return every widget beside the fields, in the order in which they stand."""
        return self.area, self.clearance, self.both

    def show_values(self, area: str, clearance: str) -> None:
        """Show both values, wherever they stand."""
        self.area.show_value(area)
        self.clearance.show_value(clearance)
        for one in (self.both, self.inline):
            one.show_value(f"{area}{BETWEEN}{clearance}")

    def width_of_two(self, gap: int) -> int:
        """Return the width of the two beside each other."""
        return self.area.sizeHint().width() + gap + self.clearance.sizeHint().width()

    def use_room(self, room: Room) -> None:
        """Stand in two widgets, in one, or on the line of words below the fields."""
        if room is not self._room:
            self._room = room
            for one in (self.area, self.clearance):
                one.setVisible(room is Room.TWO)
            self.both.setVisible(room is Room.ONE)
            self.inline.setVisible(room is Room.LINE)
