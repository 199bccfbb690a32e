"""A question before something is lost. The window waits for no answer: each answer acts itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

Role = QMessageBox.ButtonRole


def _nothing() -> None:
    """Leave everything as it is."""


class Answer(NamedTuple):
    """One answer: its words, its place among the buttons, and what follows."""

    words: object
    role: QMessageBox.ButtonRole = Role.AcceptRole
    act: Callable[[], None] = _nothing


def ask(title: object, text: object, answers: Sequence[Answer], parent: QWidget) -> QMessageBox:
    """Ask over the window. The first answer is offered to Enter, one that rejects to Escape."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(str(title))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(str(text))
    acts = {}
    for answer in answers:
        button = box.addButton(str(answer.words), answer.role)
        acts[button] = answer.act
        if answer.role is Role.RejectRole:
            box.setEscapeButton(button)
    box.setDefaultButton(next(iter(acts)))
    box.buttonClicked.connect(lambda button: acts[button]())
    box.open()
    return box
