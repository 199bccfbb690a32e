"""The bottom of the window: what just happened, and what can be done with the page."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.plain import Label, set_tip
from bmcalc.gui.look.theme import dress, scaled
from bmcalc.gui.look.wording import say

QUIET_WORDS = _("The result follows every change; nothing to press")


class BottomBar(QFrame):
    """A line of words on the left, the page's actions on the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bottom")
        dress(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(scaled(20), scaled(9), scaled(20), scaled(9))
        layout.setSpacing(scaled(10))
        self._words = Label(self)
        self._words.setWordWrap(True)
        self._words.setObjectName("muted")
        layout.addWidget(self._words, 1)
        self.copy = QPushButton(self)
        say(self.copy, QPushButton.setText, _("Copy"))
        say(self.copy, QWidget.setAccessibleName, _("Copy the page as text"))
        say(self.copy, set_tip, _("Copy the page as text"))
        layout.addWidget(self.copy)
        self.print = QPushButton(self)
        say(self.print, QPushButton.setText, _("Print"))
        say(self.print, set_tip, _("See the pages and print them"))
        layout.addWidget(self.print)
        self.save_pdf = QPushButton(self)
        say(self.save_pdf, QPushButton.setText, _("Save as PDF"))
        layout.addWidget(self.save_pdf)
        self._told, self._stray = True, ""
        self.hush()

    def buttons(self) -> list[QPushButton]:
        """Return the buttons in reading order."""
        return [self.copy, self.print, self.save_pdf]

    def offer(self, paper: bool) -> None:
        """Offer to print and to save, or not where there is nothing to put on paper."""
        for button in (self.print, self.save_pdf):
            button.setEnabled(paper)

    def hush(self) -> None:
        """Take back what was said, as the next thing is done."""
        if self._told:
            self.tell(QUIET_WORDS)
            self._told = False

    def tell_stray(self, digit: str) -> None:
        """Say of digits that nothing took where they were typed: they do not vanish unseen."""
        stray = self._stray + digit
        self.tell(_("“{typed}” was typed where no number is taken; it was entered nowhere.",
                    typed=stray), alarming=True)
        self._stray = stray

    def tell(self, words: object, alarming: bool = False) -> None:
        """Say something until the next thing is done."""
        self._told, self._stray = True, ""
        name = "fault" if alarming else "muted"
        if self._words.objectName() != name:
            self._words.setObjectName(name)
            self._words.style().unpolish(self._words)
            self._words.style().polish(self._words)
        say(self._words, QLabel.setText, words)
