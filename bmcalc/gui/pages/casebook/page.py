"""The page: cases, audit and reference behind three tabs, each built when it is first shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.texts import _
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.casebook.audit_view import AuditView
from bmcalc.gui.pages.casebook.cases_view import CasesView
from bmcalc.gui.pages.casebook.reference_view import ReferenceView
from bmcalc.gui.pages.page import PageView

CASES, AUDIT, REFERENCE = range(3)
TABS: dict[int, object] = {
    CASES: _("Cases"),
    AUDIT: _("Audit"),
    REFERENCE: _("Reference pages"),
}


class CasebookPage(PageView):
    """The casebook. It computes nothing from the patient and never changes one by itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tabs: dict[int, QToolButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(20), scaled(14), 0, 0)
        layout.setSpacing(scaled(12))
        layout.addLayout(self._tab_row())
        self._stack = QStackedWidget(self)
        layout.addWidget(self._stack, 1)
        self.cases = CasesView(self)
        self.audit = AuditView(self)
        self.reference = ReferenceView(self)
        for view in (self.cases, self.audit, self.reference):
            self._stack.addWidget(view)
        self.cases.audit_asked.connect(self.show_audit_of)
        self.cases.case_asked.connect(self.case_asked)
        self.audit.case_asked.connect(self.case_asked)
        self.setFocusProxy(self.tabs[CASES])

    def _tab_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(scaled(6))
        group = QButtonGroup(self)
        for index, title in TABS.items():
            button = QToolButton(self)
            button.setCheckable(True)
            button.setChecked(index == CASES)
            button.setMinimumHeight(scaled(32))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            say(button, QToolButton.setText, title)
            group.addButton(button, index)
            self.tabs[index] = button
            row.addWidget(button)
        group.idClicked.connect(self.show_tab)
        row.addStretch(1)
        return row

    def show_tab(self, index: int) -> None:
        """Show the cases, the audit or the reference pages."""
        self.tabs[index].setChecked(True)
        self._stack.setCurrentIndex(index)
        self.refresh()

    def show_audit_of(self, number: int) -> None:
        """Show what the statements of one case come to."""
        self.audit.choose_case(number)
        self.show_tab(AUDIT)

    def refresh(self) -> None:
        """Fill the tab that is shown; the audit runs when it is first looked at."""
        shown = self._stack.currentWidget()
        if isinstance(shown, AuditView | ReferenceView):
            shown.fill()

    def translate(self) -> None:
        """Read every text again."""
        self.cases.translate()
        self.audit.translate()
        self.reference.translate()

    def summary(self) -> str | None:
        """Return what is shown as plain text."""
        shown = self._stack.currentWidget()
        if isinstance(shown, CasesView | AuditView | ReferenceView):
            return shown.summary()
        return None
