"""The cases: their list, and the chosen one with its timeline."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bmcalc.casebook.case_files import case_numbers
from bmcalc.casebook.loading import case
from bmcalc.core.texts import _
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.casebook.beside import Beside
from bmcalc.gui.pages.casebook.case_list import CaseList
from bmcalc.gui.pages.casebook.case_view import CaseView

LIST_WIDTH = 284


class CasesView(QWidget):
    """The list at the left, one case at the right."""

    case_asked = Signal(int, str, bool)
    audit_asked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        framed = QWidget(self)
        around = QVBoxLayout(framed)
        around.setContentsMargins(0, 0, 0, 0)
        listed = Card(framed, _("Cases"))
        around.addWidget(listed)
        listed.body.setContentsMargins(scaled(10), scaled(14), scaled(10), scaled(10))
        listed.title.setIndent(scaled(8))
        self.list = CaseList(listed)
        listed.body.addWidget(self.list, 1)
        self._area = ScrollArea(self)
        self.view = CaseView(self._area)
        self._area.setWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Beside(self._area, framed, LIST_WIDTH, self, leads=True))
        self.list.chosen.connect(self._show)
        self.view.case_asked.connect(self.case_asked)
        self.view.audit_asked.connect(self.audit_asked)
        self.list.choose(case_numbers()[0])

    def _show(self, number: int) -> None:
        self.view.show_case(case(number))
        self._area.verticalScrollBar().setValue(0)

    def translate(self) -> None:
        """Read every text again."""
        self.list.translate()
        self.view.translate()

    def summary(self) -> str | None:
        """Return the chosen case as plain text."""
        return self.view.summary()
