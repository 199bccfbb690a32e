"""A question before something is lost. The window waits for no answer: each answer acts itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton, QMessageBox, QPushButton, QWidget


class Role(Enum):
    """What an answer does, under the name of Qt for it; Qt places the buttons by it."""

    ACCEPT = "AcceptRole"
    ACTION = "ActionRole"
    DESTRUCTIVE = "DestructiveRole"
    REJECT = "RejectRole"


def _nothing() -> None:
    """Leave everything as it is."""


class Answer(NamedTuple):
    """One answer: its words, its place among the buttons, and what follows."""

    words: object
    role: Role = Role.ACCEPT
    act: Callable[[], None] = _nothing


def ask(title: object, text: object, answers: Sequence[Answer], parent: QWidget) -> QMessageBox:
    """Ask over the window. The first answer is offered to Enter, one that rejects to Escape."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(str(title))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(str(text))
    acts: dict[QAbstractButton, Callable[[], None]] = {}
    buttons: list[QPushButton] = []
    waiting = [_nothing]  # what follows where no button is pressed: closed by its frame
    for answer in answers:
        button = box.addButton(str(answer.words), QMessageBox.ButtonRole[answer.role.value])
        buttons.append(button)
        acts[button] = answer.act
        if answer.role is Role.REJECT:
            box.setEscapeButton(button)
            waiting = [answer.act]

    def pressed(button: QAbstractButton) -> None:
        waiting.clear()
        acts[button]()

    box.setDefaultButton(buttons[0])
    box.buttonClicked.connect(pressed)
    box.finished.connect(lambda _result: waiting and waiting.pop()())
    box.open()
    return box
