"""A field of the blind entry: it is empty until somebody types, and nothing is pasted into it.

What somebody copied from the first check would otherwise be the second entry.
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from bmcalc.core.ask import Ask
from bmcalc.gui.form.ask_editors import editor_for
from bmcalc.gui.form.field_frame import Mark
from bmcalc.gui.look.card import put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.window.session import NOTHING, entry_of, raw_of

_BARRED: Final = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut,
                  QKeySequence.StandardKey.Paste)


class NoClipboard(QObject):
    """Keeps the clipboard away from line edits: neither keys, nor menu, nor mouse reach it."""

    def keep_from(self, line: QLineEdit) -> None:
        """Let nothing be copied from a line edit or pasted into it."""
        line.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        line.setDragEnabled(False)
        line.setAcceptDrops(False)
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow what would copy or paste."""
        if isinstance(event, QKeyEvent) and event.type() in (
            QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride
        ) and any(event.matches(key) for key in _BARRED):
            event.accept()
            return True
        if isinstance(event, QMouseEvent) and event.button() is Qt.MouseButton.MiddleButton:
            return True
        return super().eventFilter(watched, event)


class BlindField(QWidget):
    """A field with its name above and what is wrong with it below. ``left`` tells of leaving it."""

    edited = Signal()
    left = Signal()

    def __init__(self, key: str, ask: Ask, parent: QWidget) -> None:
        super().__init__(parent)
        self.key, self.ask = key, ask
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(3))
        self.caption = Label(self)
        self.caption.setObjectName("caption")
        self.caption.setWordWrap(True)
        self.caption.setMinimumWidth(1)
        say(self.caption, QLabel.setText, ask.label)
        layout.addWidget(self.caption)
        self.editor = editor_for(ask, None, self)
        self.editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.editor.edited.connect(self._edited)
        layout.addWidget(self.editor)
        self.fault = Label(self)
        self.fault.setObjectName("fault")
        self.fault.setWordWrap(True)
        self.fault.setMinimumWidth(1)
        self.fault.hide()
        layout.addWidget(self.fault)
        self._barrier = NoClipboard(self)
        for control in self.editor.controls():
            control.installEventFilter(self)
            if isinstance(control, QLineEdit):
                self._barrier.keep_from(control)
        self.caption.setBuddy(self.editor.controls()[0])
        self.name(ask.label)

    def name(self, words: object) -> None:
        """Name the controls for those who hear the window."""
        self.editor.name(str(words))

    def _edited(self) -> None:
        self.show_fault("")
        self.edited.emit()

    def raw(self) -> Any:
        """Return what was typed or chosen as the entry keeps it; None where nothing was."""
        entry = self.editor.entry()
        return None if entry.empty else raw_of(entry, self.ask)

    def is_empty(self) -> bool:
        """Say whether nothing was typed or chosen."""
        return self.editor.entry().empty

    def put(self, raw: object) -> None:
        """Show one's own earlier entry, or nothing."""
        self.editor.show_entry(NOTHING if raw is None else entry_of(raw))

    def show_fault(self, words: object) -> None:
        """Show what is wrong with the entry, or that nothing is."""
        text = str(words)
        self.editor.show_mark(Mark.INVALID if text else Mark.NONE, False)
        put(self.fault, text)
        self.editor.describe(text)

    def focus(self) -> None:
        """Put the keyboard into the field."""
        self.editor.controls()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def has_focus(self) -> bool:
        """Say whether the keyboard is in the field."""
        return any(control.hasFocus() for control in self.editor.controls())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the keyboard leaves a control."""
        if event.type() is QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)
