"""A field for a passphrase: hidden, never copied, never offered again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

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
        self.edit = QLineEdit(self)
        self.edit.setObjectName("passphrase")
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setMaxLength(LONGEST)
        self.edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.edit.setAccessibleName(str(label))
        caption.setBuddy(self.edit)
        layout.addWidget(self.edit)
        self._caption: QLabel = caption

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
