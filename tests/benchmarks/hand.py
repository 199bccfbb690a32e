"""A person at the keyboard of the real window, who counts each press.

Every press counts: digits and letters, Tab, arrows, a chord as one.
"""

from __future__ import annotations

import datetime
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from bmcalc.gui.window.session import Typed
from bmcalc.gui.window.window import Window

TODAY: Final = datetime.date.today().isoformat()  # noqa: DTZ011
MOST_OPTIONS: Final = 8


class Hand:
    """Presses keys in a window and counts them.

    ``values`` are the presses that put in a value: its characters, or what chooses an option.
    """

    def __init__(self, window: Window, trace: bool) -> None:
        self.window = window
        self.presses = 0
        self.values = 0
        self.clicks = 0
        self._trace = trace

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
            quiet: bool = False) -> None:
        """Press one key where the keyboard is."""
        self.presses += 1
        QTest.keyClick(self._front(), key, modifiers)
        settle()
        if self._trace and not quiet:
            print(f"  {QKeySequence(key).toString():8} -> {self.field()}")

    def _front(self) -> QWidget:
        """Return what a key goes to: in the dialog in front, if there is one."""
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            return dialog.focusWidget() or dialog
        return QApplication.focusWidget() or self.window

    def chord(self, keys: str) -> None:
        """Press the keys of a shortcut, as one press."""
        combination = QKeySequence(keys)[0]
        self.key(combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        """Type the characters of a value."""
        self.presses += len(text)
        self.values += len(text)
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget(), letter)
            settle()
        if self._trace:
            print(f"  “{text}” -> {self.field()}")

    def click(self, widget: QWidget) -> None:
        """Click once."""
        self.clicks += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        settle()

    # Where the keyboard is

    def field(self) -> str:
        """Return the name of the field with the keyboard, empty where it is in none."""
        return name_of(QApplication.focusWidget())

    def entry(self, name: str) -> Typed:
        """Return what the session holds of a field."""
        return self.window.session.entry(self.window.settings.page, name)

    # Answering

    def answer(self, name: str, value: object) -> None:
        """Answer the field with the keyboard."""
        if value == TODAY:
            self.type("t")
            return
        widget = QApplication.focusWidget()
        if isinstance(widget, QLineEdit):
            if widget.text() and not widget.selectedText():
                self.chord("Ctrl+A")
            self.type(str(value))
            return
        if name == "regimen":
            self.type(str(value))
            self.key(Qt.Key.Key_Return)
            return
        self._choose(name, value)

    def _choose(self, name: str, value: object) -> None:
        """Choose an option by its letters in a list, else by the arrows."""
        before = self.presses
        widget = QApplication.focusWidget()
        if name == "hypersensitivity":
            self.key(Qt.Key.Key_Space)
        elif isinstance(widget, QComboBox):
            for letter in label_of(widget, value)[:3]:
                if self.entry(name).typed == value:
                    break
                self.key_of(letter)
        else:
            self.key(Qt.Key.Key_Space)
            for _step in range(MOST_OPTIONS):
                if self.entry(name).typed == value:
                    break
                self.key(Qt.Key.Key_Right)
        self.values += self.presses - before

    def key_of(self, letter: str) -> None:
        """Press the key of a letter."""
        self.presses += 1
        QTest.keyClicks(self._front(), letter)
        settle()


def name_of(widget: QWidget | None) -> str:
    """Return the name of the field in which a widget stands, as the session has it."""
    while widget is not None:
        field = getattr(widget, "field", None)
        if isinstance(field, str) and field:
            return field
        drug = getattr(widget, "drug", None)
        if isinstance(drug, str):
            return f"order:{drug}"
        if type(widget).__name__ == "TickList":
            return "hypersensitivity"
        widget = widget.parentWidget()
    return ""


def label_of(widget: QWidget, value: object) -> str:
    """Return what people read of an option of the choice in which a widget stands."""
    found: QWidget | None = widget
    while found is not None:
        ask = getattr(found, "ask", None)
        if ask is not None:
            return str(ask.options.get(value, value))
        found = found.parentWidget()
    return str(value)


def settle() -> None:
    """Let everything that follows from a press be done."""
    for _turn in range(8):
        QApplication.processEvents()
