"""The controls of a window as a person finds and uses them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QMessageBox, QWidget

PartT = TypeVar("PartT", bound=QWidget)
Step = Callable[[str, Callable[[], object]], None]
"""Does something under a name, and looks at the window after it."""

NOT_PRESSED = frozenset({"Self-test", "自检"})


def visible(kind: type[PartT], root: QWidget) -> list[PartT]:
    """Return the controls of a kind that can be seen and used."""
    return [
        one for one in root.findChildren(kind)
        if one.isVisibleTo(root) and one.isEnabled() and one.window() is root.window()
    ]


def field_of(control: QWidget) -> str:
    """Return the name of the field that a control belongs to, or what it is called."""
    above: QWidget | None = control
    while above is not None:
        name = getattr(above, "field", None) or getattr(above, "drug", None)
        if isinstance(name, str) and name:
            return name if hasattr(above, "field") else f"order:{name}"
        above = above.parentWidget()
    return control.objectName() or type(control).__name__


def commit(line: QWidget, words: str) -> None:
    """Put words into a field as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(line, event)


def key_in(line: QWidget, letter: str) -> None:
    """Press the key of a letter; what has no key comes by an input method."""
    if letter.isascii() and letter.isprintable():
        QTest.keyClicks(line, letter)
    else:
        commit(line, letter)


def is_harmless(button: QAbstractButton) -> bool:
    """Say whether a button ends nothing and starts no second program."""
    box = button.window()
    if isinstance(box, QMessageBox):
        return box.buttonRole(button) is not QMessageBox.ButtonRole.DestructiveRole
    return button.text() not in NOT_PRESSED


def is_modal_open() -> bool:
    """Say whether a dialog or a menu waits that lets nothing else go on."""
    return QApplication.activeModalWidget() is not None or isinstance(
        QApplication.activePopupWidget(), QMenu)


def settle() -> None:
    """Let everything be computed, painted and thrown away that waits for it."""
    for _turn in range(4):
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
