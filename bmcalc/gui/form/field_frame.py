"""The box around a field: its line says whether it has the focus and whether it is accepted."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QLineEdit, QWidget

from bmcalc.core.texts import in_language
from bmcalc.gui.look.paint import RADIUS, arrow, rounded
from bmcalc.gui.look.theme import colour, scaled

FIELD_HEIGHT = 32
WALKING = frozenset({
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home,
    Qt.Key.Key_End,
})
"""Keys that go from one item of a list to another."""

PADDING = 8
LOOKS = (QEvent.Type.StyleChange, QEvent.Type.FontChange)

UNIT_ROOM = 20
"""What the list of units needs beside its words: the arrow and what is left free."""


class Mark(Enum):
    """What a field's line tells."""

    NONE = "field_line"
    CAUTION = "caution"
    INVALID = "stop"
    MISSING = "add"

    @property
    def pen(self) -> Qt.PenStyle:
        """How the line is drawn: dashed around what is still to be filled in."""
        return Qt.PenStyle.DashLine if self is Mark.MISSING else Qt.PenStyle.SolidLine


class FieldFrame(QWidget):
    """A rounded box that holds the parts of one field and shows focus, fault and invention."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = Mark.NONE
        self._invented = False
        self.setFixedHeight(scaled(FIELD_HEIGHT))

    def show_mark(self, mark: Mark, invented: bool) -> None:
        """Show from now on whether the value is accepted, and whether it is invented."""
        if (mark, invented) != (self._mark, self._invented):
            self._mark, self._invented = mark, invented
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, a thicker line with the focus, dots under an invented value."""
        painter = QPainter(self)
        focused = QApplication.focusWidget()
        has_focus = focused is not None and (focused is self or self.isAncestorOf(focused))
        line = self._mark.value
        if has_focus and self._mark is Mark.NONE:
            line = "accent"
        box = QRectF(self.rect())
        rounded(painter, box, "card" if self.isEnabled() else "quiet", line, 2 if has_focus else 1,
                pen=Qt.PenStyle.SolidLine if has_focus else self._mark.pen)
        if self._invented:
            pen = QPen(colour("accent"), 2, Qt.PenStyle.DotLine)
            painter.setPen(pen)
            y = box.bottom() - 4
            painter.drawLine(QPointF(box.left() + RADIUS + 2, y), QPointF(box.right() - RADIUS, y))


RESTORE = QKeyCombination(Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
                          Qt.Key.Key_Z)
"""The key that brings the previous patient back: left to the window, in a text field as well."""

UNITS = QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Down)


