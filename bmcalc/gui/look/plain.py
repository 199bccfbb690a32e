"""Words as they are: nothing that was typed or opened is taken for markup.

Qt takes a text that looks like HTML for HTML, in labels, tips and boxes alike, and then loads the
pictures that it names.
"""

from __future__ import annotations

from typing import Any, overload

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QLabel, QWidget

from bmcalc.gui.look.text_size import height_at, hinted


class Label(QLabel):
    """A label that shows its words as they are; every label of the window is one."""

    @overload
    def __init__(self, parent: QWidget | None = None, /) -> None: ...

    @overload
    def __init__(self, text: str, parent: QWidget | None = None, /) -> None: ...

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def sizeHint(self) -> QSize:
        """Return the room that the words like to have."""
        return hinted(self, "hint", super().sizeHint)

    def minimumSizeHint(self) -> QSize:
        """Return the least room for the words."""
        return hinted(self, "least", super().minimumSizeHint)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words at a width."""
        return height_at(self, width, lambda: super(Label, self).heightForWidth(width))


def plain_tip(words: str) -> str:
    """Return words as a tip that Qt shows as they are."""
    if not GuiQt.mightBeRichText(words):
        return words
    from html import escape  # a thousand names that few words need

    return f"<qt>{escape(words)}</qt>".replace("\n", "<br>")


def set_tip(widget: QWidget, words: str) -> None:
    """Set the tip of a widget to words as they are."""
    widget.setToolTip(plain_tip(words))


def warn(parent: QWidget, title: object, words: object) -> None:
    """Show a warning until it is closed."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Warning, str(title), "", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(str(words))
    box.exec()
