"""Words as they are: nothing that was typed or opened is taken for markup.

Qt takes a text that looks like HTML for HTML, in labels, tips and boxes alike, and then loads the
pictures that it names.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, overload

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QLabel, QWidget

from bmcalc.gui.look.text_size import height_at, hinted, shape


class Label(QLabel):
    """A label that shows its words as they are; every label of the window is one."""

    @overload
    def __init__(self, parent: QWidget | None = None, /) -> None: ...

    @overload
    def __init__(self, text: str, parent: QWidget | None = None, /) -> None: ...

    def __init__(self, *given: Any) -> None:
        self._shape: tuple[str, Hashable] | None = None
        super().__init__(*given)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def _shaped(self) -> Hashable:
        """Return what its size follows from beside its words; asked anew after it changed."""
        name = self.objectName()
        if self._shape is None or self._shape[0] != name:
            self._shape = name, shape(self)
        return self._shape[1]

    def changeEvent(self, event: QEvent) -> None:
        """Take on another font or style."""
        self._shape = None
        super().changeEvent(event)

    def setFont(self, font: QFont | str | Sequence[str]) -> None:
        """Write in a font."""
        self._shape = None
        super().setFont(font)

    def setWordWrap(self, on: bool) -> None:
        """Go on in the next line where the words are longer, or not."""
        self._shape = None
        super().setWordWrap(on)

    def setAlignment(self, side: Qt.AlignmentFlag) -> None:
        """Stand at a side."""
        self._shape = None
        super().setAlignment(side)

    def setMargin(self, margin: int) -> None:
        """Leave room around the words."""
        self._shape = None
        super().setMargin(margin)

    def setIndent(self, indent: int) -> None:
        """Leave room before the words."""
        self._shape = None
        super().setIndent(indent)

    def setContentsMargins(self, *edges: Any) -> None:
        """Leave room at each side."""
        self._shape = None
        super().setContentsMargins(*edges)

    def sizeHint(self) -> QSize:
        """Return the room that the words like to have."""
        self.ensurePolished()
        return hinted(self, "hint", self._shaped(), super().sizeHint)

    def minimumSizeHint(self) -> QSize:
        """Return the least room for the words."""
        self.ensurePolished()
        return hinted(self, "least", self._shaped(), super().minimumSizeHint)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words at a width."""
        return height_at(
            self, width, self._shaped(), lambda: super(Label, self).heightForWidth(width))


def plain_tip(words: str) -> str:
    """Return words as a tip that Qt shows as they are."""
    if not GuiQt.mightBeRichText(words):
        return words
    from html import escape  # a thousand names that few words need

    return f"<qt>{escape(words)}</qt>".replace("\n", "<br>")


def set_tip(widget: QWidget, words: str) -> None:
    """Set the tip of a widget to words as they are."""
    tip = plain_tip(words)
    if widget.toolTip() != tip:
        widget.setToolTip(tip)


def warn(parent: QWidget, title: object, words: object) -> None:
    """Show a warning until it is closed."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Warning, str(title), "", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(str(words))
    box.exec()
