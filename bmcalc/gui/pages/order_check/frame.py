"""The page before the formulary is there: its frame, with fields that can be used already."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from bmcalc.core.ask import Ask, AskChoice, AskDate, AskInteger
from bmcalc.core.texts import _
from bmcalc.gui.form.field_row import FieldRow
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.order_check.entered import PAGE_ID
from bmcalc.gui.window.session import Session

WIDTHS: Final = {"cycle": 76, "day": 76, "today": 112}
BAND_HEIGHT: Final = 46
"""As high as the band of the verdict on one line."""

TOP_HEIGHT: Final = 134
"""As high as the card that takes its place, so that nothing moves."""

EARLY: Final[dict[str, Ask]] = {
    "regimen": AskChoice(label=_("Regimen"), options={}),
    "cycle": AskInteger(label=_("Cycle"), low=1, high=300),
    "day": AskInteger(label=_("Day"), low=1, high=366),
    "today": AskDate(label=_("Day of this check")),
}


class Frame(QWidget):
    """What can be typed before the regimens are listed; the session keeps it."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: dict[str, FieldRow] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(12))
        top = Card(self)
        top.title.hide()
        top.body.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(12))
        top.setFixedHeight(scaled(TOP_HEIGHT))
        across = QHBoxLayout()
        across.setSpacing(scaled(10))
        for name, ask in EARLY.items():
            row = self.rows[name] = FieldRow(PAGE_ID, name, ask, None, session, top)
            if name in WIDTHS:
                row.setFixedWidth(scaled(WIDTHS[name]))
                across.addWidget(row, 0)
            else:
                top.body.addWidget(row)
        across.addStretch(1)
        top.body.addLayout(across)
        top.body.addStretch(1)
        below = Card(self)
        below.title.hide()
        words = Label(below)
        words.setObjectName("muted")
        say(words, QLabel.setText, _("Reading the formulary and the regimens"))
        below.body.addWidget(words)
        below.body.addStretch(1)
        layout.addWidget(top)
        layout.addWidget(below, 1)

    def focused(self) -> str:
        """Return the field in which the keyboard is, or nothing."""
        for name, row in self.rows.items():
            if any(control.hasFocus() for control in row.editor.controls()):
                return name
        return ""

    def translate(self) -> None:
        """Read every text again."""
        for row in self.rows.values():
            row.translate()
