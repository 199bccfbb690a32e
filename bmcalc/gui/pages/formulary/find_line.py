"""The line in which the list is searched."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.form.field_frame import PADDING, FieldFrame, LineEdit
from bmcalc.gui.look.theme import font, scaled
from bmcalc.gui.look.wording import say

WIDTH = 190


class FindLine(FieldFrame):
    """A box with a line; Escape empties it, and the arrow down leaves it for the list."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = LineEdit(self)
        self.line.setFont(font())
        self.line.installEventFilter(self)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(scaled(PADDING), 0, 0, 0)
        inside.addWidget(self.line)
        self.setFixedWidth(scaled(WIDTH))
        say(self.line, QLineEdit.setPlaceholderText, _("Find a drug or regimen"))
        say(self.line, QWidget.setAccessibleName, _("Find a drug or regimen"))
        self.line.textChanged.connect(self.changed)

    def query(self) -> str:
        """Return what is searched for."""
        return self.line.text()

    def clear(self) -> None:
        """Search for nothing."""
        self.line.clear()

    def take_focus(self) -> None:
        """Put the keyboard into the line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def eventFilter(self, watched: object, event: object) -> bool:
        """Go to the list with the arrow down, and empty the line with Escape."""
        if isinstance(event, QKeyEvent) and event.type() is QKeyEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.clear()
                return True
        return False
