"""The sources that a result stands on, each with how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.core.work import DecidingRule, Severity
from bmcalc.formulary.reviewed import memory_line
from bmcalc.formulary.sources import Mark, Source
from bmcalc.gui.look.card import Card, Rows, put
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.paint import SeverityMark
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled

SEVERITY_OF_MARK = {
    Mark.VERIFIED: Severity.INFO,
    Mark.MEMORY: Severity.CAUTION,
    Mark.CONVENTION: Severity.CAUTION,
}


class SourceRow(Flowing):
    """One source: its number, the citation, and its mark in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, scaled(3), 0, scaled(3))
        layout.setHorizontalSpacing(scaled(8))
        layout.setVerticalSpacing(0)
        layout.setColumnMinimumWidth(0, scaled(20))
        layout.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        self._number = Label(self)
        self._number.setObjectName("number_small")
        self._citation = Label(self)
        self._citation.setObjectName("small")
        self._citation.setWordWrap(True)
        self._citation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sign = SeverityMark(self, 9)
        self._mark = Label(self)
        self._mark.setObjectName("small")
        self._mark.setWordWrap(True)
        layout.addWidget(self._number, 0, 0, top)
        layout.addWidget(self._citation, 0, 1, 1, 2)
        marked = QGridLayout()
        marked.setHorizontalSpacing(scaled(4))
        marked.addWidget(self._sign, 0, 0, top)
        marked.addWidget(self._mark, 0, 1)
        marked.setColumnStretch(1, 1)
        layout.addLayout(marked, 1, 1)

    def show_source(self, number: int, found: Source) -> None:
        """Show this source under this number."""
        put(self._number, f"[{number}]")
        put(self._citation, str(found.citation))
        sure = found.mark is Mark.VERIFIED
        self._sign.show_severity(SEVERITY_OF_MARK[found.mark], "fine" if sure else "caution")
        put(self._mark, str(found.mark.label))
        self.setAccessibleName(f"[{number}] {found.citation}: {found.mark.label}")


class SourceCard(Card):
    """All sources of a result."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Sources"))
        self._rows: Rows[SourceRow] = Rows(self, SourceRow)
        self.body.addWidget(self._rows)
        self._memory = Label(self)
        self._memory.setObjectName("small")
        self._memory.setWordWrap(True)
        self._memory.hide()
        self.body.addWidget(self._memory)

    def show_sources(self, found: Sequence[Source], rules: Iterable[DecidingRule] = ()) -> None:
        """Show these sources and, of the rules that decided, those that rest on memory."""
        for number, (row, one) in enumerate(
            zip(self._rows.take(len(found)), found, strict=True), 1
        ):
            row.show_source(number, one)
        put(self._memory, str(memory_line(rules)))
        self.setVisible(bool(found))
