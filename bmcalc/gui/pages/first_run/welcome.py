"""The card of the first run: what to look at below, and two ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.window.help_key import HELP_KEY

WORDS = (
    _("Choose your language and the size of the text below. Then look at the rules that are in "
      "force: which label leads, the limits of your laboratory, how doses are rounded. They are "
      "the hospital's to decide, and each says whether the hospital decided it or the program "
      "brought it along."),
    _("Nothing waits for this: every page works now, and these settings stay on the page of "
      "settings. {key} tells about any page.", key=HELP_KEY),
)


class WelcomeCard(Card):
    """``case_asked`` asks for the first printed case, ``begun`` for the page to begin with."""

    case_asked = Signal()
    begun = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Welcome to bmcalc"))
        for words in WORDS:
            label = Label(self)
            label.setWordWrap(True)
            say(label, QLabel.setText, words)
            self.body.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(scaled(8))
        self.begin = self._button(_("Begin"), self.begun)
        self.begin.setObjectName("primary")
        self.case = self._button(_("Open case 1"), self.case_asked)
        row.addWidget(self.begin)
        row.addWidget(self.case)
        row.addStretch(1)
        self.body.addLayout(row)

    def _button(self, words: object, pressed: object) -> QPushButton:
        button = QPushButton(self)
        say(button, QPushButton.setText, words)
        button.clicked.connect(pressed)
        return button
