"""Rich text to read: it loads nothing, follows no link, and is scrolled by the keyboard."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from bmcalc.gui.look.sealed import SealedDocument
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say


class Reading(QTextBrowser):
    """A text of the program's own making; what others wrote stands in it escaped."""

    def __init__(self, name: object, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDocument(SealedDocument(self))
        self.setObjectName("reading")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(scaled(6))
        say(self, QWidget.setAccessibleName, name)