class LineEdit(QLineEdit):
    """A line edit without a frame of its own; the box around it shows the focus.

    ``units_asked`` tells that the units beside the number were asked for by the keyboard.
    """

    units_asked = Signal()

    def __init__(self, box: QWidget) -> None:
        super().__init__(box)
        self._box = box
        self.setFrame(False)
        self.setObjectName("bare")

    def paintEvent(self, event: QPaintEvent) -> None:
        """End a text that is longer than the field with dots: d1-21 must not look like d1-2."""
        room = self.width() - 4
        if self.hasFocus() or self.fontMetrics().horizontalAdvance(self.text()) <= room:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(self.rect().adjusted(2, 0, -2, 0), Qt.AlignmentFlag.AlignVCenter, shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave to the window the key that brings a patient back; Qt would redo typing with it.

        It watches this line alone, and only while it has the keyboard: to see every event of every
        line would take longer than to make them.
        """
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and (
            event.keyCombination() == RESTORE
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the units with Alt and the arrow down."""
        if event.keyCombination() == UNITS:
            self.units_asked.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus on the box."""
        super().focusInEvent(event)
        self.installEventFilter(self)
        self._box.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus off the box."""
        super().focusOutEvent(event)
        self.removeEventFilter(self)
        self._box.update()


class QuietBox(QComboBox):
    """A list that the wheel never turns: one notch must not make g of mg.

    It draws its text and arrow itself; with ``framed`` also its box. While nothing is chosen the
    arrows open it and choose nothing. A digit that does not begin one item alone is left to the
    window.
    """

    def __init__(self, parent: QWidget, framed: bool) -> None:
        super().__init__(parent)
        self._around = parent
        self._framed = framed
        self._mark = Mark.NONE
        self._invented = False
        self._searched = ""
        self.options: Sequence[object] = ()
        """What the items say, in any language; a letter chooses by the English too."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(scaled(FIELD_HEIGHT))
        self.setMaxVisibleItems(16)

    def changeEvent(self, event: QEvent) -> None:
        """Take on a style and a font without making the list: Qt makes it for each of both."""
        if event.type() in LOOKS and self.findChild(QFrame) is None:
            QWidget.changeEvent(self, event)
        else:
            super().changeEvent(event)

    def showPopup(self) -> None:
        """Open the list in the font of the box."""
        if self.findChild(QFrame) is None:
            self.view().setFont(self.font())
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list instead of taking its first item; take a digit only as a beginning."""
        if event.key() in WALKING and not self.currentText():
            self.showPopup()
        elif event.text().isdigit() and not self._begins_an_item(event.text()):
            event.ignore()
        elif not self._took_letter(event):
            super().keyPressEvent(event)

    def _took_letter(self, event: QKeyEvent) -> bool:
        """Choose the next item whose English begins with a letter that begins none as shown."""
        letter, count = event.text().casefold(), self.count()
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier
                                     | Qt.KeyboardModifier.KeypadModifier)
        if held or not (letter.isascii() and letter.isalpha()) or any(
                self.itemText(index).casefold().startswith(letter) for index in range(count)):
            return False
        with in_language("en"):
            named = [str(option).casefold() for option in self.options]
        after = self.currentIndex() + 1
        for index in (*range(after, count), *range(after)):
            if index < len(named) and named[index].startswith(letter):
                self.setCurrentIndex(index)
                self.activated.emit(index)
                return True
        return False

    def _begins_an_item(self, digit: str) -> bool:
        """Say whether one item alone begins with what was typed, this digit the last of it."""
        items = [self.itemText(index) for index in range(self.count())]
        for written in (self._searched + digit, digit):
            if sum(item.startswith(written) for item in items) == 1:
                self._searched = written
                return True
        self._searched = ""
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus on the box around, too."""
        super().focusInEvent(event)
        self._around.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus off the box around, too."""
        super().focusOutEvent(event)
        self._around.update()

    def show_mark(self, mark: Mark, invented: bool) -> None:
        """Show from now on whether the choice is accepted, and whether it is invented."""
        if (mark, invented) != (self._mark, self._invented):
            self._mark, self._invented = mark, invented
            self.update()

    def shown_text(self) -> str:
        """Return what the box shows of what is chosen."""
        return self.currentText()

    def sizeHint(self) -> QSize:
        """Return the width of the widest item with its arrow."""
        metrics = self.fontMetrics()
        widest = max(
            (metrics.horizontalAdvance(self.itemText(i)) for i in range(self.count())), default=0
        )
        around = scaled(PADDING + 22 if self._framed else UNIT_ROOM) + 2
        return QSize(widest + around, scaled(FIELD_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the least width: a long item is shortened, never the page widened."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), scaled(120)), hint.height()) if self._framed else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chosen item and the arrow."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self._framed:
            line = self._mark.value
            if self.hasFocus() and self._mark is Mark.NONE:
                line = "accent"
            rounded(painter, box, "card", line, 2 if self.hasFocus() else 1,
                    pen=Qt.PenStyle.SolidLine if self.hasFocus() else self._mark.pen)
        elif self.hasFocus():
            rounded(painter, box.adjusted(0, 4, -4, -4), "accent_soft", "accent", 1, 4)
        left = scaled(PADDING if self._framed else 4) + 1
        right = scaled(22 if self._framed else UNIT_ROOM - 4)
        ink = "text" if self._framed else "muted"
        if not self._framed and self.hasFocus():
            ink = "accent_text"
        painter.setFont(self.font())
        painter.setPen(colour(ink))
        room = int(box.width()) - left - right
        text = self.fontMetrics().elidedText(
            self.shown_text(), Qt.TextElideMode.ElideRight, max(room, 0)
        )
        painter.drawText(
            box.adjusted(left, 0, -right + 2, 0), Qt.AlignmentFlag.AlignVCenter, text
        )
        from_edge = scaled(13 if self._framed else 9)
        arrow(painter, QPointF(box.right() - from_edge, box.center().y()), "muted")
        if self._invented:
            painter.setPen(QPen(colour("accent"), 2, Qt.PenStyle.DotLine))
            y = box.bottom() - 4
            painter.drawLine(QPointF(RADIUS + 2, y), QPointF(box.right() - RADIUS, y))
