"""The checks of the records: what each is of, how it stands, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.texts import _
from bmcalc.gui.look.card import put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import dress, scaled
from bmcalc.gui.pages.records.access import opened_desk
from bmcalc.gui.pages.records.act_dialog import ActDialog
from bmcalc.gui.pages.records.check_acts import CHECK_ACTS, CheckAct
from bmcalc.gui.pages.records.checks_reading import CheckRow, check_rows
from bmcalc.gui.pages.records.records_dialog import fitting
from bmcalc.gui.pages.records.second_checking import open_second_check
from bmcalc.records.checks.states import row_of
from bmcalc.records.faults import RecordsFault
from bmcalc.records.ledger.kinds import Kind
from bmcalc.records.people.person import Person

HEADINGS = (_("Patient"), _("Order"), _("State"), _("Verdict"))
ORDER = 1
WIDTH = 920
IN_A_ROW, IN_A_NARROW_ROW = 6, 4
ROW = 34
NOT_SHOWN = "–"
"""In place of a verdict that a second person is still to find without seeing it."""


class ChecksDialog(QDialog):
    """A list of checks with the acts below it; what cannot be done now is not offered."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        dress(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(str(_("Checks")))
        self.resize(fitting(self, WIDTH, 520))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(16))
        layout.setSpacing(scaled(12))
        heading = Label(str(_("Checks")), self)
        heading.setObjectName("question")
        layout.addWidget(heading)
        self.table = self._table()
        layout.addWidget(self.table, 1)
        layout.addLayout(self._acts())
        self.told = Label(self)
        self.told.setObjectName("fault")
        self.told.setWordWrap(True)
        self.told.hide()
        layout.addWidget(self.told)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.setObjectName("buttons")
        buttons.rejected.connect(self.close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        layout.addWidget(buttons)
        self._rows: list[CheckRow] = []
        self._people: tuple[Person, ...] = ()
        self.read()

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, len(HEADINGS), self)
        table.setHorizontalHeaderLabels([str(one) for one in HEADINGS])
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setAccessibleName(str(_("Checks")))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(scaled(ROW))
        table.setShowGrid(False)
        across = table.horizontalHeader()
        across.setHighlightSections(False)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        across.setSectionResizeMode(ORDER, QHeaderView.ResizeMode.Stretch)
        table.itemSelectionChanged.connect(self._offer)
        return table

    def _acts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(scaled(8))
        self.second = QPushButton(str(_("Second check…")), self)
        self.second.clicked.connect(self._second)
        self.buttons: dict[Kind, QPushButton] = {}
        for what in CHECK_ACTS:
            button = self.buttons[what.kind] = QPushButton(str(what.title), self)
            button.clicked.connect(lambda _checked=False, what=what: self._open(what))
        shown = [self.buttons[Kind.FIRST_CHECKED], self.second,
                 *(one for kind, one in self.buttons.items() if kind is not Kind.FIRST_CHECKED)]
        in_a_row = IN_A_ROW if self.width() >= scaled(WIDTH) else IN_A_NARROW_ROW
        for index, button in enumerate(shown):
            grid.addWidget(button, index // in_a_row, index % in_a_row)
        return grid

    def read(self) -> None:
        """Show the checks as the records stand now."""
        chosen = self._chosen()
        try:
            with opened_desk() as desk:
                self._rows = list(check_rows(desk))
                self._people = desk.roster().active()
        except RecordsFault as fault:
            put(self.told, str(fault))
            self._rows = []
        self.table.setRowCount(len(self._rows))
        for row, one in enumerate(self._rows):
            verdict = NOT_SHOWN if one.is_blind else str(one.verdict.label)
            words = one.patient, one.what, one.state, verdict
            for column, text in enumerate(words):
                self.table.setItem(row, column, QTableWidgetItem(text))
        ids = [one.check.id for one in self._rows]
        if self._rows:
            known = chosen is not None and chosen.check.id in ids
            self.table.selectRow(ids.index(chosen.check.id) if known and chosen else 0)
        self._offer()

    def _chosen(self) -> CheckRow | None:
        row = self.table.currentRow()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _offer(self) -> None:
        """Offer what the state of the chosen check lets happen."""
        chosen = self._chosen()
        for what in CHECK_ACTS:
            possible = chosen is not None and what.is_possible(chosen.check)
            self.buttons[what.kind].setEnabled(possible)
        self.second.setEnabled(
            chosen is not None and row_of(chosen.check.state, Kind.SECOND_CHECKED) is not None)

    def _open(self, what: CheckAct) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._show(ActDialog(what, chosen.check, self._people, self))

    def _second(self) -> None:
        """Check blind; the page and this list are hidden meanwhile."""
        chosen = self._chosen()
        if chosen is None:
            return
        put(self.told, "")
        try:
            open_second_check(chosen.check.id, self.parentWidget() or self, self._seen_again)
        except RecordsFault as fault:
            put(self.told, str(fault))
            return
        self.setVisible(False)

    def _seen_again(self) -> None:
        self.setVisible(True)
        self.read()

    def _show(self, dialog: QDialog) -> None:
        put(self.told, "")
        dialog.finished.connect(lambda _result: self.read())
        dialog.open()
