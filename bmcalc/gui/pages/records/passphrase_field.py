"""A field for a passphrase: hidden, never copied, never offered again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from bmcalc.gui.form.field_frame import PADDING, FieldFrame
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled

LONGEST = 200


class PassphraseField(QWidget):
    """A hidden line with its label above it."""

    def __init__(self, label: object, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(3))
        caption = Label(str(label), self)
        caption.setObjectName("caption")
        layout.addWidget(caption)
        box = FieldFrame(self)
        inside = QHBoxLayout(box)
        inside.setContentsMargins(scaled(PADDING), 0, scaled(PADDING), 0)
        self.edit = _HiddenLine(box)
        inside.addWidget(self.edit)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setMaxLength(LONGEST)
        self.edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.edit.setAccessibleName(str(label))
        caption.setBuddy(self.edit)
        layout.addWidget(box)

    def text(self) -> str:
        """Return what was typed."""
        return self.edit.text()

    def clear(self) -> None:
        """Forget what was typed, and what undoing would bring back."""
        self.edit.clear()
        self.edit.setModified(False)

    def focus(self) -> None:
        """Put the keyboard into the line."""
        self.edit.setFocus()


class _HiddenLine(QLineEdit):
    """A line without a frame of its own that never paints its text, in focus or out of it."""

    def __init__(self, box: FieldFrame) -> None:
        super().__init__(box)
        self._box = box
        self.setFrame(False)
        self.setObjectName("bare")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus on the box."""
        super().focusInEvent(event)
        self._box.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus off the box."""
        super().focusOutEvent(event)
        self._box.update()
