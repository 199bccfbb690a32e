"""Answers to dialogs and menus, drawn by chance."""

from __future__ import annotations

from random import Random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QPlainTextEdit

from bmcalc.gui.window.window import Window
from tests.benchmarks.monkey.controls import Step, is_harmless, visible
from tests.benchmarks.monkey.material import Material


class Answers:
    """Deals with whatever stands before the window."""

    def __init__(self, window: Window, material: Material, chance: Random, step: Step) -> None:
        self._window, self._material, self._chance, self._step = window, material, chance, step

    def dialog(self) -> QDialog | None:
        """Return the dialog in front of the window, None where there is none."""
        found = [one for one in self._window.findChildren(QDialog) if one.isVisible()]
        return found[-1] if found else None

    def answer(self, dialog: QDialog) -> None:
        """Press a key or a button of it."""
        if self._chance.random() < 0.3:
            key = self._chance.choice((Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_F1))
            self._step("key in a dialog", lambda: QTest.keyClick(dialog, key))
            return
        buttons = [one for one in visible(QAbstractButton, dialog) if is_harmless(one)]
        if buttons:
            button = self._chance.choice(buttons)
            self._step(f"answer “{button.text()}”", button.click)
        else:
            self._step("close a dialog", dialog.reject)

    def answer_now(self) -> None:
        """Deal with what waits inside a step: a dialog or a menu that lets nothing else go on."""
        popup = QApplication.activePopupWidget()
        if isinstance(popup, QMenu):
            actions = [one for one in popup.actions() if one.isEnabled() and not one.menu()]
            if actions and self._chance.random() < 0.7:
                self._chance.choice(actions).trigger()
            popup.close()
            return
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            return
        text = dialog.findChild(QPlainTextEdit)
        if text is not None:
            text.setPlainText(self._material.order())
        if self._chance.random() < 0.75:
            dialog.accept() if text is None or dialog.take.isEnabled() else dialog.reject()
        else:
            dialog.reject()
