"""The page before the formulary is there."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.wording import say

BAND_HEIGHT = 46
"""As high as the band of the verdict on one line."""


class Frame(QWidget):
    """Says that the regimens are being read; the fields above can be used already."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        below = Card(self)
        below.title.hide()
        words = Label(below)
        words.setObjectName("muted")
        say(words, QLabel.setText, _("Reading the formulary and the regimens"))
        below.body.addWidget(words)
        below.body.addStretch(1)
        layout.addWidget(below, 1)
