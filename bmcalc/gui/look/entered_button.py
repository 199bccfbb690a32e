"""A button that Enter presses while it has the keyboard, and at no other time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class EnteredButton(QPushButton):
    """Takes Enter for itself; in a dialog Qt would give it to the default button instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it with Enter as with Space."""
        if event.key() in _ENTER and event.modifiers() in (
                Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            self.click()
            return
        super().keyPressEvent(event)
