"""The casebook's last pages: each dose beside the formulary's entry of the same drug."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bmcalc.casebook.audit_entry import AuditEntry
from bmcalc.casebook.reference import DoseLine, reference
from bmcalc.core.texts import _
from bmcalc.formulary.objections import objection
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.casebook.beside import Beside
from bmcalc.gui.pages.casebook.entry_detail import EntryDetail
from bmcalc.gui.pages.casebook.formulary_card import FormularyCard
from bmcalc.gui.pages.casebook.statement_list import StatementList
from bmcalc.gui.pages.casebook.statement_row import Row, row_of

DETAIL_WIDTH = 412
CHECKED_AS = {"APP-zoledronic-acid": "R16"}
"""Lines that the audit answers under another id."""
RADIOTHERAPY = "RT-RANGE"
PARTS: dict[str, object] = {
    "guideline": _("Guideline summary"),
    "appendix": _("Dose appendix"),
}


def reference_rows(entries: list[AuditEntry]) -> list[Row]:
    """Return every line of the two lists in their order, each with what it came to."""
    checked = {entry.id: entry for entry in entries if entry.case is None}
    rows: list[Row] = []
    for part, title in PARTS.items():
        rows.append(Row(title, heading=True))
        if part == "guideline":
            rows += [
                Row(line.words, page=_("p. {page}", page=line.page))
                for line in reference().guideline
            ]
            rows.append(row_of(checked[RADIOTHERAPY]))
        rows += [
            row_of(checked[checked_as(line)], drug=line.drug)
            for line in reference().lines if line.part == part
        ]
    return rows


def checked_as(line: DoseLine) -> str:
    """Return the id under which the audit answers a line."""
    return CHECKED_AS.get(line.id, line.id)


class ReferenceView(QWidget):
    """The lines at the left; the formulary's entry and the proof at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._filled = False
        framed = QWidget(self)
        around = QVBoxLayout(framed)
        around.setContentsMargins(0, 0, 0, 0)
        card = Card(framed, _("What the casebook recommends, beside the formulary"))
        card.body.setContentsMargins(scaled(8), scaled(12), scaled(8), scaled(8))
        card.title.setIndent(scaled(8))
        self.list = StatementList(card)
        say(self.list, QWidget.setAccessibleName, _("Reference pages"))
        card.body.addWidget(self.list, 1)
        around.addWidget(card)
        area = ScrollArea(self)
        beside = QWidget(area)
        down = QVBoxLayout(beside)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(scaled(12))
        self.formulary = FormularyCard(beside)
        self.detail = EntryDetail(beside)
        inner = QHBoxLayout()
        inner.setContentsMargins(0, 0, scaled(20), 0)
        inner.addWidget(self.formulary)
        down.addLayout(inner)
        down.addWidget(self.detail)
        down.addStretch(1)
        area.setWidget(beside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Beside(framed, area, DETAIL_WIDTH, self))
        self.list.chosen.connect(self._show)

    def fill(self) -> None:
        """Fill the list when it is first shown; the page is painted first."""
        if not self._filled:
            QTimer.singleShot(0, self.run)

    def run(self) -> None:
        """Check the lines and show them."""
        forbidden = objection()
        if forbidden is not None:
            self.list.show_rows([Row(forbidden, heading=True)])
        elif not self._filled:
            from bmcalc.casebook.audit import audit

            self._filled = True
            self.list.show_rows(reference_rows(audit()))

    def _show(self, row: Row | None) -> None:
        self.formulary.show_drug("" if row is None else row.drug)
        self.detail.show_entry(None if row is None else row.entry)

    def translate(self) -> None:
        """Read every text again."""
        self.list.read_again()
        self.formulary.translate()
        self.detail.translate()

    def summary(self) -> str | None:
        """Return the lines as plain text."""
        return "\n".join(row.words() for row in self.list.rows()) + "\n"
