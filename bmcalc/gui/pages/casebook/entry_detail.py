"""One checked statement in full: the proof, what the product computed, every source."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from bmcalc.calculators import calculator
from bmcalc.casebook.audit_entry import AuditEntry, Computation, Gravity
from bmcalc.core.ask import AskChoice
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.in_force import source
from bmcalc.gui.look.card import Card, Rows, put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.casebook.verdict_mark import VerdictChip
from bmcalc.gui.result.shown_values import NO, YES
from bmcalc.gui.result.source_list import SourceCard

SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


def _label(parent: QWidget, name: str) -> QLabel:
    label = Label(parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextInteractionFlags(SELECTABLE)
    return label


class ComputationRow(QWidget):
    """What one calculator was asked, and what it answered."""

    asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._calculator = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, scaled(5), 0, scaled(7))
        layout.setSpacing(scaled(2))
        first = QHBoxLayout()
        self._title = _label(self, "value_long")
        self._open = QPushButton(self)
        self._open.setObjectName("light")
        self._open.clicked.connect(lambda: self.asked.emit(self._calculator))
        first.addWidget(self._title, 1)
        first.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(first)
        self._inputs = _label(self, "small")
        self._answer = _label(self, "")
        layout.addWidget(self._inputs)
        layout.addWidget(self._answer)

    def show_computation(self, one: Computation, case: int | None) -> None:
        """Show this computation; with a case, a button opens that case in the calculator."""
        self._calculator = one.calculator
        title = calculator(one.calculator).title
        put(self._title, str(title))
        put(self._inputs, str(input_words(one)))
        put(self._answer, str(answer_words(one)))
        self._open.setVisible(case is not None)
        if case is not None:
            say(self._open, QPushButton.setText, _("Open case {number}", number=case))
            say(self._open, QWidget.setAccessibleName,
                _("Open case {number} in: {page}", number=case, page=title))


def input_words(one: Computation) -> object:
    """Return what the calculator was given, by the names that its page shows."""
    asks = calculator(one.calculator).inputs.asks()
    parts: list[object] = []
    for name, value in one.inputs.items():
        ask = asks[name]
        if isinstance(value, bool):
            shown: object = YES if value else NO
        elif isinstance(ask, AskChoice) and isinstance(value, str):
            shown = ask.options.get(value, value)
        else:
            shown = _plain(value)
        parts.append(_("{name}: {value}", name=ask.label, value=shown))
    return Joined(parts, _("; "))


def _plain(value: object) -> object:
    if isinstance(value, list):
        return Joined([_plain(one) for one in value], _(", "))
    if isinstance(value, dict):
        return Joined([_plain(one) for one in value.values()], " ")
    return value


def answer_words(one: Computation) -> object:
    """Return the headline of the answer, or the codes of the refusal."""
    if one.status == "refused":
        return _("Refused: {codes}", codes=Joined(list(one.codes), _(", ")))
    headline = calculator(one.calculator).headline
    label = calculator(one.calculator).value(headline).label
    if one.values.get(headline) in (None, []):
        return _("Findings: {codes}", codes=Joined(list(one.codes), _(", ")))
    return _("{name}: {value}", name=label, value=one.shown(headline))


class EntryDetail(QWidget):
    """The cards of one statement."""

    case_asked = Signal(int, str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entry: AuditEntry | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, scaled(20), scaled(16))
        layout.setSpacing(scaled(12))
        self._card = Card(self)
        self._chip = VerdictChip(self._card)
        self._card.top.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        self._where = _label(self._card, "muted")
        self._statement = _label(self._card, "question")
        self._proof = _label(self._card, "")
        for label in (self._where, self._statement, self._proof):
            self._card.body.addWidget(label)
        layout.addWidget(self._card)
        self._computed = Card(self, _("What the product computes"))
        self._rows: Rows[ComputationRow] = Rows(self._computed, self._row)
        self._computed.body.addWidget(self._rows)
        layout.addWidget(self._computed)
        self._sources = SourceCard(self)
        layout.addWidget(self._sources)
        layout.addStretch(1)
        self.hide()

    def _row(self, parent: QWidget) -> ComputationRow:
        row = ComputationRow(parent)
        row.asked.connect(self._ask)
        return row

    def _ask(self, identifier: str) -> None:
        if self._entry is not None and self._entry.case is not None:
            self.case_asked.emit(self._entry.case, identifier, False)

    def show_entry(self, entry: AuditEntry | None) -> None:
        """Show this statement, or nothing."""
        self._entry = entry
        self.setVisible(entry is not None)
        if entry is None:
            return
        put(self._card.title, entry.id)
        self._chip.show_verdict(entry.verdict)
        put(self._where, str(_where(entry)))
        put(self._statement, str(entry.statement))
        put(self._proof, str(entry.proof))
        rows = self._rows.take(len(entry.computations))
        offered: set[str] = set()
        for row, one in zip(rows, entry.computations, strict=True):
            row.show_computation(one, None if one.calculator in offered else entry.case)
            offered.add(one.calculator)
        self._computed.setVisible(bool(entry.computations))
        self._sources.show_sources([source(one) for one in entry.sources])

    def translate(self) -> None:
        """Say everything again."""
        self.show_entry(self._entry)


def _where(entry: AuditEntry) -> object:
    pages = Joined([str(page) for page in entry.pages], _(", "))
    parts: list[object] = [
        _("Casebook, case {number}, page {pages}", number=entry.case, pages=pages)
        if entry.case is not None else
        _("Casebook, guideline and appendix, page {pages}", pages=pages)
    ]
    if entry.severity is not Gravity.NONE:
        parts.append(entry.severity.label)
    return Joined(parts, " · ")
