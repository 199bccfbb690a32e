"""What a page of the records says while there are none, or nobody who could sign."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.entered_button import EnteredButton
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import font, scaled
from bmcalc.gui.look.wording import say

WIDTH = 560


class NoRecords(QWidget):
    """Says what the page is for and offers the two ways on."""

    set_up = Signal()
    new = Signal()

    def __init__(self, title: object, about: object, parent: QWidget) -> None:
        super().__init__(parent)
        outside = QVBoxLayout(self)
        outside.addStretch(1)
        card = Card(self, title)
        card.title.setFont(font("chip", bold=True))
        card.setMaximumWidth(scaled(WIDTH))
        middle = QHBoxLayout()
        middle.setContentsMargins(scaled(16), 0, scaled(16), 0)
        middle.addStretch(1)
        middle.addWidget(card, 100)
        middle.addStretch(1)
        outside.addLayout(middle)
        outside.addStretch(2)
        card.body.setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(20))
        for words in (
            about,
            _("The records need people who sign. Nothing is stored until somebody sets "
              "them up; every calculator and the order check work without."),
        ):
            label = Label(card)
            label.setWordWrap(True)
            say(label, QLabel.setText, words)
            card.body.addWidget(label)
        across = QHBoxLayout()
        across.setSpacing(scaled(10))
        self.set_up_button = self._button(_("Set up the records…"), "")
        self.new_button = self._button(_("New order check"), "primary")
        self.set_up_button.clicked.connect(self.set_up)
        self.new_button.clicked.connect(self.new)
        across.addWidget(self.new_button)
        across.addWidget(self.set_up_button)
        across.addStretch(1)
        card.body.addSpacing(scaled(8))
        card.body.addLayout(across)

    def _button(self, words: object, name: str) -> QPushButton:
        button = EnteredButton(self)
        button.setObjectName(name)
        say(button, QPushButton.setText, words)
        return button
