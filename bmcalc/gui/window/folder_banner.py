"""A banner that stays while the hospital's folder has a fault."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.gui.look.named import dress_as
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say

if TYPE_CHECKING:
    from bmcalc.formulary.file_problems import FileProblem

SHOWN = 3
"""Faults that the banner names; the others are one click away."""

MOST = 200
"""Faults that the dialog lists."""


class FolderBanner(QFrame):
    """What is wrong with the hospital's folder. Only another start takes it away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._problems: Sequence[FileProblem] = ()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(scaled(20), scaled(8), scaled(20), scaled(8))
        layout.setSpacing(scaled(12))
        self.words = Label(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setWordWrap(True)
        layout.addWidget(self.words, 1)
        self.all = QPushButton(self)
        self.all.setObjectName("light")
        say(self.all, QPushButton.setText, _("All faults…"))
        self.all.clicked.connect(self._show_all)
        layout.addWidget(self.all, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_problems(self, problems: Sequence[FileProblem], stops_orders: bool) -> None:
        """Show these problems from now on; nothing where there is none."""
        self._problems = problems
        self.setVisible(bool(problems))
        if not problems:
            return
        name = "told_stop" if stops_orders else "told_caution"
        dress_as(self.words, name)
        head = _("Faults in the hospital's own folder: {count}. No order is checked until they "
                 "are mended and the program is started again.", count=len(problems))
        if not stops_orders:
            head = _("Signatures of the hospital that do not hold: {count}.", count=len(problems))
        say(self.words, QLabel.setText, Joined([head, *problems[:SHOWN]], "\n"))
        self.all.setVisible(len(problems) > SHOWN)

    def _show_all(self) -> None:
        from bmcalc.gui.window.facts_dialog import show_facts

        pairs: list[tuple[object, object]] = [
            (str(number), str(one)) for number, one in enumerate(self._problems[:MOST], start=1)
        ]
        if len(self._problems) > MOST:
            pairs.append(("…", _("{count} more", count=len(self._problems) - MOST)))
        show_facts(_("Faults of the hospital's folder"), pairs, self.window())
