"""The drawer of supportive care: what the sources suggest beside the doses of the day."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.in_force import source
from bmcalc.gui.look.card import Card, Rows, put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.order_check.outcome import OrderOutcome
from bmcalc.orders.supportive_care.of_the_day import Suggestion


class SuggestionRow(QWidget):
    """One suggestion: what it is for, what is suggested, and by which source."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, scaled(5), 0, scaled(5))
        grid.setHorizontalSpacing(scaled(10))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        self._kind, self._reason = Label(self), Label(self)
        self._kind.setObjectName("value")
        self._text, self._sources = Label(self), Label(self)
        for label in (self._reason, self._sources):
            label.setObjectName("small")
        for label in (self._kind, self._reason):
            label.setWordWrap(True)
            label.setFixedWidth(scaled(180))
        for label in (self._text, self._sources):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(self._kind, 0, 0, top)
        grid.addWidget(self._text, 0, 1, top)
        grid.addWidget(self._reason, 1, 0, top)
        grid.addWidget(self._sources, 1, 1, top)

    def show_suggestion(self, one: Suggestion) -> None:
        """Show this suggestion."""
        cited = [source(identifier) for identifier in one.sources]
        sources = str(Joined([
            _("{citation} ({mark})", citation=found.citation, mark=found.mark.label)
            for found in cited
        ], _("; ")))
        put(self._kind, str(one.kind.label))
        put(self._reason, str(one.reason))
        put(self._text, str(one.text))
        put(self._sources, sources)
        self.setAccessibleName(f"{one.kind.label}, {one.reason}: {one.text} {sources}")


class SupportiveDrawer(Card):
    """The suggestions of the day, kind by kind; none of them is part of the verdict."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Suggested by the sources, no part of the verdict"))
        self._note = Label(self)
        self._note.setObjectName("doubt")
        self._note.setWordWrap(True)
        self._rows: Rows[SuggestionRow] = Rows(self, SuggestionRow)
        for part in (self._note, self._rows):
            self.body.addWidget(part)

    def show_outcome(self, outcome: OrderOutcome) -> None:
        """Show what is suggested for a check."""
        check = outcome.check
        care = () if check is None else check.care
        note: object = ""
        if check is None:
            note = _("Nothing is suggested without a regimen, its cycle and its day.")
        elif not care:
            note = _("No source in the formulary suggests anything for this day.")
        put(self._note, str(note))
        for row, one in zip(self._rows.take(len(care)), care, strict=True):
            row.show_suggestion(one)
