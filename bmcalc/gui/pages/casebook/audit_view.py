"""The audit: every checked statement, filtered by case and verdict, and its export."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from bmcalc.casebook.audit_entry import AuditEntry, AuditVerdict, Gravity, summary_of
from bmcalc.casebook.case_files import case_numbers
from bmcalc.casebook.loading import case
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.objections import objection
from bmcalc.gui.form.field_frame import QuietBox
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.flow import Flow
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import font, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.casebook.beside import Beside
from bmcalc.gui.pages.casebook.entry_detail import EntryDetail
from bmcalc.gui.pages.casebook.statement_list import StatementList
from bmcalc.gui.pages.casebook.statement_row import Row, row_of
from bmcalc.gui.pages.casebook.verdict_mark import SWITCH_HEIGHT, VerdictSwitch
from bmcalc.gui.window.file_names import offered_path, today
from bmcalc.saved_file import why_not_saved

DETAIL_WIDTH = 412
FILE_NAME = "bmcalc-casebook-audit"
WHOLE = 0
"""Stands among the numbers of the cases for all of them; None stands for the reference pages."""

GUIDELINE = _("Guideline summary and dose appendix")


class AuditView(QWidget):
    """Filters above, statements at the left, the chosen one in full at the right."""

    case_asked = Signal(int, str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: list[AuditEntry] | None = None
        self._choices: list[int | None] = [WHOLE, *case_numbers(), None]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(12))
        layout.addWidget(self._filters())
        framed = QWidget(self)
        around = QVBoxLayout(framed)
        around.setContentsMargins(0, 0, 0, 0)
        card = Card(framed)
        around.addWidget(card)
        card.body.setContentsMargins(scaled(8), scaled(12), scaled(8), scaled(8))
        self._words = card.title
        self._words.setObjectName("muted")
        self._words.setIndent(scaled(8))
        self.list = StatementList(card)
        say(self.list, QWidget.setAccessibleName, _("Statements"))
        card.body.addWidget(self.list, 1)
        area = ScrollArea(self)
        self.detail = EntryDetail(area)
        area.setWidget(self.detail)
        layout.addWidget(Beside(framed, area, DETAIL_WIDTH, self), 1)
        self.list.chosen.connect(self._show_entry)
        self.detail.case_asked.connect(self.case_asked)

    def _filters(self) -> Flow:
        self._flow = Flow(self)
        self._cases = QuietBox(self._flow, framed=True)
        self._cases.setFont(font())
        self._cases.setFixedWidth(scaled(300))
        say(self._cases, QWidget.setAccessibleName, _("Case"))
        self._name_cases()
        self._cases.currentIndexChanged.connect(self._filter)
        self.switches = [VerdictSwitch(verdict, self._flow) for verdict in AuditVerdict]
        for switch in self.switches:
            switch.toggled.connect(self._filter)
        export = QPushButton(self._flow)
        export.setFixedHeight(scaled(SWITCH_HEIGHT))
        say(export, QPushButton.setText, _("Export as PDF"))
        export.clicked.connect(self._export)
        self._flow.show_widgets([self._cases, *self.switches, export])
        return self._flow

    def _name_cases(self) -> None:
        index = max(self._cases.currentIndex(), 0)
        self._cases.blockSignals(True)
        self._cases.clear()
        self._cases.addItems([str(self._name(number)) for number in self._choices])
        self._cases.setCurrentIndex(index)
        self._cases.blockSignals(False)

    @staticmethod
    def _name(number: int | None) -> object:
        if number == WHOLE:
            return _("The whole casebook")
        if number is None:
            return GUIDELINE
        return _("Case {number}: {title}", number=number, title=case(number).title)

    def choose_case(self, number: int) -> None:
        """Show the statements of one case."""
        self._cases.setCurrentIndex(self._choices.index(number))

    def fill(self) -> None:
        """Run the audit where it has not run yet; the page is painted first."""
        if self._entries is None:
            say(self._words, QLabel.setText, _("The statements are being checked."))
            QTimer.singleShot(0, self.run)

    def run(self) -> None:
        """Run the audit and show it."""
        forbidden = objection()
        if forbidden is not None:
            say(self._words, QLabel.setText, forbidden)
        elif self._entries is None:
            from bmcalc.casebook.audit import audit

            self._entries = audit()
            self._filter()

    def _of_the_case(self) -> list[AuditEntry]:
        number = self._choices[self._cases.currentIndex()]
        return [one for one in self._entries or () if number in (WHOLE, one.case)]

    def shown(self) -> list[AuditEntry]:
        """Return the statements that pass both filters."""
        verdicts = {switch.verdict for switch in self.switches if switch.isChecked()}
        return [one for one in self._of_the_case() if one.verdict in verdicts]

    def _filter(self) -> None:
        if self._entries is None:
            return
        counted = summary_of(self._of_the_case())
        for switch in self.switches:
            switch.show_count(counted.by_verdict[switch.verdict])
        self._flow.relay()
        say(self._words, QLabel.setText, self._summary())
        self.list.show_rows(self._rows())

    def _summary(self) -> object:
        counted = summary_of(self._of_the_case())
        severities: list[object] = [
            _("{severity}: {count}", severity=gravity.label,
              count=counted.contradicted_by_severity[gravity])
            for gravity in reversed(Gravity) if gravity is not Gravity.NONE
        ]
        return _("{shown} of {count} statements. Of those contradicted: {severities}.",
                 shown=len(self.shown()), count=counted.statements,
                 severities=Joined(severities, _(", ")))

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        for number, entries in groupby(self.shown(), key=lambda one: one.case):
            rows.append(Row(self._name(number), heading=True))
            rows += [row_of(entry) for entry in entries]
        return rows

    def _show_entry(self, row: Row | None) -> None:
        self.detail.show_entry(None if row is None else row.entry)

    def _export(self) -> None:
        title = str(_("Export as PDF"))
        offered = offered_path([FILE_NAME, today()], "pdf")
        chosen, _kind = QFileDialog.getSaveFileName(self, title, offered, "PDF (*.pdf)")
        if chosen:
            self.export(Path(chosen))

    def export(self, path: Path) -> None:
        """Write what is shown as a PDF and say where it went, or that it could not."""
        from bmcalc.gui.window.paper import write_pdf
        from bmcalc.report.audit import audit_report

        scope = self._name(self._choices[self._cases.currentIndex()])
        try:
            write_pdf(audit_report(self.shown(), scope), path)
        except OSError as error:
            words = _("{file} could not be written: {reason}", file=path,
                      reason=why_not_saved(error))
            say(self._words, QLabel.setText, words)
        else:
            say(self._words, QLabel.setText, _("Written: {file}", file=path))

    def words(self) -> str:
        """Return what stands above the list: the counts, or what became of the export."""
        return self._words.text()

    def translate(self) -> None:
        """Read every text again; the filters and the chosen statement stay."""
        self._name_cases()
        for switch in self.switches:
            switch.show_count(switch.count)
        self._flow.relay()
        if self._entries is not None:
            self.list.read_again()
            self.detail.translate()

    def summary(self) -> str | None:
        """Return what is shown as plain text."""
        from bmcalc.casebook.audit_text import audit_text

        return audit_text(self.shown()) if self._entries else None
