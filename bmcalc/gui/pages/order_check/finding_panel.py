"""The findings at the right, numbered, the worst first; the notes below them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.card import Card, Rows, put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.order_check.matter_row import MatterRow
from bmcalc.gui.pages.order_check.matters import Matter
from bmcalc.gui.result.sort import Sort


class FindingPanel(Card):
    """Every matter as a row. Tab comes in by ``entry``; a filter never hides that there is more."""

    followed = Signal(object)
    asked = Signal(object)
    copied = Signal(object)
    all_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Findings"))
        self._matters: Sequence[Matter] = ()
        self._sort: Sort | None = None
        self.shown: list[MatterRow] = []
        self.body.setContentsMargins(0, scaled(10), 0, 0)
        self.body.setSpacing(0)
        self.top.setContentsMargins(scaled(14), 0, scaled(12), scaled(8))
        self.top.setStretchFactor(self.title, 0)
        self._count = Label(self)
        self._count.setObjectName("small")
        self.top.addWidget(self._count, 1)
        key = Label(self)
        key.setObjectName("small")
        say(key, QLabel.setText, _("F8 next"))
        self.top.addWidget(key)
        self._filtered = QWidget(self)
        line = QHBoxLayout(self._filtered)
        line.setContentsMargins(scaled(14), 0, scaled(12), scaled(6))
        self._part = Label(self._filtered)
        self._part.setObjectName("doubt")
        self.show_all = QPushButton(self._filtered)
        self.show_all.setObjectName("link")
        say(self.show_all, QPushButton.setText, _("Show all  Esc"))
        self.show_all.clicked.connect(self.all_asked)
        line.addWidget(self._part, 1)
        line.addWidget(self.show_all)
        self._filtered.hide()
        self.body.addWidget(self._filtered)
        self._rows: Rows[MatterRow] = Rows(self, self._row)
        self.body.addWidget(self._rows)
        self._notes_title = Label(self)
        self._notes_title.setObjectName("section")
        self._notes_title.setContentsMargins(scaled(14), scaled(10), 0, 0)
        say(self._notes_title, QLabel.setText, _("Notes"))
        self.body.addWidget(self._notes_title)
        self._notes: Rows[MatterRow] = Rows(self, self._row)
        self.body.addWidget(self._notes)
        self._nothing = Label(self)
        self._nothing.setObjectName("muted")
        self._nothing.setWordWrap(True)
        self._nothing.setContentsMargins(scaled(14), 0, scaled(14), scaled(12))
        self.body.addWidget(self._nothing)
        self.entry = next(self._rows.take(1))
        self._show("")

    def _row(self, parent: QWidget) -> MatterRow:
        row = MatterRow(parent)
        row.followed.connect(self.followed)
        row.asked.connect(self.asked)
        row.copied.connect(self.copied)
        row.moved.connect(self._move)
        return row

    def _move(self, row: MatterRow, step: int) -> None:
        if row in self.shown:
            place = self.shown.index(row) + step
            if 0 <= place < len(self.shown):
                self.shown[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_matters(self, matters: Sequence[Matter], nothing: str = "") -> None:
        """Show these; ``nothing`` is said where there is none."""
        self._matters = matters
        self._show(nothing)

    def filter(self, sort: Sort | None) -> None:
        """Show the findings of one sort alone, or all of them."""
        self._sort = sort
        self._show(self._nothing.text())

    def is_filtered(self) -> bool:
        """Say whether some findings are out of sight."""
        return self._sort is not None

    def _show(self, nothing: str) -> None:
        numbered = [one for one in self._matters if one.number]
        shown = [one for one in numbered if self._sort in (None, one.sort)]
        notes = [] if self._sort is not None else [
            one for one in self._matters if not one.number]
        self.shown = []
        for rows, matters in ((self._rows, shown), (self._notes, notes)):
            told = [one.told for one in matters]
            for row, one in zip(rows.take_for(told), matters, strict=True):
                row.show_matter(one)
                self.shown.append(row)
        for row in self.shown:
            row.lead(by_tab=row is self.shown[0])
        self._notes_title.setVisible(bool(notes))
        put(self._count, str(_("{count} · worst first", count=len(numbered)) if numbered else ""))
        put(self._part, str(_("{shown} of {count} shown", shown=len(shown), count=len(numbered))))
        self._filtered.setVisible(self._sort is not None)
        put(self._nothing, "" if self._matters else nothing)

    def controls(self) -> list[QWidget]:
        """Return what takes the keyboard by Tab."""
        return list(self.shown[:1])
